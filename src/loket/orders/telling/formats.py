"""Amounts and moments as people write them, in the active language, on the viewer's clock."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.numbers import format_currency
from django.utils import timezone

from loket.design.wording import find_zone, page_locale
from loket.orders.money import rounded

Zone = str | tzinfo | None

# People there write no cents, though their currency has them.
WITHOUT_CENTS = frozenset({"IDR", "COP"})
# Where a language is spoken in several countries, an amount looks as it does where its currency is.
COUNTRIES = {
    ("es", "MXN"): "MX",
    ("es", "COP"): "CO",
    ("es", "CLP"): "CL",
    ("es", "PEN"): "PE",
    ("es", "ARS"): "AR",
    ("es", "UYU"): "UY",
    ("pt", "EUR"): "PT",
    ("en", "GBP"): "GB",
    ("en", "AUD"): "AU",
}
_LETTER_BEFORE_DIGIT = re.compile(r"([^\W\d_])(?=\d)")


def money(amount: Decimal, currency: str) -> str:
    """An amount as people who pay in that currency write it, in the active language: "R$ 94,90"."""
    exact = rounded(amount, currency)
    is_whole = currency in WITHOUT_CENTS and exact == exact.to_integral_value()
    locale = _money_locale(currency)
    pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern) if is_whole else None
    said = format_currency(exact, currency, pattern, locale=locale, currency_digits=not is_whole)
    return _LETTER_BEFORE_DIGIT.sub("\\1\N{NO-BREAK SPACE}", said)


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


def _money_locale(currency: str) -> Locale:
    locale = page_locale()
    country = COUNTRIES.get((locale.language, currency))
    if not country or locale.territory:
        return locale
    try:
        return Locale(locale.language, country)
    except UnknownLocaleError:
        return locale
