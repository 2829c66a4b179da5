from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from loket.calendars.festivals import FESTIVAL_NAMES, coming_festivals, festival_named, festivals
from loket.calendars.public_holidays import public_holidays


def test_each_festival_is_known_from_2025_to_2030():
    assert sorted(each.key for each in festivals()) == sorted(
        f"{festival}-{year}" for festival in FESTIVAL_NAMES for year in range(2025, 2031)
    )


@pytest.mark.parametrize("festival", festivals(), ids=lambda each: each.key)
def test_a_festival_lasts_days_and_its_name_can_be_said(festival):
    assert timedelta(days=4) <= festival.last - festival.first <= timedelta(days=10)
    with translation.override("en"):
        assert festival.name in {"Spring Festival", "Lebaran"}


@pytest.mark.parametrize("year", range(2025, 2031))
def test_the_spring_festival_holds_the_days_that_the_law_names(year):
    found = festival_named(f"spring_festival-{year}")
    named = public_holidays("CN", "", date(year, 1, 20), date(year, 2, 28), language="en")
    by_law = [day for day, name in named.items() if "Chinese New Year" in name and "observed" not in name]
    assert by_law
    assert all(found.first <= day <= found.last for day in by_law)


def test_what_is_over_is_not_offered_and_what_is_far_is_not_yet():
    found = coming_festivals(date(2026, 2, 23), within=timedelta(days=60))
    assert [each.key for each in found] == ["spring_festival-2026", "lebaran-2026"]
    assert [each.key for each in coming_festivals(date(2026, 2, 24), within=timedelta(days=60))] == ["lebaran-2026"]
    assert festival_named("carnival-2026") is None
