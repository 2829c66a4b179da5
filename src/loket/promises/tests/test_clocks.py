from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from loket.calendars.service_hours import Interval, Schedule
from loket.calendars.tests.slow_reference import MINUTE, counted, weeks
from loket.promises import clocks
from loket.promises.clocks import (
    LONGEST_RENEWAL,
    NEVER,
    PLAIN_TIME,
    is_later,
    plain_strikes_of,
    renewal_of,
    strikes_of,
)
from loket.promises.turns import Pause

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE = Schedule("Europe/Madrid", tuple(Interval(day, 9 * 60, 17 * 60) for day in range(5)))
# A Friday afternoon, an hour before the office closes.
FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


@settings(deadline=None, max_examples=80)
@given(weeks(), st.integers(1, 40 * 60))
def test_working_time_strikes_as_counting_every_minute_does(week, minutes):
    schedule, start, spans = week
    pauses = [Pause(span.start, span.end) for span in spans if span.start < span.end]
    so_far = list(accumulate(counted(schedule, start, spans)))
    found = strikes_of(schedule, start, minutes * MINUTE, pauses=pauses)
    if so_far[-1] < minutes:
        assert found.due_at is None or found.due_at > start + len(so_far) * MINUTE
        return
    assert found.due_at == start + (so_far.index(minutes) + 1) * MINUTE
    assert start <= found.warn_at <= found.due_at


@settings(deadline=None, max_examples=80)
@given(weeks(), st.integers(1, 5 * 1440))
def test_plain_time_needs_no_hours_but_ends_when_somebody_was_there(week, minutes):
    schedule, start, _spans = week
    so_far = list(accumulate(counted(schedule, start)))
    there = min(60, minutes)
    found = plain_strikes_of(schedule, start, minutes * MINUTE)
    if so_far[-1] < there:
        assert found.due_at >= start + minutes * MINUTE
        return
    assert found.due_at == max(start + minutes * MINUTE, start + (so_far.index(there) + 1) * MINUTE)


@settings(deadline=None, max_examples=80)
@given(weeks(), st.integers(1, 3 * 1440), st.integers(1, 3 * 1440))
def test_a_pause_moves_the_date_back_by_what_would_have_counted_in_it(week, before, length):
    schedule, start, _spans = week
    pause = Pause(start + before * MINUTE, start + (before + length) * MINUTE)
    target = 4 * HOUR
    without, with_pause = strikes_of(schedule, start, target), strikes_of(schedule, start, target, pauses=[pause])
    if without.due_at is None or with_pause.due_at is None:
        return
    assert with_pause.due_at >= without.due_at
    assert clocks.counted(schedule, start, with_pause.due_at, pauses=[pause]) == target


def test_over_the_weekend_nothing_counts_and_plain_time_waits_for_the_monday():
    assert strikes_of(OFFICE, FRIDAY, 2 * HOUR).due_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert plain_strikes_of(OFFICE, FRIDAY + 2 * HOUR, DAY).due_at == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert plain_strikes_of(OFFICE, FRIDAY, DAY).due_at == FRIDAY + DAY


def test_while_it_stands_still_and_where_nobody_ever_comes_nothing_strikes():
    assert strikes_of(PLAIN_TIME, FRIDAY, DAY, pauses=[Pause(FRIDAY + HOUR)]) == NEVER
    assert strikes_of(Schedule("UTC"), FRIDAY, HOUR) == NEVER
    assert plain_strikes_of(Schedule("UTC"), FRIDAY, DAY).due_at == FRIDAY + DAY


def test_after_a_breach_it_takes_as_long_again_and_not_for_ever():
    assert renewal_of(DAY, DAY) == DAY
    assert renewal_of(DAY, 3 * DAY) == 3 * DAY
    assert renewal_of(10 * MINUTE, 10 * MINUTE) == 4 * HOUR
    assert renewal_of(DAY, 90 * DAY) == LONGEST_RENEWAL


def test_a_date_is_another_one_when_it_is_later_by_more_than_minutes():
    assert not is_later(FRIDAY + 4 * MINUTE, FRIDAY)
    assert is_later(FRIDAY + 6 * MINUTE, FRIDAY)
    assert not is_later(FRIDAY - HOUR, FRIDAY)
    assert not is_later(None, FRIDAY)
