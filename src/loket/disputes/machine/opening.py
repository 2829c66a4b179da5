"""How a dispute begins: as a draft, or escalated, linked to one whose replacement was wrong again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from loket.disputes.machine.codes import Lane, Role
from loket.disputes.machine.counting import Calendars
from loket.disputes.machine.deadlines import deadlines_of
from loket.disputes.machine.facts import DisputeFacts, Offer, OrderFacts, Party, Risk, Solution, Standing
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.questions import asked_for, rest_of_cap
from loket.disputes.machine.states import State


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be known before anything is claimed."""

    id: str
    market: str
    category: str
    currency: str
    order: OrderFacts
    lines: tuple[int, ...]
    buyer: Party
    seller: Party
    quantity: int = 1
    started_by: Role = Role.BUYER
    buyer_risk: Risk = Risk.LOW


def drafted(opening: Opening, policy: DisputePolicy, calendars: Calendars, now: datetime) -> DisputeFacts:
    """A draft, with the windows in which it can be submitted."""
    facts = DisputeFacts(
        id=opening.id, market=opening.market, category=opening.category, policy_version=policy.version,
        currency=opening.currency, order=opening.order, lines=opening.lines, buyer=opening.buyer,
        seller=opening.seller, created_at=now, state_since=now, notice_at=now, last_update_at=now,
        quantity=opening.quantity, started_by=opening.started_by, buyer_risk=opening.buyer_risk,
    )  # fmt: skip
    return replace(facts, deadlines=deadlines_of(facts, policy, calendars))


def linked(
    before: DisputeFacts, new_id: str, policy: DisputePolicy, calendars: Calendars, now: datetime
) -> DisputeFacts:
    """The dispute in which a wrong replacement goes on (T42): the same claim, with the platform from the first day."""
    asked = asked_for(before)
    kind = asked.kind if asked else None
    solution = Solution(kind, min(asked.amount, rest_of_cap(before))) if asked and kind else None
    claim = Offer("buyer-1", Lane.BUYER, 1, solution, Role.BUYER, now, Standing.CURRENT)
    facts = DisputeFacts(
        id=new_id, market=before.market, category=before.category, policy_version=policy.version,
        currency=before.currency, order=before.order, lines=before.lines, buyer=before.buyer, seller=before.seller,
        created_at=now, state_since=now, notice_at=now, last_update_at=now, state=State.ESCALATED,
        quantity=before.quantity, started_by=Role.BUYER, buyer_risk=before.buyer_risk, linked_to=before.id,
        reason=before.reason, received=before.received, offers=(claim,), evidence=before.evidence,
        submitted_at=now, is_refused=True, escalated_at=now,
    )  # fmt: skip
    return replace(facts, deadlines=deadlines_of(facts, policy, calendars))
