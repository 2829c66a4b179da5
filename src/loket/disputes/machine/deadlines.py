"""The deadlines of a dispute, for everything that promises a time (disputes.md, sections 6 and 14)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from loket.calendars.service_hours import Span
from loket.disputes.machine.clocks import RunningClock, running_clocks
from loket.disputes.machine.codes import RuleId
from loket.disputes.machine.counting import Calendars, PartyCalendar, after, due_at
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.policy import DeadlineRule, DisputePolicy
from loket.disputes.machine.timekeeping import Deadline, MovedClock, PauseKind

__all__ = ["Calendars", "PartyCalendar", "deadlines_of", "due_at"]

# What a side must act within; of the rest nobody is reminded.
REMINDED = frozenset(
    {
        *(RuleId.D2, RuleId.D3, RuleId.D6, RuleId.D7, RuleId.D8, RuleId.D9),
        *(RuleId.D10, RuleId.D10C, RuleId.D12, RuleId.D13, RuleId.D13B),
    }
)
# These run through holds and festivals: they are about whether people are told and holds looked at.
_NEVER_PAUSED = frozenset({RuleId.D5, RuleId.D18, RuleId.TOLD, RuleId.HOLD, RuleId.DRAFT})
# A withdrawal does not pause the days in which it can be taken back.
_PAUSED_BY_HOLDS_ONLY = frozenset({RuleId.REOPEN})
_PAUSED_BY_QUESTIONS = frozenset({RuleId.D8, RuleId.D8B})


def deadlines_of(
    facts: DisputeFacts, policy: DisputePolicy, calendars: Calendars, *, afresh: bool = False
) -> tuple[Deadline, ...]:
    """All deadlines that run now, the nearest first.

    A stored one keeps its instant while what it was counted from is the same, though holidays or a policy changed
    since; ``afresh`` counts all anew.
    """
    stored = {} if afresh else {(each.rule, each.whose, each.basis): each for each in facts.deadlines}
    found = (_deadline(facts, policy, calendars, clock) for clock in running_clocks(facts, policy))
    kept = (_kept(each, stored.get((each.rule, each.whose, each.basis))) for each in found)
    return tuple(sorted(kept, key=lambda each: (each.due_at, each.rule, each.whose)))


def _kept(found: Deadline, stored: Deadline | None) -> Deadline:
    return replace(stored, consequence=found.consequence) if stored else found


def _deadline(facts: DisputeFacts, policy: DisputePolicy, calendars: Calendars, clock: RunningClock) -> Deadline:
    rule = _rule_of(policy, clock)
    moved = _moved(facts, clock)
    start = (moved and moved.started_at) or clock.started_at
    extensions = [each.amount for each in facts.extensions if each.rule == clock.rule and each.at >= start]
    calendar = calendars.of(rule.calendar, clock.whose)
    pauses = _pauses(facts, policy, calendars, clock.rule, calendar)
    pauses = [each for each in pauses if each.end > start]
    due = _end(rule, start, calendar, pauses, extensions, clock)
    due = _opens_early(facts, clock, due)
    if moved and moved.not_before:
        due = max(due, moved.not_before)
    basis = _basis(start, rule, clock, extensions, facts, moved)
    return Deadline(
        rule=clock.rule, whose=clock.whose, started_at=start, due_at=due, consequence=clock.consequence,
        reminders=_reminders(policy, clock, start, due), policy_version=policy.version, basis=basis,
    )  # fmt: skip


def _rule_of(policy: DisputePolicy, clock: RunningClock) -> DeadlineRule:
    law = policy.withdrawal
    if clock.rule == RuleId.D1C and law:
        rolls = law.moves_to_next_working_day
        return DeadlineRule(RuleId.D1C, law.days, law.unit, policy.deadlines[RuleId.D1B].calendar, rolls, law.source)
    rule = policy.deadlines[clock.rule]
    return rule if clock.amount is None else replace(rule, amount=clock.amount)


def _end(
    rule: DeadlineRule,
    start: datetime,
    calendar: PartyCalendar,
    pauses: Sequence[Span],
    extensions: Sequence[int],
    clock: RunningClock,
) -> datetime:
    if clock.seconds is not None:
        return after(start, timedelta(seconds=clock.seconds), pauses=pauses)
    return due_at(rule, start, calendar, pauses=pauses, extensions=extensions)


def _opens_early(facts: DisputeFacts, clock: RunningClock, due: datetime) -> datetime:
    # A broken promise opens the window, however short ago it was shipped (D1).
    promised = facts.order.promised_by
    return min(due, promised) if clock.rule == RuleId.D1_OPENS and promised else due


def _pauses(
    facts: DisputeFacts, policy: DisputePolicy, calendars: Calendars, rule: RuleId, calendar: PartyCalendar
) -> list[Span]:
    if rule in _NEVER_PAUSED:
        return []
    kinds = {PauseKind.HOLD, PauseKind.WITHDRAWN}
    if rule in _PAUSED_BY_HOLDS_ONLY:
        kinds = {PauseKind.HOLD}
    elif rule in _PAUSED_BY_QUESTIONS:
        kinds.add(PauseKind.QUESTIONS)
    spans = [Span(each.start, each.end) for each in facts.pauses if each.kind in kinds and each.end]
    # A parcel crosses both countries.
    countries = {calendar.country}
    if rule == RuleId.D11:
        countries = {calendars.buyer.country, calendars.seller.country}
    planned = [each for each in policy.pauses if countries & set(each.countries)]
    return spans + [_span(each.first, each.last, calendar.time_zone) for each in planned]


def _span(first: date, last: date, time_zone: str) -> Span:
    zone = ZoneInfo(time_zone)
    day = timedelta(days=1)
    return Span(datetime.combine(first, time(), zone), datetime.combine(last + day, time(), zone))


def _moved(facts: DisputeFacts, clock: RunningClock) -> MovedClock | None:
    key = (clock.rule, clock.whose)
    return next((each for each in facts.moved_clocks if (each.rule, each.whose) == key), None)


def _reminders(policy: DisputePolicy, clock: RunningClock, start: datetime, due: datetime) -> tuple[int, ...]:
    if clock.rule not in REMINDED:
        return ()
    return tuple(each for each in policy.reminder_hours if due - timedelta(hours=each) > start)


def _basis(
    start: datetime,
    rule: DeadlineRule,
    clock: RunningClock,
    extensions: Sequence[int],
    facts: DisputeFacts,
    moved: MovedClock | None,
) -> str:
    ended = [f"{each.kind}{each.start.isoformat()}{each.end.isoformat()}" for each in facts.pauses if each.end]
    not_before = moved.not_before.isoformat() if moved and moved.not_before else ""
    parts = [start.isoformat(), str(rule.amount), str(clock.seconds), str(list(extensions)), not_before, *ended]
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
