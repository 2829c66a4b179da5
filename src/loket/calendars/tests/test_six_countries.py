"""Working time in six countries, worked out by hand with a calendar on the wall; each row says why."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from loket.calendars.calendar_days import add_business_days
from loket.calendars.public_holidays import public_holidays
from loket.calendars.service_hours import ALL_WEEK, DayHours, Interval, Schedule, Span
from loket.calendars.working_time import add_working, elapsed_working

HOUR = timedelta(hours=1)
ZONES = {
    "BR": "America/Sao_Paulo",
    "ID": "Asia/Jakarta",
    "ES": "Europe/Madrid",
    "CN": "Asia/Shanghai",
    "US": "America/New_York",
    "MX": "America/Mexico_City",
}
OFFICE = tuple(Interval(weekday, 9 * 60, 18 * 60) for weekday in range(5))
# Spain's day with its long break.
SPLIT = tuple(Interval(weekday, *hours) for weekday in range(5) for hours in ((9 * 60, 14 * 60), (16 * 60, 19 * 60)))
LEBARAN_2025 = frozenset(date(2025, 3, 31) + timedelta(days=ahead) for ahead in range(8))


def schedule(place, hours, *, pause=frozenset(), extra=()):
    country, _, region = place.partition("-")
    days = public_holidays(country, region, date(2025, 1, 1), date(2027, 12, 31))
    return Schedule(ZONES[country], hours, holidays=frozenset(days) | pause, extra=extra)


def local(place, text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[place[:2]]))


@pytest.mark.parametrize(
    ("place", "hours", "start", "amount", "due"),
    [
        # Fri 20 Nov is Consciência Negra, national since 2024: 2 h on Thursday, 2 h on Monday.
        ("BR", OFFICE, "2026-11-19 16:00", 4, "2026-11-23 11:00"),
        # Carnival is no public holiday by law: the Monday counts unless the house closes itself.
        ("BR", OFFICE, "2026-02-13 17:00", 2, "2026-02-16 10:00"),
        # Good Friday: 1 h on Thursday, then all nine of Easter Monday, due as it closes.
        ("BR", OFFICE, "2026-04-02 17:00", 10, "2026-04-06 18:00"),
        # Thu 9 July is kept in the state of São Paulo only.
        ("BR-SP", OFFICE, "2026-07-08 17:00", 2, "2026-07-10 10:00"),
        ("BR", OFFICE, "2026-07-08 17:00", 2, "2026-07-09 10:00"),
        # Mon 31 Mar and Tue 1 Apr are Idul Fitri: 1 h on Friday, nine on Wednesday.
        ("ID", OFFICE, "2025-03-28 17:00", 10, "2025-04-02 18:00"),
        # Mon 17 Aug is Independence Day.
        ("ID", OFFICE, "2026-08-14 17:30", 1, "2026-08-18 09:30"),
        # The long break: half an hour before it, half an hour after.
        ("ES-MD", SPLIT, "2026-06-15 13:30", 1, "2026-06-15 16:30"),
        # Fri 1 May everywhere, Sat 2 May in Madrid: on to Monday.
        ("ES-MD", SPLIT, "2026-04-30 18:30", 1, "2026-05-04 09:30"),
        # Fri 11 Sep is Catalonia's day, not Madrid's.
        ("ES-CT", SPLIT, "2026-09-10 18:30", 1, "2026-09-14 09:30"),
        ("ES-MD", SPLIT, "2026-09-10 18:30", 1, "2026-09-11 09:30"),
        # The clock goes forward on Sunday 29 March, when nobody works.
        ("ES-MD", SPLIT, "2026-03-27 18:00", 2, "2026-03-30 10:00"),
        # Day and night over the 25 hours of Sunday 25 October, which is no holiday.
        ("ES-MD", ALL_WEEK, "2026-10-24 12:00", 24, "2026-10-25 11:00"),
        # Spring Festival, 15 to 23 February with its moved days off: 1 h before, 1 h on Tuesday 24th.
        ("CN", OFFICE, "2026-02-13 17:00", 2, "2026-02-24 10:00"),
        # National Day week, 1 to 7 October.
        ("CN", OFFICE, "2026-09-30 17:00", 2, "2026-10-08 10:00"),
        # 4 July is a Saturday, so Friday the 3rd is off.
        ("US", OFFICE, "2026-07-02 17:00", 2, "2026-07-06 10:00"),
        # Thanksgiving is the Thursday; the Friday after it is an ordinary day.
        ("US", OFFICE, "2026-11-25 17:30", 1, "2026-11-27 09:30"),
        # The night of 8 March has no 2 o'clock: eight hours after 20:00 it is 5:00.
        ("US", ALL_WEEK, "2026-03-07 20:00", 8, "2026-03-08 05:00"),
        # Revolution Day is kept on the third Monday of November, Benito Juárez on that of March.
        ("MX", OFFICE, "2026-11-13 17:00", 2, "2026-11-17 10:00"),
        ("MX", OFFICE, "2026-03-13 17:00", 2, "2026-03-17 10:00"),
        # Good Friday is no public holiday in Mexico.
        ("MX", OFFICE, "2026-04-02 17:00", 2, "2026-04-03 10:00"),
        # No daylight saving since 2022: the Sunday of April that once changed the clock has 24 hours.
        ("MX", ALL_WEEK, "2026-04-04 20:00", 8, "2026-04-05 04:00"),
    ],
)
def test_when_working_time_is_over(place, hours, start, amount, due):
    assert add_working(schedule(place, hours), local(place, start), amount * HOUR) == local(place, due)


def test_lebaran_as_a_planned_pause_moves_the_date_behind_the_joint_leave():
    closed = schedule("ID", OFFICE, pause=LEBARAN_2025)
    # 1 h on Friday 28 March, nine on Tuesday 8 April.
    assert add_working(closed, local("ID", "2025-03-28 17:00"), 10 * HOUR) == local("ID", "2025-04-08 18:00")


def test_a_make_up_saturday_counts_once_the_team_gives_it_hours():
    saturday = DayHours(date(2026, 2, 14), 9 * 60, 18 * 60)
    working = schedule("CN", OFFICE, extra=(saturday,))
    assert add_working(working, local("CN", "2026-02-13 17:00"), 2 * HOUR) == local("CN", "2026-02-14 10:00")


@pytest.mark.parametrize(
    ("place", "hours", "start", "pause", "end", "elapsed"),
    [
        # Asked Thursday noon, answered Monday 10:00: 3 h on Thursday, 2 h on Monday.
        ("BR", OFFICE, "2026-11-19 09:00", ("2026-11-19 12:00", "2026-11-23 10:00"), "2026-11-23 12:00", 5),
        # The pause lies in the night: 9 h and 1 h count.
        ("ID", OFFICE, "2026-06-15 09:00", ("2026-06-15 20:00", "2026-06-16 06:00"), "2026-06-17 10:00", 10),
        # The pause covers the afternoon but for its last hour: 5 h and 1 h.
        ("ES-MD", SPLIT, "2026-06-15 09:00", ("2026-06-15 15:00", "2026-06-15 18:00"), "2026-06-15 23:00", 6),
        # Everything before the festival: 2 h of Friday; the pause ends while all are away.
        ("CN", OFFICE, "2026-02-13 16:00", ("2026-02-14 09:00", "2026-02-20 09:00"), "2026-02-24 09:00", 2),
        # Day and night, the missing hour of 8 March inside the pause: 24 h on the wall, 23 real, 3 paused.
        ("US", ALL_WEEK, "2026-03-07 12:00", ("2026-03-08 01:00", "2026-03-08 05:00"), "2026-03-08 12:00", 20),
        # Monday is a holiday, the pause holds Tuesday's first hour: 1 h on Friday, 1 h on Tuesday.
        ("MX", OFFICE, "2026-11-13 17:00", ("2026-11-16 12:00", "2026-11-17 10:00"), "2026-11-17 11:00", 2),
    ],
)
def test_what_has_elapsed_without_the_customers_turn(place, hours, start, pause, end, elapsed):
    customer = Span(*(local(place, moment) for moment in pause))
    found = elapsed_working(schedule(place, hours), local(place, start), local(place, end), pauses=[customer])
    assert found == elapsed * HOUR


@pytest.mark.parametrize(
    ("place", "start", "days", "ends"),
    [
        # 20 Nov holiday, weekend, then Mon 23, Tue 24, Wed 25.
        ("BR", "2026-11-19 22:00", 3, "2026-11-26 00:00"),
        # Mon 17 Aug holiday: Tue 18.
        ("ID", "2026-08-14 08:00", 1, "2026-08-19 00:00"),
        # Thu 24 Dec, Christmas on Friday, weekend, Mon 28; the day of the start never counts.
        ("ES-MD", "2026-12-23 09:00", 2, "2026-12-29 00:00"),
        # 1 to 7 Oct: Thu 8, Fri 9. Saturday 10 is a make-up day, which a weekend rule does not know.
        ("CN", "2026-09-30 12:00", 2, "2026-10-10 00:00"),
        # Thanksgiving on Thursday: Fri 27, Mon 30.
        ("US", "2026-11-25 12:00", 2, "2026-12-01 00:00"),
        # Started on a holiday with no days to give: the end of the next business day, Tue 17.
        ("MX", "2026-11-16 12:00", 0, "2026-11-18 00:00"),
    ],
)
def test_when_business_days_are_over(place, start, days, ends):
    holidays = schedule(place, ()).holidays
    found = add_business_days(local(place, start), days, time_zone=ZONES[place[:2]], closed=holidays.__contains__)
    assert found == local(place, ends)
