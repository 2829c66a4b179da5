"""Amounts and moments as the recipient writes them, in the active language, on the recipient's clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_timezone_gmt, get_timezone_name

from loket.design.amounts import say_amount
from loket.design.wording import before_midnight, page_locale

# The year in a pattern of CLDR's, with what ties it to the day: ", y", " 'de' y", "y年".
_YEAR = re.compile(r",?\s*(?:'[^']*'\s*)?y+年?")


def money(amount: Decimal, currency: str) -> str:
    """An amount as people who pay in that currency write it, in the active language: "R$ 94,90"."""
    return say_amount(amount, currency, locale=page_locale())


def by_when(at: datetime, zone: tzinfo) -> str:
    """A moment inside a sentence: "Thursday, November 19, 2:00 PM"; the zone only where the recipient's is unknown."""
    local, locale = at.astimezone(zone), page_locale()
    pattern = _YEAR.sub("", locale.date_formats["full"].pattern).replace("dd", "d")
    return _with_zone(f"{format_date(local, pattern, locale=locale)}, {_clock(local, locale)}", zone)


def deadline(at: datetime, zone: tzinfo) -> str:
    """A moment that binds somebody, with its year and the zone by name: a letter shows no clock of its own."""
    local, locale = before_midnight(at.astimezone(zone)), page_locale()
    date = format_skeleton("yMMMEd", local, locale=locale)
    return f"{date}, {_clock(local, locale)} ({zone_name(local, zone)})"


def moment(at: datetime, zone: tzinfo) -> str:
    """Day and time at which something was said; the zone is named only where the recipient's is unknown."""
    local, locale = at.astimezone(zone), page_locale()
    return _with_zone(f"{format_skeleton('MMMd', local, locale=locale)}, {_clock(local, locale)}", zone)


def zone_name(local: datetime, zone: tzinfo) -> str:
    """The zone as people call it, such as "Brasilia Time"; its distance from UTC where it has no such name."""
    if _is_utc(zone):
        return "UTC"
    names = (
        str(get_timezone_name(local, width="long", zone_variant=variant, locale=page_locale()))
        for variant in ("generic", None)
    )
    # Babel knows no "generic" name of zones that never change their clocks.
    return next((name for name in names if not name.startswith("GMT")), get_timezone_gmt(local, locale=page_locale()))


def find_zone(name: str) -> tzinfo:
    """The recipient's zone; UTC, which is then named, where it is unknown."""
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def language_label(tag: str) -> str:
    """A language by its name in the active language, to stand inside a sentence; the tag when unknown."""
    try:
        return Locale.parse(tag, sep="-").get_language_name(page_locale()) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def _clock(local: datetime, locale: Locale) -> str:
    # Many fonts lack the narrow space that some locales put before AM and PM.
    said = format_time(local, "short", locale=locale)
    return said.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def _with_zone(said: str, zone: tzinfo) -> str:
    return f"{said} (UTC)" if _is_utc(zone) else said


def _is_utc(zone: tzinfo) -> bool:
    return zone is UTC or str(zone) in {"UTC", "Etc/UTC"}
