"""Service hours the slow, obvious way: every minute is looked at by itself. What the quick rules are held against."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from loket.calendars.service_hours import DayHours, Interval, Schedule, Span

MINUTE = timedelta(minutes=1)
DAYS_LOOKED_AT = 7
# Each with Mondays of weeks in which its clock changes, where it does; any zone meets any week.
ZONES = {
    "America/Sao_Paulo": ["2018-10-29", "2019-02-11"],  # until 2019, and at midnight
    "Asia/Jakarta": [],
    "Europe/Madrid": ["2026-03-23", "2026-10-19"],
    "America/New_York": ["2026-03-02", "2026-10-26"],
    "Asia/Shanghai": [],
    "Africa/Casablanca": ["2026-02-09", "2026-03-16"],  # around Ramadan
    "Asia/Kathmandu": [],
    "Australia/Lord_Howe": ["2026-03-30", "2026-09-28"],  # by half an hour
}
MONDAYS = sorted({monday for mondays in ZONES.values() for monday in mondays} | {"2026-06-15"})

hours = st.tuples(st.integers(0, 47), st.integers(1, 48)).filter(lambda pair: pair[0] < pair[1])


@st.composite
def weeks(draw):
    """A schedule, a moment of a week that matters to it, and pauses around."""
    zone = draw(st.sampled_from(sorted(ZONES)))
    monday = date.fromisoformat(draw(st.sampled_from(ZONES[zone] or MONDAYS)))
    days = st.integers(-1, 9).map(lambda day: monday + timedelta(days=day))
    week = draw(st.lists(st.tuples(st.integers(0, 6), hours), max_size=10))
    extra = draw(st.lists(st.tuples(days, hours), max_size=3))
    schedule = Schedule(
        time_zone=zone,
        intervals=tuple(Interval(weekday, opens * 30, closes * 30) for weekday, (opens, closes) in week),
        holidays=draw(st.frozensets(days, max_size=3)),
        extra=tuple(DayHours(day, opens * 30, closes * 30) for day, (opens, closes) in extra),
    )
    midnight = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    moments = st.integers(0, 8 * 1440).map(lambda minute: midnight + minute * MINUTE)
    pauses = draw(st.lists(st.builds(Span, moments, moments), max_size=4))
    return schedule, midnight + draw(st.integers(0, 3 * 1440)) * MINUTE, pauses


def counts(schedule, moment, pauses=()):
    """Whether the minute that begins at ``moment`` is working time."""
    if any(pause.start <= moment < pause.end for pause in pauses):
        return False
    wall = moment.astimezone(ZoneInfo(schedule.time_zone))
    minute = wall.hour * 60 + wall.minute
    return any(opens <= minute < closes for opens, closes in _rows_of(schedule, wall.date()))


def counted(schedule, start, pauses=(), *, days=DAYS_LOOKED_AT):
    """For every minute of the coming days whether it counts."""
    return [counts(schedule, start + step * MINUTE, pauses) for step in range(days * 1440)]


@cache
def _rows_of(schedule, day):
    rows = [each for each in schedule.extra if each.date == day]
    if not rows and day not in schedule.holidays:
        rows = [each for each in schedule.intervals if each.weekday == day.weekday()]
    return [(each.opens, each.closes) for each in rows]
