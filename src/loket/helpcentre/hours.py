"""A team's hours as one week on the wall clock of whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from loket.calendars.service_hours import Schedule, open_spans

DAYS = 7
MIDNIGHT = time()


@dataclass(frozen=True)
class Stretch:
    """Open from one local time to another; an end at midnight is the day's end."""

    opens: time
    closes: time

    @property
    def is_whole_day(self) -> bool:
        """Whether it covers the day from midnight to midnight."""
        return self.opens == self.closes == MIDNIGHT


@dataclass(frozen=True)
class DaysAlike:
    """Weekdays in a row (Monday is 0) with the same hours; no stretches means closed."""

    first: int
    last: int
    stretches: tuple[Stretch, ...]

    @property
    def is_whole_week(self) -> bool:
        """Whether it says something about all seven days."""
        return self.last - self.first == DAYS - 1


def coming_week(schedule: Schedule, zone: ZoneInfo, now: datetime) -> list[DaysAlike]:
    """The hours of the next seven days in ``zone``, holidays included, in the order of the week."""
    today = now.astimezone(zone).date()
    days = {day.weekday(): tuple(_on(schedule, zone, day)) for day in (today + timedelta(each) for each in range(DAYS))}
    alike: list[DaysAlike] = []
    for weekday in range(DAYS):
        if alike and alike[-1].stretches == days[weekday]:
            alike[-1] = DaysAlike(alike[-1].first, weekday, days[weekday])
        else:
            alike.append(DaysAlike(weekday, weekday, days[weekday]))
    return alike


def _on(schedule: Schedule, zone: ZoneInfo, day: date) -> Iterator[Stretch]:
    start = datetime.combine(day, MIDNIGHT, zone)
    end = datetime.combine(day + timedelta(days=1), MIDNIGHT, zone)
    for span in open_spans(schedule, start, end):
        yield Stretch(span.start.astimezone(zone).time(), span.end.astimezone(zone).time())
