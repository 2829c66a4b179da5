"""The rows of promises before they are stored: which rule, what is due when, how a clock stops. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from loket.calendars.service_hours import Schedule
from loket.promises.clocks import NEVER, PLAIN_TIME, Strikes, counted, plain_strikes_of, renewal_of, strikes_of
from loket.promises.models import Promise
from loket.promises.rules import BUILT_IN, CaseFacts, Rule, asked_by, decide
from loket.promises.turns import Clock, Pause

_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What promises are made by: the shop's rules, what they ask of the case, and its team's hours."""

    rules: Sequence[Rule]
    case: CaseFacts
    schedule: Schedule

    def strikes(self, promise: Promise, clock: Clock) -> Strikes:
        """When a promise is due, as it stands."""
        if promise.minutes is None:
            return NEVER
        target = promise.minutes * _A_MINUTE
        return self._strikes(promise.counts_from, target, clock, counts_working_time=promise.counts_working_time)

    def due_by(self, rule: Rule, clock: Clock) -> datetime | None:
        """When an answer would be due by a rule."""
        target = rule.target(clock.kind)
        if target is None:
            return None
        return self._strikes(clock.started_at, target, clock, counts_working_time=rule.counts_working_time).due_at

    def elapsed(self, promise: Promise, clock: Clock, now: datetime) -> timedelta:
        """How much time has counted since the clock began."""
        hours = self.schedule if promise.counts_working_time else PLAIN_TIME
        return counted(hours, clock.started_at, now, pauses=clock.pauses)

    def _strikes(self, start: datetime, target: timedelta, clock: Clock, *, counts_working_time: bool) -> Strikes:
        strikes = strikes_of if counts_working_time else plain_strikes_of
        return strikes(self.schedule, start, target, pauses=clock.pauses)


def draft(conversation_id: UUID, episode: int, clock: Clock, setting: Setting, *, now: datetime) -> Promise:
    """The promise that is made for a clock; its date is told where the customer is told of their wait."""
    promise = Promise(
        conversation_id=conversation_id,
        episode=episode,
        kind=clock.kind,
        started_at=clock.started_at,
        counts_from=clock.started_at,
        made_at=now,
    )
    _put(promise, decide(setting.rules, setting.case).rule, clock)
    strike(promise, clock, setting)
    promise.told_due_at = promise.due_at
    return promise


def strike(promise: Promise, clock: Clock, setting: Setting) -> None:
    """Compute anew when a promise is due, by its rule and the hours of today.

    A promise that was made keeps its rule, unless another one would now promise an earlier answer. What a broken
    one was renewed by is no rule's: only the hours count anew.
    """
    if not promise.renewal and not clock.is_paused:
        _choose_rule(promise, clock, setting)
    promise.pauses = write_pauses(clock.pauses)
    strikes = setting.strikes(promise, clock)
    promise.warn_at, promise.due_at = strikes.warn_at, strikes.due_at


def stop(promise: Promise, clock: Clock) -> None:
    """Note how a promise ended: kept if an answer came in time, broken if its date had passed."""
    ended = clock.stopped_at
    if ended is None:
        return
    promise.stopped_at, promise.ending, promise.look_at = ended, clock.ending, None
    promise.kept_at = ended if clock.ending == "answered" else None
    if promise.due_at is not None and promise.due_at < ended:
        promise.broken_at = promise.due_at


def renew(broken: Promise, clock: Clock, setting: Setting, *, now: datetime) -> Promise:
    """End a promise whose date has passed, and draft the one with an honest new date."""
    target = (broken.minutes or 0) * _A_MINUTE
    more = renewal_of(target, setting.elapsed(broken, clock, now))
    broken.broken_at, broken.stopped_at = broken.due_at, now
    broken.ending, broken.look_at = Promise.Ending.RENEWED, None
    renewed = Promise(
        conversation_id=broken.conversation_id,
        episode=broken.episode,
        kind=broken.kind,
        started_at=broken.started_at,
        renewal=broken.renewal + 1,
        made_at=now,
        rule=broken.rule,
        rule_version=broken.rule_version,
        rule_name=broken.rule_name,
        why=broken.why,
        counts_from=now,
        minutes=-(-more // _A_MINUTE),
        counts_working_time=broken.counts_working_time,
    )
    strike(renewed, clock, setting)
    if renewed.due_at is None:
        # A team without hours still owes a date.
        renewed.counts_working_time = False
        strike(renewed, clock, setting)
    return renewed


def write_pauses(pauses: Sequence[Pause]) -> list[list[str | None]]:
    """Pauses as a row keeps them."""
    return [[each.start.isoformat(), each.end.isoformat() if each.end else None] for each in pauses]


def _choose_rule(promise: Promise, clock: Clock, setting: Setting) -> None:
    best = decide(setting.rules, setting.case).rule
    kept = next((rule for rule in (*setting.rules, *BUILT_IN) if rule.key == promise.rule), best)
    due, kept_due = setting.due_by(best, clock), setting.due_by(kept, clock)
    if due is not None and (kept_due is None or due < kept_due):
        kept = best
    # Nobody's date is taken away by a rule that promises nothing any more.
    if promise.minutes is None or kept.target(clock.kind) is not None:
        _put(promise, kept, clock)


def _put(promise: Promise, rule: Rule, clock: Clock) -> None:
    target = rule.target(clock.kind)
    promise.rule, promise.rule_version, promise.rule_name = rule.key, rule.version, rule.name
    promise.why = list(asked_by(rule))
    promise.minutes = None if target is None else target // _A_MINUTE
    promise.counts_working_time = rule.counts_working_time
