from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from babel import Locale
from django.utils import translation

from loket.design.wording import find_zone, page_locale, say_clock_time, say_exact_time, say_size, say_time

NOW = datetime(2026, 3, 12, 18, 0, tzinfo=UTC)
SAO_PAULO = ZoneInfo("America/Sao_Paulo")


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 3, 12, 17, 5, tzinfo=UTC), "today 14:05"),
        (datetime(2026, 3, 12, 2, 30, tzinfo=UTC), "yesterday 23:30"),
        (datetime(2026, 3, 13, 11, 0, tzinfo=UTC), "tomorrow 08:00"),
        (datetime(2026, 1, 3, 12, 0, tzinfo=UTC), "3 de jan."),
        (datetime(2024, 1, 3, 12, 0, tzinfo=UTC), "3 de jan. de 2024"),
    ],
)
def test_times_are_said_as_in_the_place_of_the_reader(when, said):
    with translation.override("en"):
        assert say_time(when, NOW, zone=SAO_PAULO, locale=Locale("pt", "BR")) == said


def test_exact_time_names_day_and_zone():
    said = say_exact_time(NOW, zone=SAO_PAULO, locale=Locale("en"))
    assert said == "Thursday, 12 March 2026 15:00 (-03)"


def test_english_clock_has_a_space_that_fonts_know():
    assert say_clock_time(NOW, zone=UTC, locale=Locale("en")) == "6:00\N{NO-BREAK SPACE}PM"


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (340_400, "340 kB"), (999_700, "1 MB"), (2_440_000, "2,4 MB")],
)
def test_sizes_are_said_in_steps_of_a_thousand(size, said):
    assert say_size(size, locale=Locale("id")).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize("zone", [None, "", "Mars/Olympus", "../etc/passwd", "\x00"])
def test_an_unknown_zone_is_the_zone_of_the_page(zone):
    assert find_zone(zone) is not None


@pytest.mark.parametrize(("code", "language"), [("pt-br", "pt"), ("id", "id"), ("tlh", "en")])
def test_formats_follow_the_language_of_the_page(code, language):
    with translation.override(code):
        assert page_locale().language == language
