"""Service hours as people type them, in and out: ``8:00-12:00, 13:00-20:00``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from loket.calendars.actions import ClosedDay
from loket.calendars.service_hours import MINUTES_PER_DAY, DayHours

_CLOCK = r"(\d{1,2})\s*[:.h]?(\d{2})?\s*(am|pm)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|—|to|até)\s*{_CLOCK}", re.IGNORECASE)
_ALL_DAY = {"24h", "24 h", "24", "0-24", "00:00-24:00"}


class HoursUnclear(ValueError):
    """What was typed is no hours; the text says what to write."""


def read_spans(text: str) -> list[tuple[int, int]]:
    """The intervals in a line, as minutes since midnight; none for an empty line."""
    line = text.strip().casefold()
    if not line:
        return []
    if line in _ALL_DAY:
        return [(0, MINUTES_PER_DAY)]
    return sorted(_span(part) for part in re.split(r"[,;]", line) if part.strip())


def write_spans(spans: Iterable[tuple[int, int]]) -> str:
    """The intervals as a line that `read_spans` reads."""
    return ", ".join(f"{_clock(opens)}-{_clock(closes)}" for opens, closes in sorted(spans))


def read_holidays(text: str) -> list[ClosedDay]:
    """One day a line: a date, then its name."""
    return [ClosedDay(day, name[:100]) for day, name in _dated_lines(text)]


def read_extra(text: str) -> list[DayHours]:
    """One day a line: a date, then its hours."""
    found: list[DayHours] = []
    for day, rest in _dated_lines(text):
        spans = read_spans(rest)
        if not spans:
            raise HoursUnclear(_("%(date)s needs hours, such as 9:00-13:00.") % {"date": day.isoformat()})
        found += [DayHours(day, opens, closes) for opens, closes in spans]
    return found


def _dated_lines(text: str) -> list[tuple[date, str]]:
    rows: list[tuple[date, str]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        first, _space, rest = line.strip().partition(" ")
        if not first:
            continue
        try:
            rows.append((date.fromisoformat(first.rstrip(":,")), rest.strip()))
        except ValueError:
            message = _("Line %(number)d must begin with a date such as 2026-12-25.")
            raise HoursUnclear(message % {"number": number}) from None
    return rows


def _span(text: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        message = _("“%(text)s” is not clear. Write hours such as 8:00-12:00, 13:00-20:00.")
        raise HoursUnclear(message % {"text": text.strip()[:40]})
    opens, closes = _minutes(*match.groups()[:3]), _minutes(*match.groups()[3:])
    # "18:00-0:00" ends at midnight.
    closes = MINUTES_PER_DAY if closes == 0 and opens else closes
    if opens >= closes:
        message = _("“%(text)s” must end after it begins. Hours past midnight belong to the next day.")
        raise HoursUnclear(message % {"text": text.strip()[:40]})
    return opens, closes


def _minutes(hour: str, minute: str | None, half: str | None) -> int:
    hours = int(hour) % 12 + (12 if half == "pm" else 0) if half else int(hour)
    total = hours * 60 + int(minute or 0)
    if int(minute or 0) > 59 or total > MINUTES_PER_DAY:
        raise HoursUnclear(
            _("There is no %(hour)s:%(minute)s on the clock.") % {"hour": hour, "minute": minute or "00"}
        )
    return total


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
