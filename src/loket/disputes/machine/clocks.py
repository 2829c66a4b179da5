"""Which clocks run in which state, since when, and what their end does (disputes.md, section 6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from loket.disputes.machine.codes import Consequence, Role, RuleId
from loket.disputes.machine.facts import DisputeFacts, RefundState, Risk
from loket.disputes.machine.policy import DisputePolicy, is_within
from loket.disputes.machine.questions import (
    active_holds,
    asked_for,
    awaited,
    is_worse_for,
    rest_of_cap,
    turn_of,
    untold,
)
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.states import PLATFORM_TURN, State


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock; ``amount`` replaces the rule's own, ``seconds`` do so as plain time."""

    rule: RuleId
    whose: Role
    started_at: datetime
    consequence: Consequence
    amount: int | None = None
    seconds: float | None = None


Clocks = Iterator[RunningClock]


def running_clocks(facts: DisputeFacts, policy: DisputePolicy) -> Clocks:
    """All clocks that run now; none runs against a side that was not told, and under a hold only those about it."""
    if facts.state in PLATFORM_TURN or active_holds(facts):
        yield RunningClock(RuleId.D18, Role.ADJUDICATOR, facts.last_update_at, Consequence.UPDATE_SENT)
    if active_holds(facts):
        yield from _of_holds(facts)
        return
    for side in sorted(untold(facts)):
        yield RunningClock(RuleId.TOLD, side, facts.notice_at, Consequence.HOLD_UNREACHABLE)
    yield from _OF_STATE.get(facts.state, _of_nothing)(facts, policy)


def _of_holds(facts: DisputeFacts) -> Clocks:
    hold = min(active_holds(facts), key=lambda each: (each.renewed_at, each.days))
    yield RunningClock(RuleId.HOLD, Role.AGENT, hold.renewed_at, Consequence.HOLD_REVIEWED, amount=hold.days)


def _of_nothing(_facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield from ()


def _of_draft(facts: DisputeFacts, policy: DisputePolicy) -> Clocks:
    order, law = facts.order, policy.withdrawal
    opens, closes = Consequence.WINDOW_OPENS, Consequence.WINDOW_CLOSES
    yield RunningClock(RuleId.DRAFT, Role.BUYER, facts.created_at, Consequence.DRAFT_EXPIRES)
    if order.shipped_at:
        yield RunningClock(RuleId.D1_OPENS, Role.BUYER, order.shipped_at, opens)
    elif order.promised_by:
        yield RunningClock(RuleId.D1_OPENS, Role.BUYER, order.promised_by, opens, seconds=0)
    if order.promised_by:
        yield RunningClock(RuleId.D1, Role.BUYER, order.promised_by, closes)
    if order.delivered_at:
        yield RunningClock(RuleId.D1B, Role.BUYER, order.delivered_at, closes)
    if order.delivered_at and law:
        yield RunningClock(RuleId.D1C, Role.BUYER, order.delivered_at, closes, amount=law.days)


def _of_wait_seller(facts: DisputeFacts, policy: DisputePolicy) -> Clocks:
    told = _told_at(facts, Role.SELLER)
    if told:
        consequence = Consequence.REQUEST_EXECUTED if silence_executes(facts, policy) else Consequence.ESCALATED
        yield RunningClock(RuleId.D2, Role.SELLER, told, consequence, seconds=_seconds_to_answer(facts, policy))
    yield from _of_negotiation(facts)


def _of_wait_buyer(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    told = _told_at(facts, Role.BUYER)
    if told:
        yield RunningClock(RuleId.D3, Role.BUYER, told, Consequence.ESCALATED)
    yield from _of_negotiation(facts)


def _of_negotiation(facts: DisputeFacts) -> Clocks:
    if facts.submitted_at and not facts.is_refused:
        yield RunningClock(RuleId.D5, Role.BUYER, facts.submitted_at, Consequence.WINDOW_OPENS)
    # Counted from when the seller first knew; before, nothing is being negotiated.
    if facts.negotiation_since:
        side = Role.SELLER if facts.state == State.WAIT_SELLER else Role.BUYER
        yield RunningClock(RuleId.D4, side, facts.negotiation_since, Consequence.ESCALATED)


def _of_escalated(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield RunningClock(RuleId.D6, Role.ADJUDICATOR, facts.state_since, Consequence.ALERTS_LEAD)
    yield _promise_to_propose(facts)


def _of_review(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    complete = facts.file_complete_at or facts.state_since
    if not facts.adjudicator:
        yield RunningClock(RuleId.D6, Role.ADJUDICATOR, complete, Consequence.ALERTS_LEAD)
    yield RunningClock(RuleId.D8, Role.ADJUDICATOR, complete, Consequence.ALERTS_SENIOR)
    yield _promise_to_propose(facts)


def _promise_to_propose(facts: DisputeFacts) -> RunningClock:
    since = facts.escalated_at or facts.state_since
    return RunningClock(RuleId.D8B, Role.ADJUDICATOR, since, Consequence.ALERTS_SENIOR)


def _of_questions(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield from _of_sides(facts, RuleId.D7, Consequence.DECIDED_ON_THE_FILE)


def _of_proposal(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    is_worse = not facts.is_second_look and any(is_worse_for(facts, side) for side in turn_of(facts))
    consequence = Consequence.SECOND_LOOK if is_worse else Consequence.PROPOSAL_STANDS
    yield from _of_sides(facts, RuleId.D9, consequence)


def _of_return_wait_ship(facts: DisputeFacts, policy: DisputePolicy) -> Clocks:
    back = facts.shipment_back
    in_trouble = back is not None and back.has_label_problem
    consequence = Consequence.PERSON_LOOKS if in_trouble else Consequence.RETURN_NOT_SENT
    if facts.reason == Reason.WITHDRAWAL:
        days = policy.withdrawal.return_days if policy.withdrawal else None
        yield from _of_sides(facts, RuleId.D10C, consequence, amount=days)
        return
    yield from _of_sides(facts, RuleId.D10, consequence)


def _of_return_in_transit(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    back = facts.shipment_back
    shipped = (back and back.parcel.shipped_at) or facts.state_since
    yield RunningClock(RuleId.D11, Role.LOGISTICS, shipped, Consequence.PERSON_LOOKS)


def _of_return_inspect(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield from _of_sides(facts, RuleId.D12, Consequence.REFUNDED)


def _of_replacement_wait_ship(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield from _of_sides(facts, RuleId.D13, Consequence.REFUNDED)


def _of_replacement_in_transit(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    sent = facts.replacement
    if sent and sent.delivered_at:
        yield from _of_sides(facts, RuleId.D13B, Consequence.RESOLVED)
        return
    shipped = (sent and sent.shipped_at) or facts.state_since
    yield RunningClock(RuleId.D11, Role.LOGISTICS, shipped, Consequence.REFUNDED)


def _of_refund(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    last = facts.refunds[-1]
    if last.state == RefundState.ASKED or last.sent_at is None:
        yield RunningClock(RuleId.D14, Role.PSP, last.asked_at, Consequence.ALERTS_LEAD)
        return
    rule = RuleId.D15B if facts.order.is_paid_by_wallet else RuleId.D15
    yield RunningClock(rule, Role.PSP, last.sent_at, Consequence.ALERTS_LEAD)


def _of_resolved(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    rule = RuleId.D16B if facts.has_new_fact else RuleId.D16
    yield from _of_sides(facts, rule, Consequence.CLOSED)


def _of_appeal(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    yield RunningClock(RuleId.D17, Role.SENIOR, facts.state_since, Consequence.ALERTS_SENIOR)


def _of_withdrawn(facts: DisputeFacts, _policy: DisputePolicy) -> Clocks:
    since = facts.first_withdrawn_at or facts.state_since
    yield RunningClock(RuleId.REOPEN, Role.BUYER, since, Consequence.CLOSED)


def silence_executes(facts: DisputeFacts, policy: DisputePolicy) -> bool:
    """Whether the seller's silence carries out what is asked: small enough, and a buyer of low risk (T6)."""
    asked = asked_for(facts)
    return (
        asked is not None
        and asked.amount <= rest_of_cap(facts)
        and is_within(policy.silent_limits, asked.amount, facts.currency)
        and facts.buyer_risk == Risk.LOW
        and not active_holds(facts)
    )


def _of_sides(facts: DisputeFacts, rule: RuleId, consequence: Consequence, *, amount: int | None = None) -> Clocks:
    for side in sorted(awaited(facts)):
        told = _told_at(facts, side)
        if told:
            yield RunningClock(rule, side, told, consequence, amount=amount)


def _told_at(facts: DisputeFacts, side: Role) -> datetime | None:
    return next((each.at for each in facts.told if each.role == side), None)


def _seconds_to_answer(facts: DisputeFacts, policy: DisputePolicy) -> float | None:
    """After the buyer changed her request the seller has what was left, and never less than two days (T8)."""
    if facts.seconds_left_to_answer is None:
        return None
    return max(facts.seconds_left_to_answer, policy.shortest_second_answer_hours * 3600.0)


_OF_STATE: Mapping[State, Callable[[DisputeFacts, DisputePolicy], Clocks]] = {
    State.DRAFT: _of_draft,
    State.WAIT_SELLER: _of_wait_seller,
    State.WAIT_BUYER: _of_wait_buyer,
    State.ESCALATED: _of_escalated,
    State.WAIT_EVIDENCE: _of_questions,
    State.IN_REVIEW: _of_review,
    State.PLATFORM_OFFER: _of_proposal,
    State.RETURN_WAIT_SHIP: _of_return_wait_ship,
    State.RETURN_IN_TRANSIT: _of_return_in_transit,
    State.RETURN_INSPECT: _of_return_inspect,
    State.REPLACEMENT_WAIT_SHIP: _of_replacement_wait_ship,
    State.REPLACEMENT_IN_TRANSIT: _of_replacement_in_transit,
    State.REFUND_PENDING: _of_refund,
    State.RESOLVED: _of_resolved,
    State.APPEAL_REVIEW: _of_appeal,
    State.WITHDRAWN: _of_withdrawn,
}
