"""Ends of clocks in seven countries, worked out by hand with a calendar on the wall; each row says why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loket.calendars.public_holidays import public_holidays
from loket.calendars.service_hours import Span
from loket.disputes.machine.codes import RuleId
from loket.disputes.machine.counting import PartyCalendar, due_at
from loket.disputes.machine.policy import DeadlineRule, Unit
from loket.disputes.machine.tests.slow_reference import slow_due

ZONES = {
    "BR": "America/Sao_Paulo",
    "ID": "Asia/Jakarta",
    "MX": "America/Mexico_City",
    "US": "America/New_York",
    "DE": "Europe/Berlin",
    "CN": "Asia/Shanghai",
    "SG": "Asia/Singapore",
}
DAYS, BUSINESS, HOURS = Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS, Unit.HOURS


def calendar(country):
    days = public_holidays(country, "", date(2018, 1, 1), date(2027, 12, 31))
    return PartyCalendar(country, ZONES[country], frozenset(days).__contains__)


def local(country, text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONES[country]))


def rule(amount, unit, *, rolls=False):
    return DeadlineRule(RuleId.D2, amount, unit, rolls=rolls)


@pytest.mark.parametrize(
    ("country", "start", "amount", "unit", "due"),
    [
        # Monday noon: Tuesday to Saturday, over when Saturday is.
        ("BR", "2026-03-02 12:00", 5, DAYS, "2026-03-08 00:00"),
        # Half past eleven at night is already the next day in London, not in São Paulo.
        ("BR", "2026-11-20 23:30", 5, DAYS, "2026-11-26 00:00"),
        # Friday 20 November is Consciência Negra: Monday, Tuesday, Wednesday.
        ("BR", "2026-11-19 09:00", 3, BUSINESS, "2026-11-26 00:00"),
        # Carnival's Monday is no public holiday by law.
        ("BR", "2026-02-13 09:00", 1, BUSINESS, "2026-02-17 00:00"),
        # The night in which midnight was skipped: Saturday is over at one.
        ("BR", "2018-11-02 12:00", 1, DAYS, "2018-11-04 01:00"),
        # Monday 17 August is Independence Day: Tuesday, Wednesday.
        ("ID", "2026-08-14 16:00", 2, BUSINESS, "2026-08-20 00:00"),
        ("ID", "2026-08-14 16:00", 3, DAYS, "2026-08-18 00:00"),
        # Thursday is Nyepi, and Idul Fitri falls on the weekend: Friday, Monday.
        ("ID", "2026-03-18 10:00", 2, BUSINESS, "2026-03-24 00:00"),
        # Revolution Day is kept on the third Monday.
        ("MX", "2026-11-13 18:00", 1, BUSINESS, "2026-11-18 00:00"),
        # Mexico has no summer time since 2022.
        ("MX", "2026-04-03 12:00", 72, HOURS, "2026-04-06 12:00"),
        # Thanksgiving is the Thursday: Friday, Monday, Tuesday.
        ("US", "2026-11-25 10:00", 3, BUSINESS, "2026-12-02 00:00"),
        # The night to 8 March is an hour short.
        ("US", "2026-03-06 12:00", 72, HOURS, "2026-03-09 13:00"),
        ("US", "2026-03-04 12:00", 5, DAYS, "2026-03-10 00:00"),
        # 4 July is a Saturday, so Friday the 3rd is off: Monday.
        ("US", "2026-07-02 12:00", 1, BUSINESS, "2026-07-07 00:00"),
        # Germany's clock goes forward on 29 March and back on 25 October.
        ("DE", "2026-03-28 12:00", 48, HOURS, "2026-03-30 13:00"),
        ("DE", "2026-10-24 12:00", 24, HOURS, "2026-10-25 11:00"),
        # Good Friday and Easter Monday: Tuesday.
        ("DE", "2026-04-02 12:00", 1, BUSINESS, "2026-04-08 00:00"),
        # National Day week, 1 to 7 October: Thursday 8, Friday 9.
        ("CN", "2026-09-30 17:00", 2, BUSINESS, "2026-10-10 00:00"),
        # Chinese New Year is Tuesday 17 and Wednesday 18 February: 16, 19, 20, 23, 24, 25, 26.
        ("SG", "2026-02-13 12:00", 7, BUSINESS, "2026-02-27 00:00"),
        ("SG", "2026-04-02 12:00", 1, BUSINESS, "2026-04-07 00:00"),
    ],
)
def test_a_clock_ends_where_the_calendar_on_the_wall_says(country, start, amount, unit, due):
    found = due_at(rule(amount, unit), local(country, start), calendar(country))
    assert found == local(country, due)


@pytest.mark.parametrize(
    ("delivered", "due"),
    [
        # Fourteen days end on Sunday 3 May: Monday.
        ("2026-04-19 10:00", "2026-05-05 00:00"),
        # They end on Labour Day, a Friday: Monday.
        ("2026-04-17 10:00", "2026-05-05 00:00"),
        # They end on an ordinary Thursday.
        ("2026-04-16 10:00", "2026-05-01 00:00"),
    ],
)
def test_the_european_withdrawal_moves_to_the_next_working_day(delivered, due):
    found = due_at(rule(14, DAYS, rolls=True), local("DE", delivered), calendar("DE"))
    assert found == local("DE", due)


def test_days_of_the_spring_festival_do_not_count():
    festival = Span(local("CN", "2026-02-15 00:00"), local("CN", "2026-02-24 00:00"))
    found = due_at(rule(5, DAYS), local("CN", "2026-02-13 17:00"), calendar("CN"), pauses=[festival])
    # The 14th, then the 24th to the 27th.
    assert found == local("CN", "2026-02-28 00:00")


def test_days_that_a_hold_touches_do_not_count_and_hours_stand_still():
    hold = Span(local("DE", "2026-06-08 10:00"), local("DE", "2026-06-10 15:00"))
    start = local("DE", "2026-06-06 09:00")
    # Sunday, then Thursday to Sunday.
    assert due_at(rule(5, DAYS), start, calendar("DE"), pauses=[hold]) == local("DE", "2026-06-15 00:00")
    assert due_at(rule(72, HOURS), start, calendar("DE"), pauses=[hold]) == local("DE", "2026-06-11 14:00")


def test_an_extension_is_so_many_of_its_own_units():
    start = local("BR", "2026-03-02 12:00")
    assert due_at(rule(7, DAYS), start, calendar("BR"), extensions=[7]) == local("BR", "2026-03-17 00:00")


def test_a_hold_of_two_years_ends_all_the_same():
    start = local("US", "2026-03-02 12:00")
    hold = Span(start, start + timedelta(days=730))
    found = due_at(rule(5, DAYS), start, calendar("US"), pauses=[hold])
    assert found >= hold.end + timedelta(days=4)


MINUTE, NEW_YEAR = timedelta(minutes=1), datetime(2025, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3 * 365 * 1440).map(lambda minute: NEW_YEAR + minute * MINUTE)


@settings(deadline=None, max_examples=80)
@given(
    st.sampled_from(sorted(ZONES)), moments, st.integers(1, 8), st.sampled_from([DAYS, BUSINESS]),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 3000)), max_size=3), st.booleans(),
)  # fmt: skip
def test_days_agree_with_walking_through_them(country, start, amount, unit, stretches, rolls):
    pauses = [Span(start + begin * MINUTE, start + (begin + length) * MINUTE) for begin, length in stretches]
    given_rule = rule(amount, unit, rolls=rolls)
    found = due_at(given_rule, start, calendar(country), pauses=pauses)
    assert found == slow_due(given_rule, start, calendar(country), pauses=pauses)


@settings(deadline=None, max_examples=40)
@given(moments, st.integers(1, 80), st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 900)), max_size=3))
def test_hours_agree_with_walking_through_the_minutes(start, amount, stretches):
    pauses = [Span(start + begin * MINUTE, start + (begin + length) * MINUTE) for begin, length in stretches]
    plain = PartyCalendar("BR", "UTC")
    assert due_at(rule(amount, HOURS), start, plain, pauses=pauses) == slow_due(
        rule(amount, HOURS), start, plain, pauses=pauses
    )
