"""The seventeen states, whose turn each is, and the holds that lie over them (disputes.md, section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from loket.disputes.machine.codes import PARTIES, Role


class State(StrEnum):
    """Where a dispute stands; one for everybody."""

    DRAFT = "draft"
    WAIT_SELLER = "wait_seller"
    WAIT_BUYER = "wait_buyer"
    ESCALATED = "escalated"
    WAIT_EVIDENCE = "wait_evidence"
    IN_REVIEW = "in_review"
    PLATFORM_OFFER = "platform_offer"
    RETURN_WAIT_SHIP = "return_wait_ship"
    RETURN_IN_TRANSIT = "return_in_transit"
    RETURN_INSPECT = "return_inspect"
    REPLACEMENT_WAIT_SHIP = "replacement_wait_ship"
    REPLACEMENT_IN_TRANSIT = "replacement_in_transit"
    REFUND_PENDING = "refund_pending"
    RESOLVED = "resolved"
    APPEAL_REVIEW = "appeal_review"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class HoldKind(StrEnum):
    """What can pause the clocks of a dispute in any open state."""

    CHARGEBACK = "chargeback"
    FRAUD_REVIEW = "fraud_review"
    LEGAL = "legal"
    FORCE_MAJEURE = "force_majeure"
    MISSING_PROVIDER = "missing_provider"
    UNREACHABLE = "unreachable"
    EXTERNAL_COMPLAINT = "external_complaint"


# Under these the clocks stand still, but whoever can act may.
GENTLE_HOLDS = frozenset({HoldKind.FORCE_MAJEURE, HoldKind.UNREACHABLE})

ALL = frozenset(State)
FINAL = frozenset({State.CLOSED})
OPEN = ALL - {State.DRAFT, State.WITHDRAWN, State.RESOLVED, State.CLOSED}
# Payout is frozen in these whatever else is known; see also `questions.is_frozen`.
FROZEN = OPEN | {State.WITHDRAWN}
NEGOTIATION = frozenset({State.WAIT_SELLER, State.WAIT_BUYER})
WITHDRAWABLE = NEGOTIATION | {State.ESCALATED, State.IN_REVIEW, State.WAIT_EVIDENCE}
PLATFORM_TURN = frozenset({State.ESCALATED, State.IN_REVIEW, State.APPEAL_REVIEW})

Turn = frozenset[Role]
# Whose move it is; `questions.turn_of` narrows it where the file says who still owes something.
TURNS: Mapping[State, Turn] = {
    State.DRAFT: frozenset({Role.BUYER}),
    State.WAIT_SELLER: frozenset({Role.SELLER}),
    State.WAIT_BUYER: frozenset({Role.BUYER}),
    State.ESCALATED: frozenset({Role.ADJUDICATOR}),
    State.WAIT_EVIDENCE: PARTIES,
    State.IN_REVIEW: frozenset({Role.ADJUDICATOR}),
    State.PLATFORM_OFFER: PARTIES,
    State.RETURN_WAIT_SHIP: frozenset({Role.BUYER}),
    State.RETURN_IN_TRANSIT: frozenset({Role.LOGISTICS}),
    State.RETURN_INSPECT: frozenset({Role.SELLER}),
    State.REPLACEMENT_WAIT_SHIP: frozenset({Role.SELLER}),
    State.REPLACEMENT_IN_TRANSIT: frozenset({Role.LOGISTICS}),
    State.REFUND_PENDING: frozenset({Role.PSP}),
    State.RESOLVED: frozenset(),
    State.APPEAL_REVIEW: frozenset({Role.SENIOR}),
    State.WITHDRAWN: frozenset(),
    State.CLOSED: frozenset(),
}
