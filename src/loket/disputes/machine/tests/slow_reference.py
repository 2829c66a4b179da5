"""Deadlines the slow, obvious way: hour by hour, and a day on the wall at a time. What the quick rules are held to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from loket.disputes.machine.policy import Unit

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def slow_due(rule, start, calendar, *, pauses=(), extensions=()):
    """The end of a clock, by walking."""
    amount = rule.amount + sum(extensions)
    if rule.unit == Unit.HOURS:
        return _walk_minutes(start, amount * 60, pauses)
    zone = ZoneInfo(calendar.time_zone)
    day = start.astimezone(zone).date()
    while amount:
        day += DAY
        amount -= _counts(day, rule, calendar, zone, pauses)
    while rule.rolls and not _is_working(day, calendar, zone, pauses):
        day += DAY
    return _first_moment_of(day + DAY, zone)


def _walk_minutes(start, minutes, pauses):
    moment = start
    while minutes:
        minutes -= not any(pause.start <= moment < pause.end for pause in pauses)
        moment += MINUTE
    return moment


def _counts(day, rule, calendar, zone, pauses):
    if rule.unit == Unit.CALENDAR_DAYS:
        return not _is_paused(day, zone, pauses)
    return _is_working(day, calendar, zone, pauses)


def _is_working(day, calendar, zone, pauses):
    return day.weekday() not in calendar.weekend and not calendar.closed(day) and not _is_paused(day, zone, pauses)


def _is_paused(day, zone, pauses):
    begins, ends = _first_moment_of(day, zone), _first_moment_of(day + DAY, zone)
    return any(pause.start < ends and pause.end > begins and pause.start < pause.end for pause in pauses)


def _first_moment_of(day, zone):
    """Step through the minutes of two days until the calendar on the wall shows the day."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=15)
    while moment.astimezone(zone).date() < day:
        moment += timedelta(hours=1)
    moment -= timedelta(hours=1)
    while moment.astimezone(zone).date() < day:
        moment += MINUTE
    return moment
