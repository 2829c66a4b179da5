from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from loket.calendars.service_hours import ALL_WEEK, Interval, Schedule
from loket.desk.opening import say_opening

WEEKDAYS = tuple(Interval(day, 8 * 60, 20 * 60) for day in range(5))
# 1 December 2026 is a Tuesday.
NOON = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "now", "said"),
    [
        (Schedule("America/Sao_Paulo", WEEKDAYS), NOON, "Open now, until 8:00 PM Brasilia Time."),
        (Schedule("UTC", ALL_WEEK), NOON, "Open now, day and night."),
        (Schedule("UTC"), NOON, "Closed, with no hours in the next 60 days."),
        (
            Schedule("America/Sao_Paulo", WEEKDAYS),
            NOON.replace(hour=4),
            "Closed. Opens today at 8:00 AM Brasilia Time.",
        ),
        (
            Schedule("America/Sao_Paulo", WEEKDAYS),
            NOON.replace(day=5),
            "Closed. Opens on Monday at 8:00 AM Brasilia Time.",
        ),
    ],
)
def test_the_counter_is_said_in_one_sentence(schedule, now, said):
    with translation.override("en"):
        assert say_opening(schedule, now).replace("\u202f", " ").startswith(said)
