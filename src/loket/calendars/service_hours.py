"""The rules of service hours: pure functions over a team's schedule.

A moment is open when the clock on the team's wall stands inside an interval. An hour that daylight saving
skips is never served; an hour that comes twice is served both times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 24 * 60
SEARCH_FOR = timedelta(days=60)
# No zone changes its clock twice within so short a time.
_LOOK_AT_CLOCK_EVERY = timedelta(hours=6)


@dataclass(frozen=True, order=True)
class Interval:
    """Open every week on ``weekday`` (Monday is 0) from minute ``opens`` up to, not including, ``closes``."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True, order=True)
class DayHours:
    """Open on one date, from minute ``opens`` up to, not including, ``closes``."""

    date: date
    opens: int
    closes: int


@dataclass(frozen=True)
class Schedule:
    """When a team answers; ``extra`` replaces the week's intervals on its dates, even on a holiday."""

    time_zone: str
    intervals: tuple[Interval, ...] = ()
    holidays: frozenset[date] = frozenset()
    extra: tuple[DayHours, ...] = ()


@dataclass(frozen=True)
class Span:
    """A stretch of real time, the end excluded, both ends in UTC."""

    start: datetime
    end: datetime


ALL_WEEK = tuple(Interval(weekday, 0, MINUTES_PER_DAY) for weekday in range(7))


def is_open(schedule: Schedule, now: datetime) -> bool:
    """Whether the team answers at ``now``."""
    wall = _to_utc(now).astimezone(ZoneInfo(schedule.time_zone))
    minute = wall.hour * 60 + wall.minute
    return any(opens <= minute < closes for opens, closes in _hours_on(schedule, wall.date()))


def next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    """When, in UTC, a closed team opens; None while it is open or if it stays closed for 60 days."""
    if is_open(schedule, now):
        return None
    start = _to_utc(now)
    span = next(open_spans(schedule, start, start + SEARCH_FOR), None)
    return span.start if span else None


def closing_at(schedule: Schedule, now: datetime) -> datetime | None:
    """When, in UTC, an open team closes; None while it is closed or if it stays open for 60 days."""
    if not is_open(schedule, now):
        return None
    start = _to_utc(now)
    span = next(open_spans(schedule, start, start + SEARCH_FOR))
    return span.end if span.end < start + SEARCH_FOR else None


def open_seconds_between(schedule: Schedule, start: datetime, end: datetime) -> float:
    """The seconds of real time in which the team was open; 0 if ``end`` is not later than ``start``."""
    spans = open_spans(schedule, start, end)
    return sum((span.end - span.start).total_seconds() for span in spans)


def open_spans(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Span]:
    """The open stretches between two moments, in order; those that touch are one."""
    current: Span | None = None
    for span in _spans_per_interval(schedule, _to_utc(start), _to_utc(end)):
        if current and span.start <= current.end:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current:
            yield current
        current = span
    if current:
        yield current


def _spans_per_interval(schedule: Schedule, start: datetime, end: datetime) -> Iterator[Span]:
    for stretch, offset in _steady_stretches(ZoneInfo(schedule.time_zone), start, end):
        day = (stretch.start + offset).date()
        while day <= (stretch.end + offset).date():
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC) - offset
            for opens, closes in _hours_on(schedule, day):
                first = max(stretch.start, midnight + timedelta(minutes=opens))
                last = min(stretch.end, midnight + timedelta(minutes=closes))
                if first < last:
                    yield Span(first, last)
            day += timedelta(days=1)


def _hours_on(schedule: Schedule, day: date) -> list[tuple[int, int]]:
    extra = sorted((hours.opens, hours.closes) for hours in schedule.extra if hours.date == day)
    if extra or day in schedule.holidays:
        return extra
    weekday = day.weekday()
    return sorted((each.opens, each.closes) for each in schedule.intervals if each.weekday == weekday)


def _steady_stretches(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[Span, timedelta]]:
    """Cut the time between two moments where the zone's offset from UTC changes."""
    while start < end:
        offset = _offset(zone, start)
        stop = min(start + _LOOK_AT_CLOCK_EVERY, end)
        if _offset(zone, stop) != offset:
            stop = _first_moment_after_change(zone, start, stop)
        yield Span(start, stop), offset
        start = stop


def _first_moment_after_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = _offset(zone, before)
    # Clocks change on whole seconds, so the search may go by them.
    same, changed = int(before.timestamp()), int(after.timestamp())
    while changed - same > 1:
        middle = (same + changed) // 2
        if _offset(zone, datetime.fromtimestamp(middle, UTC)) == offset:
            same = middle
        else:
            changed = middle
    return datetime.fromtimestamp(changed, UTC)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _to_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Service hours need a moment with a time zone, such as timezone.now().")
    return moment.astimezone(UTC)
