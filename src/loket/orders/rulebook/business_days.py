"""Business days: which weekdays are free where, and how to count days on which people work. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Closed = Callable[[date], bool]

_FRIDAY, _SATURDAY, _SUNDAY = 4, 5, 6
# Where nobody works for longer than that, days are counted as if they did.
_LONGEST_BREAK = timedelta(days=60)
_USUAL = frozenset({_SATURDAY, _SUNDAY})
_FRIDAY_AND_SATURDAY = frozenset({_FRIDAY, _SATURDAY})
# Weekdays on which banks are closed, where these are not Saturday and Sunday.
WEEKENDS: Mapping[str, frozenset[int]] = {
    **dict.fromkeys(("BD", "BH", "DZ", "EG", "IL", "IQ", "JO", "KW", "LY", "OM", "QA", "SA"), _FRIDAY_AND_SATURDAY),
    "BN": frozenset({_FRIDAY, _SUNDAY}),
    "NP": frozenset({_SATURDAY}),
}


def weekends(market: str) -> Closed:
    """Whether a day is of the market's weekend; public holidays are not known here."""
    free = WEEKENDS.get(market, _USUAL)
    return lambda day: day.weekday() in free


def after_business_days(start: date, count: int, *, closed: Closed) -> date:
    """The day by which so many business days have passed; the day of the start never counts."""
    day, left, last = start, count, start + timedelta(days=7 * count) + _LONGEST_BREAK
    while left and day < last:
        day += timedelta(days=1)
        left -= not closed(day)
    return day
