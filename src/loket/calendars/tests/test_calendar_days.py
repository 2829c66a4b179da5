from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.calendars.calendar_days import NoBusinessDay, add_business_days, end_of_calendar_day
from loket.calendars.tests.slow_reference import MINUTE, ZONES

# What skips or repeats the hour at midnight joins the zones that matter to the house.
zones = st.sampled_from([*sorted(ZONES), "Asia/Beirut", "America/Santiago", "America/Havana"])
moments = st.integers(0, 13 * 365 * 1440).map(lambda minute: datetime(2018, 1, 1, tzinfo=UTC) + minute * MINUTE)
changes = st.sampled_from(
    [
        ("America/Sao_Paulo", "2018-11-04T01:00"),
        ("America/Sao_Paulo", "2019-02-16T12:00"),
        ("Asia/Beirut", "2026-03-28T12:00"),
        ("America/Santiago", "2026-04-04T22:00"),
        ("America/Havana", "2026-10-31T22:00"),
        ("Australia/Lord_Howe", "2026-10-03T10:00"),
        ("Africa/Casablanca", "2026-02-14T22:00"),
    ]
).map(lambda pair: (pair[0], datetime.fromisoformat(pair[1]).replace(tzinfo=UTC)))


def local(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def first_minute_after(day, zone, start):
    """The slow way: step until the calendar on the wall shows a later day."""
    moment = start
    while moment.astimezone(ZoneInfo(zone)).date() <= day:
        moment += MINUTE
    return moment


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.tuples(zones, moments), changes), st.integers(0, 3))
def test_a_calendar_day_ends_at_the_first_minute_of_the_next(case, days):
    zone, start = case
    day = start.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    assert end_of_calendar_day(start, days, time_zone=zone) == first_minute_after(day, zone, start)


@settings(deadline=None, max_examples=60)
@given(zones, moments, st.integers(0, 4), st.frozensets(st.integers(0, 12)), st.frozensets(st.integers(0, 5)))
def test_business_days_agree_with_stepping_through_the_minutes(zone, start, days, closed_ahead, weekend):
    today = start.astimezone(ZoneInfo(zone)).date()
    closed = {today + timedelta(days=ahead) for ahead in closed_ahead}
    ahead = [today + timedelta(days=each) for each in range(40)]
    business = [day for day in ahead if day.weekday() not in weekend and day not in closed]
    wanted = business[0] if days == 0 else [day for day in business if day > today][days - 1]
    found = add_business_days(start, days, time_zone=zone, closed=closed.__contains__, weekend=weekend)
    assert found == first_minute_after(wanted, zone, max(start, found - timedelta(hours=30)))


@pytest.mark.parametrize(
    ("zone", "start", "ends"),
    [
        # Midnight does not exist on the morning of the change: the day ends when the clock jumps.
        ("America/Sao_Paulo", "2018-11-03T12:00", "2018-11-04T03:00"),
        ("Asia/Beirut", "2026-03-28T12:00", "2026-03-28T22:00"),
        # Midnight comes twice: the day is over at the first.
        ("America/Havana", "2026-10-31T12:00", "2026-11-01T04:00"),
        # The hour before midnight comes twice: the day ends after the second.
        ("America/Santiago", "2026-04-04T12:00", "2026-04-05T04:00"),
        ("Asia/Kathmandu", "2026-06-15T12:00", "2026-06-15T18:15"),
    ],
)
def test_the_midnight_of_a_day_on_which_the_clock_changes(zone, start, ends):
    found = end_of_calendar_day(local(start, zone), 0, time_zone=zone)
    assert found == datetime.fromisoformat(ends).replace(tzinfo=UTC)


def test_a_day_is_the_day_of_the_party_and_not_of_the_server():
    late_in_recife = local("2026-11-20T23:30", "America/Recife")
    ends = local("2026-11-24T00:00", "America/Recife")
    assert late_in_recife.astimezone(UTC).date() == date(2026, 11, 21)
    assert end_of_calendar_day(late_in_recife, 3, time_zone="America/Recife") == ends


def test_a_weekend_may_be_other_days():
    friday_and_saturday = frozenset({4, 5})
    thursday = local("2026-03-05T12:00", "Asia/Riyadh")
    found = add_business_days(
        thursday, 1, time_zone="Asia/Riyadh", closed=lambda day: False, weekend=friday_and_saturday
    )
    assert found == local("2026-03-09T00:00", "Asia/Riyadh")


def test_a_calendar_without_business_days_says_so():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with pytest.raises(NoBusinessDay):
        add_business_days(now, 1, time_zone="UTC", closed=lambda day: True)
    with pytest.raises(NoBusinessDay):
        add_business_days(now, 0, time_zone="UTC", closed=lambda day: False, weekend=frozenset(range(7)))


def test_days_are_not_taken_away_and_moments_have_a_zone():
    now = datetime(2026, 3, 2, tzinfo=UTC)
    with pytest.raises(ValueError, match="negative"):
        add_business_days(now, -1, time_zone="UTC", closed=lambda day: False)
    with pytest.raises(ValueError, match="time zone"):
        end_of_calendar_day(now.replace(tzinfo=None), 1, time_zone="UTC")
