"""What the clock and the outbox leave behind: told, reminded, updated, breached."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from loket.disputes.machine.codes import Role
from loket.disputes.machine.dues import REMINDERS_FIRST
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import deadline_of
from loket.disputes.machine.states import NEGOTIATION
from loket.disputes.machine.table.row import Move
from loket.disputes.machine.timekeeping import MovedClock, Reminder, Told


def tell(move: Move) -> DisputeFacts:
    """S1: a side was provably told; its clocks run from now."""
    if move.body.party is None:
        raise ValueError("Somebody is told.")
    return with_told(move.facts, Told(move.body.party, move.at, move.body.channel))


def with_told(facts: DisputeFacts, told: Told) -> DisputeFacts:
    """The facts with a side told, unless it was before; the negotiation counts from when the seller first knew."""
    if any(each.role == told.role for each in facts.told):
        return facts
    facts = replace(facts, told=(*facts.told, told))
    if told.role == Role.SELLER and facts.negotiation_since is None and facts.state in NEGOTIATION:
        return replace(facts, negotiation_since=told.at)
    return facts


def remind(move: Move) -> DisputeFacts:
    """S2: a reminder was sent; a late one of a return moves its end, so that its hours are true."""
    rule, whose, hours = move.body.rule, move.body.party, move.body.hours
    deadline = deadline_of(move.facts, rule, whose) if rule else None
    if rule is None or whose is None or hours is None or deadline is None:
        raise ValueError("A reminder is of somebody's deadline.")
    sent = Reminder(rule, whose, hours, deadline.started_at, move.at)
    facts = replace(move.facts, reminders=(*move.facts.reminders, sent))
    honest = move.at + timedelta(hours=hours)
    if rule not in REMINDERS_FIRST or deadline.due_at >= honest:
        return facts
    return _with_moved(facts, MovedClock(rule, whose, not_before=honest))


def update(move: Move) -> DisputeFacts:
    """S3: both sides heard that work goes on."""
    return replace(move.facts, last_update_at=move.at)


def breach(move: Move) -> DisputeFacts:
    """S4: a time of ours was not kept; an honest new date counts from now."""
    rule = move.body.rule
    if rule is None:
        raise ValueError("A breach is of some rule.")
    facts = move.facts
    for deadline in facts.deadlines:
        if deadline.rule == rule and deadline.due_at <= move.at:
            facts = _with_moved(facts, MovedClock(rule, deadline.whose, started_at=move.at))
    return replace(facts, last_update_at=move.at)


def _with_moved(facts: DisputeFacts, moved: MovedClock) -> DisputeFacts:
    key = (moved.rule, moved.whose)
    others = tuple(each for each in facts.moved_clocks if (each.rule, each.whose) != key)
    return replace(facts, moved_clocks=(*others, moved))
