"""When a clock strikes: due times, warnings and new dates over working or plain time. Pure; moments are in UTC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from loket.calendars.service_hours import ALL_WEEK, Schedule, Span
from loket.calendars.working_time import add_working, elapsed_working
from loket.promises.turns import Pause

PLAIN_TIME = Schedule(time_zone="UTC", intervals=ALL_WEEK)
UPDATE_EVERY = timedelta(hours=48)
# What is written by then arrives in time, even if eleven quiet hours and a late sender come in between.
UPDATE_AFTER = timedelta(hours=34)
HOUR_AT_THE_COUNTER = timedelta(hours=1)
LEAST_RENEWAL = timedelta(hours=4)
LONGEST_RENEWAL = timedelta(days=7)
# Later than this a customer is told; less is no other date.
SAME_DATE_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Strikes:
    """When somebody has to hurry, and when the promise is broken; None where no date would be honest."""

    warn_at: datetime | None
    due_at: datetime | None


NEVER = Strikes(None, None)


def strikes_of(schedule: Schedule, start: datetime, target: timedelta, *, pauses: Sequence[Pause] = ()) -> Strikes:
    """When ``target`` has counted since ``start``, and a warning when three quarters of it have.

    Nothing strikes while the clock stands still, nor where the team has stopped working.
    """
    if any(each.end is None for each in pauses):
        return NEVER
    spans = _spans(pauses)
    due_at = add_working(schedule, start, target, pauses=spans)
    return Strikes(add_working(schedule, start, target * 3 / 4, pauses=spans), due_at) if due_at else NEVER


def plain_strikes_of(
    schedule: Schedule, start: datetime, target: timedelta, *, pauses: Sequence[Pause] = ()
) -> Strikes:
    """The same by the clock on the wall, but never before the team has been there for an hour.

    A date on which everybody is away would be no honest one; a team without hours is taken to come all the same.
    """
    plain = strikes_of(PLAIN_TIME, start, target, pauses=pauses)
    there = strikes_of(schedule, start, min(target, HOUR_AT_THE_COUNTER), pauses=pauses)
    if plain.due_at is None or plain.warn_at is None or there.due_at is None or there.warn_at is None:
        return plain
    return Strikes(max(plain.warn_at, there.warn_at), max(plain.due_at, there.due_at))


def counted(schedule: Schedule, start: datetime, now: datetime, *, pauses: Sequence[Pause] = ()) -> timedelta:
    """How much time has counted up to ``now``."""
    ended = [Pause(each.start, each.end or max(now, each.start)) for each in pauses]
    return elapsed_working(schedule, start, now, pauses=_spans(ended))


def renewal_of(target: timedelta, elapsed: timedelta) -> timedelta:
    """How much longer is honestly promised after a breach: as long again as it has taken, and not for ever."""
    return min(max(target, elapsed, LEAST_RENEWAL), max(LONGEST_RENEWAL, target))


def is_later(due_at: datetime | None, told: datetime | None) -> bool:
    """Whether a date is so much later than the one that was told that it is another date."""
    return due_at is not None and told is not None and due_at - told > SAME_DATE_WITHIN


def _spans(pauses: Sequence[Pause]) -> list[Span]:
    return [Span(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in pauses if each.end]
