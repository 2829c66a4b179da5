"""A dispute as one viewer may see it: what is left out here is nowhere on their pages, in JSON, PDF or streams.

Who sees what follows the table of disputes.md, section 8.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from loket.disputes.access import role_in
from loket.disputes.actions.acting import facts_of
from loket.disputes.finding_out import find_out
from loket.disputes.machine.codes import STAFF, Outcome, Role
from loket.disputes.machine.deciding import Available, Viewer, available_actions
from loket.disputes.machine.facts import DisputeFacts, Offer, Question, Refund, Solution, Standing
from loket.disputes.machine.questions import active_holds, asked_for, rest_of_cap, turn_of
from loket.disputes.machine.timekeeping import Deadline, Hold
from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.policies.current import policy_at
from loket.disputes.view_parts import EvidenceView, LineView, TextView, evidence_of, lines_of, texts_of
from loket.people.actors import Actor

# What only those who decide need to know of the way to a decision, and what the outbox notes for itself.
_INTERNAL = frozenset(
    {"party.told", "proposal.waits", "proposal.sent_back", "dispute.taken", "deadline.recounted", "hold.renewed"}
)
# Codes by which one side tells the other, or the platform asks a side, what it needs to know; words are texts.
_FOR_BOTH_SIDES = frozenset(
    {"to", "question", "wanted", "finding", "objection", "appeal_ground", "result", "refusal", "carrier", "tracking"}
    | {
        "return_to",
        "ships_in_days",
        "deduction",
        "withdraw_code",
        "rule_cited",
        "hold",
        "rule",
        "party",
        "hours",
        "days",
    }
)


@dataclass(frozen=True, slots=True)
class EventView:
    """One step of the time line; ``is_own`` where the viewer took it."""

    sequence: int
    name: str
    transition: str
    role: str
    at: datetime
    state: str
    rule: str
    is_own: bool
    details: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """Everything about one dispute that its viewer may see; amounts are in ``currency``.

    ``possible`` are the buttons, ``denied`` what is not possible now and why. ``deadlines`` of both sides, the nearest
    first; nothing runs against a side that was not told.
    """

    id: UUID
    number: str
    order_number: str
    viewer: Role
    state: str
    version: int
    turn: tuple[str, ...]
    reason: str
    received: bool | None
    market: str
    currency: str
    language: str
    buyer_name: str
    seller_name: str
    created_at: datetime
    submitted_at: datetime | None
    resolved_at: datetime | None
    lines: tuple[LineView, ...]
    quantity: int
    cap: Decimal
    asked: Solution | None
    offers: tuple[Offer, ...]
    deadlines: tuple[Deadline, ...]
    holds: tuple[Hold, ...]
    questions: tuple[Question, ...]
    evidence: tuple[EvidenceView, ...]
    texts: tuple[TextView, ...]
    events: tuple[EventView, ...]
    refunds: tuple[Refund, ...]
    possible: tuple[Available, ...]
    denied: tuple[Available, ...]
    outcome: str
    liability: str
    decided_by: str
    is_frozen: bool
    linked_to: str
    # Only for those who decide.
    facts: DisputeFacts | None = None
    # The number of the dispute that began because the replacement was wrong again.
    goes_on_in: str = ""

    @property
    def deadline(self) -> Deadline | None:
        """The earliest of the deadlines that run against a person."""
        return next(iter(self.deadlines), None)

    @property
    def is_viewers_turn(self) -> bool:
        """Whether the viewer must act now."""
        return self.viewer in self.turn


def view_of(dispute: Dispute, actor: Actor, *, now: datetime) -> DisputeView:
    """The dispute as ``actor`` may see it; raises NotVisible for somebody who has no part in it."""
    role = role_in(dispute, actor)
    facts = facts_of(dispute)
    is_staff = role in STAFF
    actions = _actions(dispute, facts, role, actor, now)
    return DisputeView(
        id=dispute.pk,
        number=dispute.number,
        order_number=dispute.order.number,
        viewer=role,
        state=facts.state,
        version=facts.version,
        turn=tuple(sorted(turn_of(facts))),
        reason=facts.reason or "",
        received=facts.received,
        market=facts.market,
        currency=facts.currency,
        language=dispute.language,
        buyer_name=dispute.order.contact_name,
        seller_name=str(dispute.seller),
        created_at=facts.created_at,
        submitted_at=facts.submitted_at,
        resolved_at=facts.resolved_at,
        lines=lines_of(dispute.order_id, facts.lines),
        quantity=facts.quantity,
        cap=rest_of_cap(facts),
        asked=asked_for(facts),
        offers=facts.offers if is_staff else _offers(facts, role),
        deadlines=facts.deadlines,
        holds=active_holds(facts) if is_staff else tuple(replace(each, by="") for each in active_holds(facts)),
        questions=facts.questions,
        evidence=evidence_of(dispute, role, is_staff=is_staff),
        texts=texts_of(dispute, role, is_staff=is_staff),
        events=_events(dispute, role, is_staff=is_staff),
        refunds=facts.refunds,
        possible=tuple(each for each in actions if each.is_possible),
        denied=tuple(each for each in actions if not each.is_possible),
        outcome=facts.outcome or "",
        liability="" if role == Role.BUYER else facts.liability or "",
        decided_by=facts.decided_by or "",
        is_frozen=dispute.is_frozen,
        linked_to=dispute.linked_to.number if dispute.linked_to else "",
        facts=facts if is_staff else None,
        goes_on_in=_goes_on_in(dispute, facts),
    )


def _goes_on_in(dispute: Dispute, facts: DisputeFacts) -> str:
    if facts.outcome != Outcome.CONTINUED:
        return ""
    return dispute.follow_ups.order_by("created_at").values_list("number", flat=True).first() or ""


def _actions(dispute: Dispute, facts: DisputeFacts, role: Role, actor: Actor, now: datetime) -> tuple[Available, ...]:
    policy = policy_at(
        dispute.policy_market, dispute.policy_category, dispute.policy_version, for_market=dispute.market
    )
    found = find_out(dispute, role, actor, {})
    return available_actions(facts, Viewer(role, actor.label), policy, now, found=found)


def _offers(facts: DisputeFacts, role: Role) -> tuple[Offer, ...]:
    """What was offered, without the people behind it; who bears the cost is between the seller and the platform."""
    told = (each for each in facts.offers if each.standing != Standing.WAITS_FOR_SECOND)
    return tuple(replace(each, by="", liability=None if role == Role.BUYER else each.liability) for each in told)


def _events(dispute: Dispute, role: Role, *, is_staff: bool) -> tuple[EventView, ...]:
    rows = dispute.events.order_by("sequence")
    if not is_staff:
        rows = rows.exclude(name__in=_INTERNAL)
    return tuple(_event(row, role, is_staff=is_staff) for row in rows)


def _event(row: DisputeEvent, role: Role, *, is_staff: bool) -> EventView:
    is_own, body = row.role == role.value, row.details.get("body", {})
    return EventView(
        sequence=row.sequence,
        name=row.name,
        transition=row.transition,
        role=row.role,
        at=row.at,
        state=row.state,
        rule=row.rule,
        is_own=is_own,
        details={key: value for key, value in body.items() if is_staff or is_own or key in _FOR_BOTH_SIDES},
    )
