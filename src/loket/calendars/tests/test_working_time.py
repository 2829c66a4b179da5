from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.calendars.service_hours import ALL_WEEK, DayHours, Interval, Schedule, Span
from loket.calendars.tests.slow_reference import MINUTE, ZONES, counted, weeks
from loket.calendars.working_time import GIVE_UP_AFTER, add_working, elapsed_working

HOUR = timedelta(hours=1)
OFFICE = tuple(Interval(weekday, 9 * 60, 18 * 60) for weekday in range(5))
SPLIT = tuple(Interval(weekday, *hours) for weekday in range(5) for hours in ((480, 720), (840, 1080)))
zones = st.sampled_from(sorted(ZONES))
years = st.integers(0, 13 * 365 * 86400).map(lambda second: datetime(2018, 1, 1, tzinfo=UTC) + timedelta(0, second))


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@settings(deadline=None, max_examples=60)
@given(weeks(), st.integers(1, 60 * 60))
def test_adding_agrees_with_counting_every_minute(week, minutes):
    schedule, start, pauses = week
    so_far = list(accumulate(counted(schedule, start, pauses)))
    found = add_working(schedule, start, minutes * MINUTE, pauses=pauses)
    if so_far[-1] < minutes:
        assert found is None or found > start + len(so_far) * MINUTE
        return
    assert found == start + (so_far.index(minutes) + 1) * MINUTE


@settings(deadline=None, max_examples=60)
@given(weeks(), st.integers(0, 7 * 1440))
def test_elapsed_agrees_with_counting_every_minute(week, until):
    schedule, start, pauses = week
    slow = sum(counted(schedule, start, pauses)[:until])
    assert elapsed_working(schedule, start, start + until * MINUTE, pauses=pauses) == slow * MINUTE


@settings(deadline=None)
@given(weeks(), st.timedeltas(timedelta(microseconds=1), timedelta(hours=100)))
def test_what_was_added_has_elapsed_and_not_a_moment_earlier(week, amount):
    schedule, start, pauses = week
    due = add_working(schedule, start, amount, pauses=pauses)
    if due is None:
        assert elapsed_working(schedule, start, start + GIVE_UP_AFTER, pauses=pauses) < amount
        return
    assert elapsed_working(schedule, start, due, pauses=pauses) == amount
    assert elapsed_working(schedule, start, due - timedelta(microseconds=1), pauses=pauses) < amount


@settings(deadline=None)
@given(weeks(), *[st.timedeltas(timedelta(), timedelta(hours=40))] * 2)
def test_two_amounts_one_after_the_other_are_their_sum(week, first, second):
    schedule, start, pauses = week
    between = add_working(schedule, start, first, pauses=pauses)
    if between is not None:
        at_once = add_working(schedule, start, first + second, pauses=pauses)
        assert add_working(schedule, between, second, pauses=pauses) == at_once


@given(zones, years, st.timedeltas(timedelta(), timedelta(days=200)))
def test_day_and_night_is_the_wall_clock_and_loses_no_minute_at_midnight(zone, start, amount):
    schedule = Schedule(zone, ALL_WEEK)
    assert add_working(schedule, start, amount) == start + amount
    assert elapsed_working(schedule, start, start + amount) == amount


def test_a_promise_runs_by_working_hours_and_not_by_the_wall_clock():
    friday_evening = utc("2026-03-06T17:00")
    assert add_working(Schedule("UTC", OFFICE), friday_evening, 4 * HOUR) == utc("2026-03-09T12:00")


def test_the_lunch_break_of_a_split_shift_does_not_count():
    schedule = Schedule("UTC", SPLIT)
    assert add_working(schedule, utc("2026-03-02T11:30"), HOUR) == utc("2026-03-02T14:30")
    assert elapsed_working(schedule, utc("2026-03-02T08:00"), utc("2026-03-02T18:00")) == 8 * HOUR


def test_a_shift_over_midnight_counts_through():
    schedule = Schedule("UTC", (Interval(0, 1200, 1440), Interval(1, 0, 120)))
    assert add_working(schedule, utc("2026-03-02T23:00"), 2 * HOUR) == utc("2026-03-03T01:00")


def test_an_amount_that_fills_the_day_is_due_when_it_closes_and_not_the_next_morning():
    assert add_working(Schedule("UTC", OFFICE), utc("2026-03-02T06:00"), 9 * HOUR) == utc("2026-03-02T18:00")


def test_nothing_is_due_at_once_even_while_closed():
    assert add_working(Schedule("UTC"), utc("2026-03-01T03:00"), timedelta()) == utc("2026-03-01T03:00")


def test_extra_hours_on_a_holiday_count():
    day = date(2026, 3, 3)
    schedule = Schedule("UTC", OFFICE, holidays=frozenset({day}), extra=(DayHours(day, 600, 660),))
    assert add_working(schedule, utc("2026-03-02T17:00"), 3 * HOUR) == utc("2026-03-04T10:00")


def test_time_in_which_the_customer_has_the_turn_does_not_count():
    asked = Span(utc("2026-03-02T10:00"), utc("2026-03-03T09:30"))
    schedule = Schedule("UTC", OFFICE)
    assert add_working(schedule, utc("2026-03-02T09:00"), 4 * HOUR, pauses=[asked]) == utc("2026-03-03T12:30")
    assert elapsed_working(schedule, utc("2026-03-02T09:00"), utc("2026-03-03T12:30"), pauses=[asked]) == 4 * HOUR


def test_pauses_may_overlap_repeat_run_backwards_and_come_in_any_order():
    pause = Span(utc("2026-03-02T10:00"), utc("2026-03-02T12:00"))
    later = Span(utc("2026-03-02T11:00"), utc("2026-03-02T13:00"))
    backwards = Span(utc("2026-03-02T17:00"), utc("2026-03-02T14:00"))
    pauses = [later, backwards, pause, pause]
    assert elapsed_working(Schedule("UTC", OFFICE), utc("2026-03-02"), utc("2026-03-03"), pauses=pauses) == 6 * HOUR


def closed_for(days):
    first = date(2026, 3, 3)
    return Schedule("UTC", ALL_WEEK, holidays=frozenset(first + timedelta(days=ahead) for ahead in range(days)))


def test_a_team_that_closes_for_400_days_gets_no_date():
    monday = utc("2026-03-02T23:00")
    assert add_working(closed_for(399), monday, 2 * HOUR) == monday + timedelta(days=399) + 2 * HOUR
    assert add_working(closed_for(400), monday, 2 * HOUR) is None
    assert add_working(closed_for(400), monday, HOUR) == monday + HOUR
    assert add_working(Schedule("UTC"), monday, HOUR) is None


def test_a_pause_without_an_end_gives_no_date():
    for_good = Span(utc("2026-03-02"), utc("2999-01-01"))
    assert add_working(Schedule("UTC", OFFICE), utc("2026-03-02T09:00"), HOUR, pauses=[for_good]) is None


def test_a_year_of_working_time_is_found_quickly():
    began = time.perf_counter()
    for _each in range(10):
        assert add_working(Schedule("America/New_York", SPLIT), utc("2026-03-02T09:00"), 2000 * HOUR) is not None
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize("moment", [datetime(2026, 3, 2), datetime(2026, 3, 2, 9, 30)])  # noqa: DTZ001  the mistake under test
def test_a_moment_without_a_time_zone_is_refused(moment):
    with pytest.raises(ValueError, match="time zone"):
        add_working(Schedule("UTC", OFFICE), moment, HOUR)
    with pytest.raises(ValueError, match="time zone"):
        elapsed_working(Schedule("UTC", OFFICE), moment, moment)


def test_working_time_is_not_taken_away():
    with pytest.raises(ValueError, match="negative"):
        add_working(Schedule("UTC", OFFICE), utc("2026-03-02"), -HOUR)
