"""Amounts and moments as people write them, in the active language, on the viewer's clock."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal

from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from django.utils import timezone

from loket.design.amounts import say_amount
from loket.design.wording import find_zone, page_locale
from loket.orders.money import rounded

Zone = str | tzinfo | None


def money(amount: Decimal, currency: str) -> str:
    """An amount as people who pay in that currency write it, in the active language: "R$ 94,90"."""
    return say_amount(rounded(amount, currency), currency, locale=page_locale())


def moment(at: datetime | None, time_zone: Zone = None) -> str:
    """Date and time on that clock: "18 Nov 2026, 14:05"; empty for None."""
    if at is None:
        return ""
    local, locale = at.astimezone(find_zone(time_zone)), page_locale()
    # Many fonts lack the narrow space that some locales put before AM and PM.
    clock = format_time(local, "short", locale=locale).replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
    pattern = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    return pattern.replace("{0}", clock).replace("{1}", format_date(local, "medium", locale=locale))


def day(when: date | None) -> str:
    """A day as people say it, with its year unless that is the present one: "30 November"; empty for None."""
    if when is None:
        return ""
    if when.year != timezone.now().year:
        return format_date(when, "long", locale=page_locale())
    return str(format_skeleton("MMMMd", when, locale=page_locale()))


def day_of(at: datetime | None, time_zone: Zone = None) -> str:
    """The day on which a moment falls on that clock."""
    return day(at.astimezone(find_zone(time_zone)).date()) if at else ""
