"""What the pages say about the counter: open or not, how long, and when, as people say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_skeleton, format_time, get_day_names, get_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from loket.design.wording import page_locale, say_clock_time, say_time
from loket.helpcentre.hours import DaysAlike, Stretch
from loket.reception.queries import CounterState, QueueStatus

SECONDS_IN_HOUR = 3600


@dataclass(frozen=True)
class CounterWords:
    """The counter in one line; ``kind`` is open, busy or closed, ``depends_on_zone`` that it names a time."""

    kind: str
    text: str
    depends_on_zone: bool = False


def say_counter(state: CounterState, zone: ZoneInfo | None, now: datetime) -> CounterWords:
    """Whether people answer now, and how long it takes; if not, when they open."""
    if state.open:
        return _open(state)
    if state.opens_at is None:
        return CounterWords("closed", _("Write to us now. We answer as soon as somebody is at the counter."))
    when = say_moment(state.opens_at, zone or ZoneInfo(state.time_zone), now)
    if zone is not None:
        return CounterWords("closed", _("Opens %(when)s, your time") % {"when": when}, True)
    place = {"when": when, "zone": say_zone(state.time_zone, now)}
    return CounterWords("closed", _("Opens %(when)s (%(zone)s)") % place, True)


def _open(state: CounterState) -> CounterWords:
    if state.wait_seconds is None:
        return CounterWords("busy", _("Open now. Nobody is free at this moment; your place in line is kept."))
    wait = say_wait(state.wait_seconds, state.style)
    return CounterWords("open", _("Open now, %(wait)s") % {"wait": wait})


def say_wait(seconds: tuple[int, int], style: str) -> str:
    """A waiting range inside a sentence: "under 4 minutes", "about 5 to 10 minutes"."""
    low, high = seconds
    if high > 2 * SECONDS_IN_HOUR:
        return _range(low, high, style, SECONDS_IN_HOUR)
    return _range(low, high, style, 60)


def _range(low_seconds: int, high_seconds: int, style: str, unit: int) -> str:
    low, high = (max(1, round(each / unit)) for each in (low_seconds, high_seconds))
    in_minutes = unit == 60
    if style == "under" or low == high:
        if in_minutes:
            return ngettext("under %(high)d minute", "under %(high)d minutes", high) % {"high": high}
        return ngettext("under %(high)d hour", "under %(high)d hours", high) % {"high": high}
    text = _("about %(low)d to %(high)d minutes") if in_minutes else _("about %(low)d to %(high)d hours")
    return text % {"low": low, "high": high}


def say_queue(status: QueueStatus, zone: tzinfo, now: datetime) -> str:
    """What somebody who waits may expect, as a whole sentence."""
    if status.opens_at is not None:
        return _("The counter opens %(when)s, your time. Your place is kept.") % {
            "when": say_moment(status.opens_at, zone, now)
        }
    if status.wait_seconds is None:
        return _("Nobody is free at this moment, so no honest time can be given. Your place is kept.")
    return _("A person answers in %(wait)s.") % {"wait": say_wait(status.wait_seconds, status.style)}


def say_moment(moment: datetime, zone: tzinfo, now: datetime) -> str:
    """A coming moment with its hour: "today 14:00", "Monday 8:00", "3 March 8:00"."""
    locale, local = page_locale(), moment.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days < 2:
        return say_time(moment, now, zone=zone, locale=locale)
    clock = say_clock_time(moment, zone=zone, locale=locale)
    day = format_skeleton("EEEE" if days < 7 else "MMMd", local, locale=locale)
    return _("%(day)s %(time)s") % {"day": day, "time": clock}


def say_day(moment: datetime, zone: tzinfo, now: datetime) -> str:
    """The day above messages: "Today", "Yesterday", "12 March"."""
    local, today = moment.astimezone(zone).date(), now.astimezone(zone).date()
    if (today - local).days == 0:
        return _("Today")
    if (today - local).days == 1:
        return _("Yesterday")
    return str(format_skeleton("MMMMd" if local.year == today.year else "yMMMMd", local, locale=page_locale()))


def say_zone(name: str, now: datetime) -> str:
    """The zone under the name that people know it by."""
    return str(get_timezone_name(now.astimezone(ZoneInfo(name)), width="long", locale=page_locale()))


def say_days(alike: DaysAlike) -> str:
    """ "Mon to Fri", "Sat", "Every day"."""
    if alike.is_whole_week:
        return _("Every day")
    names = get_day_names("abbreviated", context="stand-alone", locale=page_locale())
    first, last = (_capital(names[each]) for each in (alike.first, alike.last))
    if alike.first == alike.last:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def say_stretches(stretches: Sequence[Stretch]) -> str:
    """ "8:00–12:00, 13:00–20:00", "around the clock", "closed"."""
    if not stretches:
        return _("closed")
    if stretches[0].is_whole_day:
        return _("around the clock")
    locale = page_locale()
    return ", ".join(f"{_clock(each.opens, locale)}–{_clock(each.closes, locale)}" for each in stretches)


def _clock(moment: time, locale: Locale) -> str:
    said = format_time(moment, "short", locale=locale)
    return said.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:].rstrip(".")
