from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from journeys.cast import ada, bea, max_, team
from loket.assistant.sentences import sentence
from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import Interval
from loket.conversations.models import QueueEntry
from loket.reception import speech
from loket.reception.queries import QueueStatus, answer_by, answer_by_of, counter_state, queue_status
from loket.reception.tests.story import WISH, ago, asks_for_person, at_the_desk, now_of, says

INTERFACE_TAGS = ("en", "pt-BR", "id", "es")
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("UTC"))  # a Wednesday
RANGE = QueueStatus(7, (240, 600), "range", None)
UNDER = QueueStatus(1, (0, 180), "under", None)
NO_NUMBER = QueueStatus(2, None, "range", None)
CLOSED = QueueStatus(1, None, "range", NOW + timedelta(hours=20))
OTHERS = sorted(json.loads((resources.files("loket.assistant") / "wording" / "others.json").read_text("utf-8")))


def handover(language, status=RANGE, time_zone="UTC"):
    return speech.handover_text(language, status, number="ABCD1234", time_zone=time_zone, now=NOW)


def wait(status, *, language="en", time_zone="UTC"):
    with speech.in_language(language):
        return speech.wait_text(status, time_zone=time_zone, now=NOW)


@pytest.mark.parametrize("language", INTERFACE_TAGS)
@pytest.mark.parametrize("status", [RANGE, UNDER, NO_NUMBER, CLOSED])
def test_the_hand_over_is_all_in_the_customers_language_with_the_number(language, status):
    text, used = handover(language, status)
    assert used == language
    assert text.startswith(sentence("handover", language)[0])
    assert "ABCD1234" in text
    assert "%(" not in text


@pytest.mark.parametrize("language", OTHERS)
def test_the_hand_over_begins_in_the_customers_own_language(language):
    text, used = handover(language)
    assert used.split("-")[0] == language.split("-")[0]
    assert text.startswith(sentence("handover", language)[0])
    assert sentence("handover", language)[0] != sentence("handover", "en")[0]
    assert "ABCD1234" in text


def test_there_are_thirty_languages_and_more():
    assert len({tag.split("-")[0] for tag in (*OTHERS, *INTERFACE_TAGS)}) >= 30


@pytest.mark.parametrize("language", ["xx", "", "nonsense", "tlh"])
def test_where_there_is_no_sentence_it_is_english_and_says_so(language):
    assert handover(language)[1] == "en"


def test_waiting_is_told_as_place_and_range():
    assert wait(RANGE) == "You are number 7 in line. It will take about 4 to 10 minutes."
    assert wait(UNDER) == "You are number 1 in line. It will take under 3 minutes."
    assert wait(QueueStatus(1, (0, 60), "under", None)).endswith("under 1 minute.")


def test_where_no_honest_number_exists_none_is_told():
    assert "no honest time" in wait(NO_NUMBER)
    assert not any(character.isdigit() for character in wait(NO_NUMBER).replace("number 2", ""))


@pytest.mark.parametrize(
    ("time_zone", "told"),
    [
        ("America/Recife", "Thursday, November 26, 5:00\N{NO-BREAK SPACE}AM"),
        ("Asia/Jakarta", "Thursday, November 26, 3:00\N{NO-BREAK SPACE}PM"),
        ("", "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
        ("Nowhere/At_All", "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
        ("../../etc/passwd", "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
        ("America", "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
        ("\0", "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
        ("x" * 500, "Thursday, November 26, 8:00\N{NO-BREAK SPACE}AM"),
    ],
)
def test_outside_hours_the_moment_is_in_the_buyers_own_zone(time_zone, told):
    assert told in wait(CLOSED, time_zone=time_zone)


def test_today_only_the_time_is_told():
    status = QueueStatus(1, None, "range", NOW + timedelta(hours=2))
    assert "2:00" in wait(status)
    assert "November" not in wait(status)


@pytest.mark.parametrize("language", [*INTERFACE_TAGS, "de"])
@pytest.mark.parametrize("which", ["requeued", "given_back", "reminder", "closed", "transferred"])
def test_every_notice_exists_in_every_language(which, language):
    text = speech.notice(language, which, name="100% Ada", number="ABCD1234", when="8:00")
    assert text
    assert "%(" not in text


def test_speaking_to_a_customer_does_not_change_the_language_of_the_page():
    with translation.override("es"):
        handover("id")
        assert translation.get_language() == "es"


def opens(line, weekday, opens_at, closes_at):
    set_service_hours(line, intervals=[Interval(weekday, opens_at, closes_at)], by=None)


def always_open(line):
    set_service_hours(line, intervals=[Interval(day, 0, 24 * 60) for day in range(7)], by=None)


@pytest.mark.django_db
class TestCounter:
    def test_with_nobody_at_the_desk_the_place_is_kept_without_a_number(self):
        always_open(team(members=(ada(),)))
        opened = bea()
        asks_for_person(opened)
        status = queue_status(now_of(opened), timezone.now())
        assert (status.position, status.wait_seconds, status.opens_at) == (1, None, None)

    def test_with_somebody_there_a_range_is_told_and_kept_as_a_promise(self):
        always_open(team(members=(ada(),)))
        at_the_desk(ada())
        opened = bea()
        (said,) = asks_for_person(opened)
        entry = QueueEntry.objects.get(conversation=opened.conversation)
        low, high = queue_status(now_of(opened), timezone.now()).wait_seconds
        assert (entry.promised_low, entry.promised_high) == (low, high)
        assert "minute" in said.text

    @pytest.mark.parametrize("gone", ["away", "unseen", "inactive"])
    def test_only_who_is_there_counts(self, gone):
        always_open(team(members=(ada(), max_())))
        at_the_desk(ada(), seen=ago(minutes=10) if gone == "unseen" else None)
        user = ada().user
        user.away_since = timezone.now() if gone == "away" else None
        user.is_active = gone != "inactive"
        user.save()
        assert counter_state("en", timezone.now()).wait_seconds is None

    def test_outside_hours_the_opening_and_the_answer_are_right(self):
        line = team(members=(ada(),))
        line.time_zone = "America/Sao_Paulo"
        line.save()
        opens(line, 3, 9 * 60, 18 * 60)
        opened = bea()
        asks_for_person(opened)
        conversation = now_of(opened)
        expected = datetime(2026, 11, 26, 9, 0, tzinfo=ZoneInfo("America/Sao_Paulo"))
        assert queue_status(conversation, NOW).opens_at == expected
        status = replace(queue_status(conversation, NOW), promised_by=None)
        assert answer_by_of(status, NOW) == expected + timedelta(hours=1)
        state = counter_state("en", NOW)
        assert (state.open, state.opens_at, state.time_zone) == (False, expected, "America/Sao_Paulo")

    def test_without_any_team_it_waits_all_the_same_and_is_told_so(self):
        opened = bea()
        (said,) = says(opened, WISH)
        assert now_of(opened).state == "queued"
        assert counter_state("en", NOW).open is False
        entry = QueueEntry.objects.get(conversation=opened.conversation)
        # Nobody comes by, and an answer is owed all the same: that of a simple question, in a day.
        assert answer_by(now_of(opened), NOW) == entry.joined_at + timedelta(hours=24)
        assert "You have our answer by" in said.text

    def test_a_team_that_never_opens_promises_no_moment(self):
        set_service_hours(team(), intervals=[], by=None)
        opened = bea()
        asks_for_person(opened)
        assert queue_status(now_of(opened), NOW).opens_at is None

    def test_the_team_is_the_one_of_the_language(self):
        team()
        spanish = team("spanish", languages=("es",))
        opened = bea(language="es")
        asks_for_person(opened)
        assert now_of(opened).team == spanish

    def test_who_does_not_wait_has_no_place(self):
        assert queue_status(bea().conversation, NOW) is None
        assert answer_by(bea().conversation, NOW) is None


def test_the_answer_comes_by_the_end_of_the_range():
    assert answer_by_of(RANGE, NOW) == NOW + timedelta(minutes=10)
