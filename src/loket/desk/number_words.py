"""Numbers as people write them, in the active language."""

from __future__ import annotations

from datetime import timedelta

from babel.numbers import format_decimal
from babel.units import format_unit

from loket.design.wording import page_locale

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def say_count(count: int) -> str:
    """A number as people write it."""
    return format_decimal(count, locale=page_locale())


def say_percent(percent: int) -> str:
    """So many of a hundred."""
    return f"{format_decimal(percent, locale=page_locale())}\N{NO-BREAK SPACE}%"


def say_span(length: timedelta) -> str:
    """How long something took, in the one unit that matters: "35 minutes", "31 hours", "4.5 days"."""
    if length < HOUR:
        return format_unit(round(length.total_seconds() / 60), "duration-minute", locale=page_locale())
    if length < 2 * DAY:
        return format_unit(round(length / HOUR), "duration-hour", locale=page_locale())
    return format_unit(round(length / DAY, 1), "duration-day", locale=page_locale())
