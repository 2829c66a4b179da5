"""Days as a party lives them: calendar days and business days in the party's own time zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# A country that has no business day for so long has no calendar.
GIVE_UP_AFTER_DAYS = 400
WEEKEND = frozenset({5, 6})


class NoBusinessDay(ValueError):
    """Every day for 400 days is a weekend or closed, so that no number of business days ever passes."""


def end_of_calendar_day(start: datetime, days: int, *, time_zone: str) -> datetime:
    """The local midnight, in UTC, that ends the day ``days`` after the day of ``start``; 0 ends that day itself."""
    zone = ZoneInfo(time_zone)
    return _midnight_after(_local_date(start, zone) + timedelta(days=days), zone)


def add_business_days(
    start: datetime,
    days: int,
    *,
    time_zone: str,
    closed: Callable[[date], bool],
    weekend: frozenset[int] = WEEKEND,
) -> datetime:
    """The local midnight, in UTC, that ends the ``days``-th business day after the day of ``start``.

    The day of ``start`` is not counted; 0 ends that day, or the next business day if it is none. ``weekend`` holds
    weekdays, Monday is 0. Raises NoBusinessDay where none comes for 400 days.
    """
    if days < 0:
        raise ValueError("Business days are added forwards; the number must not be negative.")
    zone = ZoneInfo(time_zone)

    def is_business(day: date) -> bool:
        return day.weekday() not in weekend and not closed(day)

    today = _local_date(start, zone)
    day = today - timedelta(days=1) if days == 0 else today
    for _each in range(max(days, 1)):
        day = _next_day(day, is_business)
    return _midnight_after(day, zone)


def _next_day(after: date, is_business: Callable[[date], bool]) -> date:
    for ahead in range(1, GIVE_UP_AFTER_DAYS + 1):
        day = after + timedelta(days=ahead)
        if is_business(day):
            return day
    raise NoBusinessDay(f"No business day within {GIVE_UP_AFTER_DAYS} days after {after}.")


def _local_date(moment: datetime, zone: ZoneInfo) -> date:
    if moment.tzinfo is None:
        raise ValueError("Calendar days need a moment with a time zone, such as timezone.now().")
    return moment.astimezone(zone).date()


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    # Where the clock skips midnight, the offset before the change (fold 0) names the very moment of the change;
    # where midnight comes twice, it names the first, at which the day is over.
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
