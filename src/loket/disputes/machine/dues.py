"""What the clock owes at a moment, read from stored deadlines alone: ends, reminders, updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from loket.disputes.machine.codes import Consequence, Role, RuleId
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import is_held, untold
from loket.disputes.machine.states import HoldKind
from loket.disputes.machine.timekeeping import Deadline

# Ends that open or close a window and make nothing happen by themselves.
WINDOWS = frozenset({Consequence.WINDOW_OPENS, Consequence.WINDOW_CLOSES})
# Nothing happens before the last of these has ended, and before every side was told.
SHARED = (
    frozenset({RuleId.D7}),
    frozenset({RuleId.D9}),
    frozenset({RuleId.D16, RuleId.D16B}),
)
# Nobody loses a return without all reminders: a late one moves the end (T19).
REMINDERS_FIRST = frozenset({RuleId.D10, RuleId.D10C})


@dataclass(frozen=True, slots=True)
class OwedReminder:
    """A reminder to be sent now; a late one leaves as many hours as it says."""

    rule: RuleId
    whose: Role
    hours: int
    is_late: bool


def is_due(facts: DisputeFacts, rule: RuleId, now: datetime) -> bool:
    """Whether the end of a rule's clock has come, for all sides whose clock it is."""
    group = _group_of(rule)
    ends = [each.due_at for each in facts.deadlines if each.rule in group and each.consequence not in WINDOWS]
    if not ends or all(each.rule != rule for each in facts.deadlines):
        return False
    if group in SHARED:
        return max(ends) <= now and not untold(facts)
    return min(ends) <= now


def first_due(facts: DisputeFacts, now: datetime) -> Deadline | None:
    """The deadline that ended first and of which nothing is owed before it acts."""
    passed = [each for each in facts.deadlines if each.rule != RuleId.D18 and is_due(facts, each.rule, now)]
    return min(passed, key=lambda each: (each.due_at, each.rule), default=None)


def owed_reminder(facts: DisputeFacts, now: datetime, *, rule: RuleId | None = None) -> OwedReminder | None:
    """The reminder to send now, of any clock or of one rule's."""
    owed = (_owed_of(facts, each, now) for each in facts.deadlines if rule in (None, each.rule))
    return next((each for each in owed if each), None)


def update_is_due(facts: DisputeFacts, now: datetime) -> bool:
    """Whether both sides have heard nothing for as long as D18 says."""
    return any(each.rule == RuleId.D18 and each.due_at <= now for each in facts.deadlines)


def wakes_at(facts: DisputeFacts) -> datetime | None:
    """The next moment at which the clock has something to do; a moment that has passed means now."""
    if is_held(facts, HoldKind.UNREACHABLE) and not untold(facts):
        return facts.last_update_at
    acting = [each for each in facts.deadlines if each.consequence not in WINDOWS]
    ends = {_group_of(each.rule): each.due_at for each in sorted(acting, key=lambda each: each.due_at)}
    moments = [end for group, end in ends.items() if group not in SHARED or not untold(facts)]
    return min([*moments, *(moment for each in acting for moment in _reminders_left(facts, each))], default=None)


def _reminders_left(facts: DisputeFacts, deadline: Deadline) -> list[datetime]:
    least = min(_hours_sent(facts, deadline), default=None)
    hours = (each for each in deadline.reminders if least is None or each < least)
    return [deadline.due_at - timedelta(hours=each) for each in hours]


def _owed_of(facts: DisputeFacts, deadline: Deadline, now: datetime) -> OwedReminder | None:
    planned = sorted(deadline.reminders, reverse=True)
    sent = _hours_sent(facts, deadline)
    left = deadline.due_at - now
    if deadline.rule in REMINDERS_FIRST:
        hours = next((each for each in planned if each not in sent), None)
        if hours is None or left > timedelta(hours=hours):
            return None
        return OwedReminder(deadline.rule, deadline.whose, hours, is_late=left < timedelta(hours=hours))
    if left <= timedelta():
        return None
    nearest = min((each for each in planned if left <= timedelta(hours=each)), default=None)
    if nearest is None or any(each <= nearest for each in sent):
        return None
    return OwedReminder(deadline.rule, deadline.whose, nearest, is_late=False)


def _hours_sent(facts: DisputeFacts, deadline: Deadline) -> set[int]:
    key = (deadline.rule, deadline.whose, deadline.started_at)
    return {each.hours for each in facts.reminders if (each.rule, each.whose, each.started_at) == key}


def _group_of(rule: RuleId) -> frozenset[RuleId]:
    return next((group for group in SHARED if rule in group), frozenset({rule}))
