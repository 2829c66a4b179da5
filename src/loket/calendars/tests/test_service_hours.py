from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from loket.calendars.service_hours import (
    ALL_WEEK,
    DayHours,
    Interval,
    Schedule,
    closing_at,
    is_open,
    next_opening,
    open_seconds_between,
    open_spans,
)

MINUTE = timedelta(minutes=1)
ZONES = [
    "America/Sao_Paulo",
    "Asia/Jakarta",
    "America/Mexico_City",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # moves its clock by half an hour
    "America/Santiago",  # repeats the hour before midnight
    "Asia/Beirut",  # skips the hour after midnight
    "Asia/Kathmandu",
    "UTC",
]
OFFICE = tuple(Interval(weekday, 9 * 60, 18 * 60) for weekday in range(5))
SPLIT = tuple(Interval(weekday, *hours) for weekday in range(5) for hours in ((480, 720), (840, 1080)))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local(text, zone, fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


# 2026-03-02 is a Monday, 2026-03-06 a Friday.
@pytest.mark.parametrize(
    ("zone", "now", "opens", "closes"),
    [
        ("America/Sao_Paulo", "2026-03-02T11:59", "2026-03-02T12:00", None),
        ("America/Sao_Paulo", "2026-03-02T12:00", None, "2026-03-02T21:00"),
        ("America/Sao_Paulo", "2026-03-06T21:00", "2026-03-09T12:00", None),
        ("Asia/Jakarta", "2026-03-02T01:59:59", "2026-03-02T02:00", None),
        ("Asia/Jakarta", "2026-03-02T10:59:59", None, "2026-03-02T11:00"),
        ("Asia/Jakarta", "2026-03-01T23:00", "2026-03-02T02:00", None),
        ("America/Mexico_City", "2026-03-02T14:00", "2026-03-02T15:00", None),
        ("America/Mexico_City", "2026-07-01T15:00", None, "2026-07-02T00:00"),  # no summer time since 2022
        (
            "America/New_York",
            "2026-03-06T23:00",
            "2026-03-09T13:00",
            None,
        ),  # Sunday lost an hour
        ("America/New_York", "2026-10-30T22:00", "2026-11-02T14:00", None),  # Sunday had one more
        ("Europe/Berlin", "2026-03-27T17:00", "2026-03-30T07:00", None),
        ("Europe/Berlin", "2026-10-23T16:00", "2026-10-26T08:00", None),
    ],
)
def test_office_hours_around_the_world(zone, now, opens, closes):
    schedule = Schedule(zone, OFFICE)
    assert is_open(schedule, utc(now)) is (closes is not None)
    assert next_opening(schedule, utc(now)) == (utc(opens) if opens else None)
    assert closing_at(schedule, utc(now)) == (utc(closes) if closes else None)


def test_lunch_break_of_a_split_shift_is_closed():
    schedule = Schedule("UTC", SPLIT)
    assert closing_at(schedule, utc("2026-03-02T11:59")) == utc("2026-03-02T12:00")
    assert next_opening(schedule, utc("2026-03-02T12:00")) == utc("2026-03-02T14:00")
    assert open_seconds_between(schedule, utc("2026-03-02T00:00"), utc("2026-03-09T00:00")) == 5 * 8 * 3600


@pytest.mark.parametrize("zone", ZONES)
def test_open_all_week_never_closes_and_loses_no_minute_at_midnight(zone):
    schedule = Schedule(zone, ALL_WEEK)
    for minute in range(-2, 3):
        assert is_open(schedule, local("2026-03-02T00:00", zone) + minute * MINUTE)
    start, end = utc("2026-01-01T00:00"), utc("2027-01-01T00:00")
    assert closing_at(schedule, start) is None
    assert next_opening(schedule, start) is None
    assert open_seconds_between(schedule, start, end) == (end - start).total_seconds()


def test_evening_shift_goes_on_after_midnight():
    schedule = Schedule("Asia/Jakarta", (Interval(0, 1200, 1440), Interval(1, 0, 120)))
    evening = local("2026-03-02T21:00", "Asia/Jakarta")
    assert closing_at(schedule, evening) == local("2026-03-03T02:00", "Asia/Jakarta")


@pytest.mark.parametrize(
    ("zone", "day", "interval", "hours"),
    [
        ("America/New_York", "2026-03-08", (60, 240), 2),  # 1:00 to 4:00 while 2:00 to 3:00 is skipped
        ("America/New_York", "2026-03-08", (120, 180), 0),  # the skipped hour itself
        ("America/New_York", "2026-11-01", (60, 120), 2),  # the hour that comes twice
        ("America/New_York", "2026-11-01", (0, 1440), 25),
        ("Europe/Berlin", "2026-03-29", (0, 1440), 23),
        ("Europe/Berlin", "2026-03-29", (150, 210), 0.5),  # opens in the skipped hour
        ("Europe/Berlin", "2026-10-25", (120, 150), 1),  # half an hour, served twice
        ("Australia/Lord_Howe", "2026-04-05", (0, 1440), 24.5),
    ],
)
def test_day_on_which_the_clock_changes(zone, day, interval, hours):
    schedule = Schedule(zone, (Interval(6, *interval),))
    noon = local(f"{day}T12:00", zone)
    around = (noon - timedelta(days=2), noon + timedelta(days=2))
    assert open_seconds_between(schedule, *around) == hours * 3600


def test_shift_that_ends_in_the_hour_that_comes_twice_is_served_both_times():
    schedule = Schedule("Europe/Berlin", (Interval(6, 0, 150),))
    start = local("2026-10-25T00:00", "Europe/Berlin")
    assert [(span.start, span.end) for span in open_spans(schedule, start, start + timedelta(days=1))] == [
        (utc("2026-10-24T22:00"), utc("2026-10-25T00:30")),
        (utc("2026-10-25T01:00"), utc("2026-10-25T01:30")),
    ]


def test_holiday_is_closed_all_day():
    schedule = Schedule("UTC", OFFICE, holidays=frozenset({date(2026, 3, 3)}))
    assert next_opening(schedule, utc("2026-03-02T18:00")) == utc("2026-03-04T09:00")


def test_extra_hours_replace_the_weekday_even_on_a_holiday():
    extra = (DayHours(date(2026, 3, 3), 600, 660), DayHours(date(2026, 3, 3), 720, 780))
    schedule = Schedule("UTC", OFFICE, holidays=frozenset({date(2026, 3, 3)}), extra=extra)
    assert not is_open(schedule, utc("2026-03-03T09:30"))
    assert next_opening(schedule, utc("2026-03-02T18:00")) == utc("2026-03-03T10:00")
    assert open_seconds_between(schedule, utc("2026-03-03T00:00"), utc("2026-03-04T00:00")) == 7200


def test_team_without_hours_never_opens():
    assert next_opening(Schedule("UTC"), utc("2026-03-02T09:00")) is None
    assert not is_open(Schedule("UTC"), utc("2026-03-02T09:00"))


def test_search_for_an_opening_ends_after_sixty_days():
    monday = date(2026, 3, 2)
    away = frozenset(monday + timedelta(days=day) for day in range(70))
    schedule = Schedule("UTC", OFFICE, holidays=away)
    assert next_opening(schedule, utc("2026-03-02T09:00")) is None
    assert next_opening(schedule, utc("2026-03-20T09:00")) == utc("2026-05-11T09:00")


def test_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        is_open(Schedule("UTC", OFFICE), datetime(2026, 3, 2))  # noqa: DTZ001  the mistake under test


def test_nothing_is_open_between_an_end_and_its_start():
    assert open_seconds_between(Schedule("UTC", ALL_WEEK), utc("2026-03-03"), utc("2026-03-02")) == 0


hours = st.tuples(st.integers(0, 47), st.integers(1, 48)).filter(lambda pair: pair[0] < pair[1])
# Weeks around every change of clock in 2026, and one without.
mondays = st.sampled_from(
    ["2026-03-02", "2026-03-23", "2026-03-30", "2026-08-31", "2026-10-19", "2026-10-26", "2026-06-15"]
)


@st.composite
def schedules(draw):
    halves = draw(st.lists(st.tuples(st.integers(0, 6), hours), max_size=10))
    monday = date.fromisoformat(draw(mondays))
    days = st.integers(-1, 9).map(lambda day: monday + timedelta(days=day))
    extra = draw(st.lists(st.tuples(days, hours), max_size=3))
    schedule = Schedule(
        time_zone=draw(st.sampled_from(ZONES)),
        intervals=tuple(Interval(weekday, opens * 30, closes * 30) for weekday, (opens, closes) in halves),
        holidays=draw(st.frozensets(days, max_size=3)),
        extra=tuple(DayHours(day, opens * 30, closes * 30) for day, (opens, closes) in extra),
    )
    start = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    return schedule, start + draw(st.integers(0, 3 * 1440)) * MINUTE


def obviously_open(schedule, moment):
    wall = moment.astimezone(ZoneInfo(schedule.time_zone))
    minute = wall.hour * 60 + wall.minute
    rows = [each for each in schedule.extra if each.date == wall.date()]
    if not rows and wall.date() not in schedule.holidays:
        rows = [each for each in schedule.intervals if each.weekday == wall.weekday()]
    return any(each.opens <= minute < each.closes for each in rows)


def minute_by_minute(schedule, start, minutes):
    return [obviously_open(schedule, start + step * MINUTE) for step in range(minutes)]


@settings(deadline=None)
@given(schedules())
def test_seconds_agree_with_counting_every_minute(case):
    schedule, start = case
    minutes = 6 * 1440
    counted = sum(minute_by_minute(schedule, start, minutes)) * 60
    assert open_seconds_between(schedule, start, start + minutes * MINUTE) == counted


@settings(deadline=None)
@given(schedules())
def test_next_change_agrees_with_stepping_through_the_minutes(case):
    schedule, start = case
    steps = minute_by_minute(schedule, start, 6 * 1440)
    assert is_open(schedule, start) is steps[0]
    assume(True in steps and False in steps)
    change = start + steps.index(not steps[0]) * MINUTE
    assert closing_at(schedule, start) == (change if steps[0] else None)
    assert next_opening(schedule, start) == (None if steps[0] else change)


@settings(deadline=None)
@given(schedules(), st.timedeltas(timedelta(0), timedelta(days=6)))
def test_time_may_be_cut_anywhere(case, until_cut):
    schedule, start = case
    end = start + timedelta(days=6)
    parts = (
        open_seconds_between(schedule, start, start + until_cut),
        open_seconds_between(schedule, start + until_cut, end),
    )
    assert sum(parts) == pytest.approx(open_seconds_between(schedule, start, end), abs=1e-3)
