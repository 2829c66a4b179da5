from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from loket.calendars.public_holidays import UnknownPlace, countries, is_known, public_holidays, regions_of

YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize("country", ["BR", "ID", "ES", "CN", "US", "MX", "PL", "TR", "VN"])
def test_new_year_is_in_every_calendar_of_the_house(country):
    assert country in countries()
    assert date(2026, 1, 1) in public_holidays(country, "", *YEAR)


@pytest.mark.parametrize(
    ("language", "name"),
    [("", "Natal"), ("en", "Christmas Day"), ("pt-BR", "Natal"), ("id", "Christmas Day"), ("xx", "Christmas Day")],
)
def test_names_are_in_the_language_asked_for_where_the_library_has_it(language, name):
    assert public_holidays("BR", "", *YEAR, language=language)[date(2026, 12, 25)] == name


def test_a_region_adds_its_own_days_to_the_country():
    country, region = public_holidays("BR", "", *YEAR), public_holidays("BR", "SP", *YEAR)
    assert set(country) < set(region)
    assert date(2026, 7, 9) in region
    assert regions_of("BR")["SP"] == "São Paulo"


def test_days_come_in_order_over_the_turn_of_the_year():
    found = list(public_holidays("BR", "", date(2026, 12, 25), date(2027, 1, 1)))
    assert found == [date(2026, 12, 25), date(2027, 1, 1)]


def test_every_country_can_be_asked():
    for country in countries():
        public_holidays(country, "", *YEAR)
        assert isinstance(regions_of(country), dict)


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("", ""), ("BR", "Atlantis"), ("br", "")])
def test_an_unknown_place_is_named(country, region):
    assert not is_known(country, region)
    with pytest.raises(UnknownPlace):
        public_holidays(country, region, *YEAR)


def test_the_library_is_not_loaded_before_somebody_asks_for_a_holiday():
    code = (
        "import django, sys; django.setup(); import loket.config.urls, loket.calendars.jobs, loket.calendars.queries;"
        "sys.exit('holidays' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
