from __future__ import annotations

from datetime import UTC, datetime

import pytest

from journeys.cast import bea, team
from loket.assistant.models import AnswerTrace
from loket.assistant.policies import held
from loket.calendars.service_hours import Interval, Schedule
from loket.reception import people_at_hand
from loket.reception.readiness import prepare
from loket.reception.tests.story import KNOWN, says
from loket.reception.tests.test_message_path import statements
from loket.texts import held as ready_texts

pytestmark = pytest.mark.django_db

MONDAY_TEN = datetime(2026, 3, 2, 10, tzinfo=UTC)
MONDAY_NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)
OFFICE = Schedule("UTC", tuple(Interval(day, 9 * 60, 17 * 60) for day in range(5)))
NEVER = Schedule("UTC", (), frozenset(), ())


@pytest.fixture(autouse=True)
def _nothing_held():
    yield
    people_at_hand.forget()
    held.forget()


def holds(monkeypatch, *hours):
    monkeypatch.setattr(people_at_hand, "service_hours", lambda: list(hours))
    people_at_hand.forget()
    people_at_hand.refresh()


@pytest.mark.parametrize(
    ("schedule", "now", "expected"),
    [(OFFICE, MONDAY_TEN, True), (OFFICE, MONDAY_NIGHT, False), (NEVER, MONDAY_NIGHT, True)],
)
def test_people_are_at_hand_in_service_hours_and_where_no_hours_are_set(monkeypatch, schedule, now, expected):
    holds(monkeypatch, (team(), schedule))
    assert people_at_hand.is_at_hand("en", now) is expected


def test_the_team_of_the_language_is_asked(monkeypatch):
    night = Schedule("UTC", tuple(Interval(day, 0, 24 * 60) for day in range(7)))
    holds(monkeypatch, (team(), OFFICE), (team("portuguese", languages=("pt-BR",)), night))
    assert people_at_hand.is_at_hand("pt-BR", MONDAY_NIGHT)
    assert not people_at_hand.is_at_hand("en", MONDAY_NIGHT)


def test_without_a_team_or_before_the_first_look_nothing_is_held_to_be_closed():
    assert people_at_hand.is_at_hand("en", MONDAY_NIGHT)


def test_the_hours_are_looked_at_now_and_then_only(django_assert_num_queries):
    team()
    people_at_hand.refresh()
    with django_assert_num_queries(0):
        people_at_hand.refresh()


def test_a_turn_answers_by_the_sliders_and_the_hours_and_asks_the_database_for_neither(monkeypatch):
    closed = Schedule("UTC", (Interval(0, 0, 1),), frozenset(), ())
    before = bea()
    says(before, "hi")
    usual = len(statements(lambda: says(before, KNOWN)))
    holds(monkeypatch, (team(), closed))
    monkeypatch.setattr(people_at_hand, "is_open", lambda schedule, now: False)
    monkeypatch.setattr(held, "_steps", {"orders": "very_eager"})
    opened = bea()
    says(opened, "hi")
    assert len(statements(lambda: says(opened, KNOWN))) == usual
    found = AnswerTrace.objects.filter(conversation_id=opened.conversation.pk).latest("id").data
    assert (found["topic"], found["step"], found["people_at_hand"]) == ("orders", "very_eager", False)


def test_what_the_keeper_watches_is_looked_at_before_the_process_is_ready(monkeypatch):
    watched = []
    monkeypatch.setattr("loket.assistant.banks.keep", lambda *, study, beside, is_quiet: watched.extend(beside))
    prepare()
    assert watched == [held.refresh, people_at_hand.refresh, ready_texts.refresh]
