"""Counting time as a side lives it: days in its own zone, business days of its calendar, hours; pauses lengthen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from loket.calendars.calendar_days import GIVE_UP_AFTER_DAYS, WEEKEND, NoBusinessDay, add_business_days
from loket.calendars.service_hours import ALL_WEEK, Schedule, Span
from loket.calendars.working_time import add_working
from loket.disputes.machine.codes import Role
from loket.disputes.machine.policy import Calendar, DeadlineRule, Unit

_ALWAYS = Schedule("UTC", ALL_WEEK)
_EVERY_DAY: frozenset[int] = frozenset()


def never_closed(_day: date) -> bool:
    """A calendar without holidays."""
    return False


@dataclass(frozen=True, slots=True)
class PartyCalendar:
    """Where somebody's days begin and end, and on which of them nobody works; Monday is 0."""

    country: str
    time_zone: str
    closed: Callable[[date], bool] = never_closed
    weekend: frozenset[int] = WEEKEND


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of one dispute."""

    buyer: PartyCalendar
    seller: PartyCalendar
    platform: PartyCalendar

    def of(self, calendar: Calendar, acting: Role) -> PartyCalendar:
        """The calendar that a rule names; whoever is neither buyer nor seller lives by the platform's."""
        if calendar == Calendar.PLATFORM:
            return self.platform
        if calendar == Calendar.BUYER or (calendar == Calendar.ACTING and acting == Role.BUYER):
            return self.buyer
        if calendar == Calendar.SELLER or (calendar == Calendar.ACTING and acting == Role.SELLER):
            return self.seller
        return self.platform


def due_at(
    rule: DeadlineRule,
    start: datetime,
    calendar: PartyCalendar,
    *,
    pauses: Sequence[Span] = (),
    extensions: Sequence[int] = (),
) -> datetime:
    """When, in UTC, a clock ends that began at ``start``.

    The day of the start is not counted, nor is any day that a pause touches; the last day ends at local midnight.
    ``extensions`` are so many of the rule's own units more.
    """
    amount = rule.amount + sum(extensions)
    if rule.unit == Unit.HOURS:
        return after(start, timedelta(hours=amount), pauses=pauses)
    is_paused = _days_touched(pauses, calendar.time_zone)
    is_business = rule.unit == Unit.BUSINESS_DAYS
    end = _end_of_day(start, amount, calendar, is_paused, is_business=is_business)
    if not rule.rolls:
        return end
    last_moment = end - timedelta(microseconds=1)
    return _end_of_day(last_moment, 0, calendar, is_paused, is_business=True)


def after(start: datetime, amount: timedelta, *, pauses: Sequence[Span] = ()) -> datetime:
    """The moment by which so much time has passed outside the pauses."""
    # On the wall, an hour that daylight saving skips would be lost.
    start = start.astimezone(UTC)
    if not pauses:
        return start + amount
    end = add_working(_ALWAYS, start, amount, pauses=pauses)
    return end if end is not None else max(span.end for span in pauses) + amount


def _end_of_day(
    start: datetime,
    days: int,
    calendar: PartyCalendar,
    is_paused: Callable[[date], bool],
    *,
    is_business: bool,
) -> datetime:
    def is_closed(day: date) -> bool:
        return is_paused(day) or (is_business and calendar.closed(day))

    weekend = calendar.weekend if is_business else _EVERY_DAY
    try:
        return add_business_days(start, days, time_zone=calendar.time_zone, closed=is_closed, weekend=weekend)
    except NoBusinessDay:
        # Nobody works for over a year: the count begins anew there, and a calendar without working days is left out.
        later = start + timedelta(days=GIVE_UP_AFTER_DAYS)
        return _end_of_day(later, days, replace(calendar, closed=never_closed), is_paused, is_business=is_business)


def _days_touched(pauses: Sequence[Span], time_zone: str) -> Callable[[date], bool]:
    zone = ZoneInfo(time_zone)
    days = [
        (span.start.astimezone(zone).date(), (span.end - timedelta(microseconds=1)).astimezone(zone).date())
        for span in pauses
        if span.start < span.end
    ]
    return lambda day: any(first <= day <= last for first, last in days)
