"""Times and sizes as people say them, in their language."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def say_time(when: datetime, now: datetime, *, zone: tzinfo, locale: Locale) -> str:
    """ "today 14:05", "yesterday 14:05", "tomorrow 9:00", "12 Mar", "12 Mar 2025", as seen in the zone."""
    local, today = when.astimezone(zone), now.astimezone(zone).date()
    time = {"time": say_clock_time(when, zone=zone, locale=locale)}
    days = {
        timedelta(0): _("today %(time)s"),
        timedelta(-1): _("yesterday %(time)s"),
        timedelta(1): _("tomorrow %(time)s"),
    }
    phrase = days.get(local.date() - today)
    if phrase:
        return phrase % time
    if local.year == today.year:
        return format_skeleton("MMMd", local, locale=locale)
    return format_date(local, "medium", locale=locale)


def say_clock_time(when: datetime, *, zone: tzinfo, locale: Locale) -> str:
    """The hour alone: "14:05", "2:05 PM"."""
    said = format_time(when.astimezone(zone), "short", locale=locale)
    # Many fonts lack the narrow space that some locales put before AM and PM.
    return said.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def say_exact_time(when: datetime, *, zone: tzinfo, locale: Locale) -> str:
    """Weekday, date, time and zone in full."""
    local = when.astimezone(zone)
    return f"{format_datetime(local, 'EEEE, d MMMM y HH:mm', locale=locale)} ({local.tzname()})"


def say_moment(when: datetime, *, zone: tzinfo, locale: Locale) -> str:
    """Weekday, day and hour inside a sentence: "Thursday, November 26, 5:00 AM"."""
    local = when.astimezone(zone)
    day = format_skeleton("MMMMd", local, locale=locale)
    return f"{format_date(local, 'EEEE', locale=locale)}, {day}, {say_clock_time(local, zone=zone, locale=locale)}"


def before_midnight(local: datetime) -> datetime:
    """A day that ends at midnight is said by its last minute: "Tuesday, 11:59 PM", which nobody takes for Wednesday."""
    return local - timedelta(minutes=1) if (local.hour, local.minute, local.second) == (0, 0, 0) else local


def say_size(size: int, *, locale: Locale) -> str:
    """Bytes in steps of 1,000: "0 B", "340 kB", "2.4 MB"."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 999.5:
            break
        amount, unit = amount / 1000, larger
    pattern = "#,##0.#" if unit in {"MB", "GB"} else "#,##0"
    return f"{format_decimal(amount, format=pattern, locale=locale)}\N{NO-BREAK SPACE}{unit}"


def find_zone(zone: str | tzinfo | None) -> tzinfo:
    """The time zone meant; an unknown or missing one is the page's own."""
    if isinstance(zone, tzinfo):
        return zone
    try:
        return ZoneInfo(zone) if zone else timezone.get_current_timezone()
    except (KeyError, ValueError, OSError):
        return timezone.get_current_timezone()


def zone_named(name: str) -> tzinfo:
    """The zone of that name, or the installation's for what is none; for words that are read on another page."""
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (LookupError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def page_locale() -> Locale:
    """The formats of the page's language, English where they are unknown."""
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
