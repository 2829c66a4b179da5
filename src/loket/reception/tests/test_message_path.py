from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.cast import actor, ada, bea, team, writes
from loket.assistant.decisions import HandOver, Silence
from loket.assistant.models import AnswerTrace
from loket.conversations.actions.closures import close
from loket.conversations.models import Message, QueueEntry
from loket.files.actions import UploadNotFound, store_upload
from loket.files.tests.making import photo
from loket.history.models import Event
from loket.people.actors import SYSTEM
from loket.reception import actions, jobs
from loket.reception.actions import act_on, hand_over, receive, take_turn
from loket.reception.counter import take
from loket.reception.tests.story import KNOWN, UNKNOWN, WISH, asks_for_person, now_of, says

pytestmark = pytest.mark.django_db


def jobs_of(opened):
    return ProcrastinateJob.objects.filter(lock=opened.conversation.subject)


def events_of(opened):
    return list(Event.objects.filter(subject=opened.conversation.subject).values_list("action", flat=True))


def test_an_answer_names_its_article_and_gives_the_customer_the_turn():
    opened = bea()
    (reply,) = says(opened, KNOWN)
    assert (reply.sender, reply.kind, reply.language) == ("assistant", "answer", "en")
    assert reply.sources == [
        {"article": "cancel-order", "title": KNOWN, "url": "/en/help/cancel-order"},
    ]
    assert now_of(opened).state == "waiting_customer"


def test_why_it_answered_so_is_kept():
    opened = bea()
    (reply,) = says(opened, KNOWN)
    trace = AnswerTrace.objects.get(conversation_id=opened.conversation.pk)
    assert (trace.decision, trace.message, trace.after_sequence) == ("reply", reply, 1)
    assert trace.data["candidates"][0]["article"] == "cancel-order"


def test_the_answer_is_in_the_language_that_was_written():
    (reply,) = says(bea(language="en"), "mau batalin pesanan saya dong")
    assert reply.language == "id"


def test_a_wish_for_a_person_is_honoured_in_the_same_turn():
    team()
    opened = bea(language="pt-BR")
    replies = says(opened, "quero falar com uma pessoa")
    assert [(reply.kind, reply.sender, reply.language) for reply in replies] == [("handover", "system", "pt-BR")]
    assert opened.conversation.number in replies[0].text
    assert now_of(opened).state == "queued"


def test_after_the_hand_over_the_assistant_is_silent():
    team()
    opened = bea()
    asks_for_person(opened)
    assert says(opened, KNOWN) == []
    assert not jobs_of(opened).exists()


def test_a_turn_that_was_taken_is_not_taken_again():
    opened = bea()
    says(opened, KNOWN)
    assert take_turn(opened.conversation.pk) == []
    assert take_turn(opened.conversation.pk, wait=True) == []
    assert now_of(opened).last_sequence == 2


def test_a_burst_is_answered_once():
    opened = bea()
    for text in ("hi", KNOWN):
        receive(opened.conversation, writes(text), by=actor(opened))
    assert [reply.kind for reply in take_turn(opened.conversation.pk)] == ["answer"]
    assert take_turn(opened.conversation.pk) == []


def test_thanks_for_the_second_time_need_no_answer_but_give_the_customer_the_turn():
    opened = bea()
    says(opened, KNOWN)
    while says(opened, "thanks"):
        assert now_of(opened).last_sequence < 12
    assert now_of(opened).state == "waiting_customer"


def test_a_picture_alone_is_seen_as_one():
    opened = bea()
    upload = store_upload(SimpleUploadedFile("a.jpg", photo()), scope=opened.conversation.subject).pk
    says(opened, "", uploads=(upload,))
    assert AnswerTrace.objects.get(conversation_id=opened.conversation.pk).data["meaning"] == "picture"


def test_solved_closes_the_case_and_is_recorded_as_solved():
    opened = bea()
    (reply,) = says(opened, KNOWN)
    assert "solved" in [option["id"] for option in reply.options]
    (farewell,) = says(opened, "Yes", choice="solved")
    assert farewell.sender == "assistant"
    assert now_of(opened).state == "closed"
    assert events_of(opened)[-2:] == ["conversation.solved", "conversation.closed"]


def test_a_reopened_case_of_the_assistant_starts_with_a_clean_memory():
    team()
    opened = bea()
    says(opened, UNKNOWN)
    close(opened.conversation.pk, by=SYSTEM)
    assert [reply.kind for reply in says(opened, UNKNOWN)] != ["handover"]
    assert now_of(opened).owner == "assistant"


def test_a_reopened_case_of_a_person_is_told_that_it_waits():
    team()
    opened = bea()
    says(opened, WISH)
    take(opened.conversation.pk, by=ada())
    close(opened.conversation.pk, by=ada())
    received = receive(opened.conversation, writes("it broke again"), by=actor(opened))
    last = Message.objects.filter(conversation=opened.conversation).latest("sequence")
    assert received.notices == (last,)
    assert (last.sender, last.kind) == ("system", "handover")
    assert opened.conversation.number in last.text
    assert now_of(opened).state == "queued"
    assert says(opened, "hello?") == []


class TestStaleDecisions:
    """What was thought about an older state of the conversation is dropped."""

    def decided(self, opened, after):
        return act_on(
            opened.conversation.pk,
            HandOver("does_not_know", "en"),
            after_sequence=after,
            bank_version="",
            milliseconds=0,
        )

    def received(self, opened, text=KNOWN):
        return receive(opened.conversation, writes(text), by=actor(opened)).message.sequence

    def test_a_fresh_one_is_carried_out(self):
        opened = bea()
        assert self.decided(opened, self.received(opened))

    def test_a_newer_message_of_the_customer_wins(self):
        opened = bea()
        after = self.received(opened)
        self.received(opened, "wait")
        assert self.decided(opened, after) == []
        assert [reply.kind for reply in take_turn(opened.conversation.pk)] == ["answer"]

    def test_an_agent_who_took_it_wins(self):
        opened = bea()
        after = self.received(opened)
        take(opened.conversation.pk, by=ada())
        assert self.decided(opened, after) == []
        assert now_of(opened).owner == "agent"

    def test_a_person_who_was_fetched_meanwhile_wins(self):
        opened = bea()
        after = self.received(opened)
        asks_for_person(opened)
        assert self.decided(opened, after) == []

    def test_a_closed_case_stays_closed_and_silent(self):
        opened = bea()
        after = self.received(opened)
        close(opened.conversation.pk, by=actor(opened))
        assert self.decided(opened, after) == []
        assert take_turn(opened.conversation.pk) == []
        assert not AnswerTrace.objects.filter(conversation_id=opened.conversation.pk).exists()


def test_a_notice_that_came_between_does_not_leave_the_customer_unanswered():
    opened = bea()
    receive(opened.conversation, writes(KNOWN), by=actor(opened))
    actions.say(now_of(opened), actions.Words(text="We are back.", language="en", kind="notice"), by=SYSTEM)
    assert [reply.kind for reply in take_turn(opened.conversation.pk)] == ["answer"]


def test_when_thinking_fails_three_times_a_person_comes(monkeypatch, caplog):
    team()
    tries = []

    def fails(transcript, bank):
        tries.append(1)
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(actions, "answer", fails)
    opened = bea()
    with caplog.at_level(logging.ERROR):
        (reply,) = says(opened, KNOWN)
    assert (reply.kind, len(tries), len(caplog.records)) == ("handover", 3, 3)
    assert QueueEntry.objects.get(conversation=opened.conversation).reason == "assistant_unavailable"


def test_when_thinking_fails_once_nobody_notices(monkeypatch):
    outcomes = [ZeroDivisionError("a bug"), None]

    def stumbles(transcript, bank):
        if outcome := outcomes.pop(0):
            raise outcome
        return Silence()

    monkeypatch.setattr(actions, "answer", stumbles)
    assert says(bea(), KNOWN) == []
    assert outcomes == []


class TestCrashes:
    """Between receiving and answering the process may die; the job in the same transaction heals it."""

    def test_the_queued_job_answers_what_the_web_did_not(self):
        opened = bea()
        receive(opened.conversation, writes(KNOWN), by=actor(opened))
        (job,) = jobs_of(opened)
        assert (job.task_name, job.args) == ("reception.take_turn", {"conversation_id": str(opened.conversation.pk)})
        assert job.scheduled_at is not None
        jobs.take_turn(**job.args)
        assert now_of(opened).last_sequence == 2

    def test_the_queued_job_finds_nothing_to_do_otherwise(self):
        opened = bea()
        says(opened, KNOWN)
        jobs.take_turn(str(opened.conversation.pk))
        assert now_of(opened).last_sequence == 2

    def test_a_repeated_message_queues_no_second_job(self):
        opened = bea()
        for _ in range(2):
            receive(opened.conversation, writes(KNOWN, external_id="m-1"), by=actor(opened))
        assert jobs_of(opened).count() == 1

    def test_without_the_message_there_is_no_job(self):
        opened = bea()
        with pytest.raises(UploadNotFound):
            receive(opened.conversation, writes("", uploads=(uuid4(),)), by=actor(opened))
        assert not jobs_of(opened).exists()


def statements(call):
    with CaptureQueriesContext(connection) as captured:
        call()
    written = [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]
    return written


def test_the_path_that_everybody_walks_is_short():
    opened = bea()
    says(opened, "hi")
    found = statements(lambda: says(opened, KNOWN))
    # Their frames (BEGIN, COMMIT, savepoints) are not counted; authentication is one more.
    assert len(found) <= 11, "\n".join(found)


def test_history_holds_what_changed_the_state_and_no_message():
    team()
    opened = bea()
    says(opened, KNOWN)
    says(opened, WISH)
    assert events_of(opened) == ["conversation.opened", "conversation.handed_over"]


def test_receiving_alone_takes_no_turn():
    opened = bea()
    receive(opened.conversation, writes(KNOWN), by=actor(opened))
    assert now_of(opened).last_sequence == 1


def test_the_button_works_before_anything_was_said():
    team()
    opened = bea()
    (said,) = hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    assert (said.kind, said.sequence) == ("handover", 1)
