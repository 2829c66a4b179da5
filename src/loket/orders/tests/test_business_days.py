from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.rulebook.business_days import WEEKENDS, after_business_days, weekends

THURSDAY = date(2026, 11, 5)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("market", "day"),
    [("", 6), ("BR", 6), ("AE", 6), ("SA", 8), ("EG", 8), ("BN", 7), ("NP", 6)],
)
def test_the_next_business_day_is_after_the_weekend_of_the_market(market, day):
    assert after_business_days(THURSDAY, 1, closed=weekends(market)) == date(2026, 11, day)


def test_holidays_are_left_out_where_somebody_knows_them():
    def closed(day):
        return weekends("BR")(day) or day in {date(2026, 11, 6), date(2026, 11, 9)}

    assert after_business_days(THURSDAY, 1, closed=closed) == date(2026, 11, 10)


@given(DAYS, st.integers(0, 60), st.sampled_from(["", *WEEKENDS]))
def test_so_many_days_on_which_people_work_lie_between(start, count, market):
    closed = weekends(market)
    end = after_business_days(start, count, closed=closed)
    between = [start + timedelta(days=each) for each in range(1, (end - start).days + 1)]
    assert sum(not closed(each) for each in between) == count
    assert not between or not closed(end)


def test_a_calendar_that_is_always_closed_ends_nevertheless():
    assert after_business_days(THURSDAY, 3, closed=lambda _day: True) < date(2027, 2, 1)
