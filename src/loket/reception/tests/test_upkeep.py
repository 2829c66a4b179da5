from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from journeys.cast import actor, ada, bea, max_, team, writes
from loket.conversations.actions.closures import close
from loket.conversations.actions.replies import Words, post_reply
from loket.conversations.models import Conversation, Message, QueueEntry
from loket.conversations.queries import inbox
from loket.history.models import Event
from loket.reception import upkeep
from loket.reception.actions import receive
from loket.reception.counter import take
from loket.reception.tests.story import KNOWN, ago, asks_for_person, at_the_desk, change, now_of, says
from loket.reception.upkeep import keep_time
from loket.surveys.queries import may_rate

pytestmark = pytest.mark.django_db

REMIND, CLOSE = settings.LOKET_REMIND_AFTER, settings.LOKET_CLOSE_AFTER
SECOND = timedelta(seconds=1)


def notices(opened):
    return Message.objects.filter(conversation=opened.conversation, kind="notice", sender="system").count()


def events(opened, action):
    return Event.objects.filter(subject=opened.conversation.subject, action=action)


def answered():
    opened = bea()
    says(opened, KNOWN)
    return opened


def with_ada():
    team(members=(ada(), max_()))
    opened = bea()
    asks_for_person(opened)
    take(opened.conversation.pk, by=ada())
    return opened


def test_a_silent_customer_is_asked_once_and_the_case_closes_with_notice():
    opened = answered()
    start = now_of(opened).waiting_customer_since
    keep_time(start + REMIND)
    assert notices(opened) == 0
    for _ in range(2):
        keep_time(start + REMIND + SECOND)
    assert notices(opened) == 1
    keep_time(start + CLOSE)
    assert now_of(opened).state == "waiting_customer"
    for _ in range(2):
        keep_time(start + CLOSE + 3 * SECOND)
    assert (now_of(opened).state, notices(opened)) == ("closed", 2)


def test_silence_is_never_counted_as_solved():
    opened = answered()
    start = now_of(opened).waiting_customer_since
    keep_time(start + REMIND + SECOND)
    keep_time(start + CLOSE + 3 * SECOND)
    assert events(opened, "conversation.closed").get().data["reason"] == "silence"
    assert not events(opened, "conversation.solved").exists()


def test_writing_after_the_reminder_starts_the_clock_anew():
    opened = answered()
    start = now_of(opened).waiting_customer_since
    keep_time(start + REMIND + SECOND)
    says(opened, "where is my parcel?")
    assert now_of(opened).reminded_at is None
    keep_time(start + CLOSE - 24 * timedelta(hours=1))
    assert not now_of(opened).is_closed


def test_the_reminder_says_when_in_the_customers_own_time():
    opened = bea(language="pt-BR", time_zone="America/Recife")
    says(opened, "cancelar pedido")
    start = now_of(opened).waiting_customer_since
    keep_time(start + REMIND + SECOND)
    closes = (start + CLOSE + SECOND).astimezone(timezone.get_fixed_timezone(-180))
    reminder = Message.objects.filter(conversation=opened.conversation).latest("sequence")
    assert f"{closes:%H:%M}" in reminder.text
    assert reminder.language == "pt-BR"


def test_who_waits_for_us_is_neither_reminded_nor_closed():
    team()
    opened = bea()
    asks_for_person(opened)
    for days in (1, 3, 30):
        keep_time(timezone.now() + timedelta(days=days))
    assert (now_of(opened).state, notices(opened)) == ("queued", 0)


def test_what_became_untrue_between_the_look_and_the_lock_is_left_alone(monkeypatch):
    opened = answered()
    start = now_of(opened).waiting_customer_since
    really_locked = upkeep.locked

    def locked_too_late(conversation_id):
        Conversation.objects.filter(pk=conversation_id).update(waiting_customer_since=start + REMIND)
        return really_locked(conversation_id)

    monkeypatch.setattr(upkeep, "locked", locked_too_late)
    assert upkeep.remind(start + REMIND + SECOND) == 0
    assert notices(opened) == 0


def test_an_agent_gone_for_five_minutes_gives_back_the_chat_that_waits():
    opened = with_ada()
    at_the_desk(ada(), seen=ago(minutes=4, seconds=50))
    keep_time()
    assert now_of(opened).agent.name == "Ada"
    at_the_desk(ada(), seen=ago(minutes=5, seconds=1))
    keep_time()
    entry = QueueEntry.objects.get(conversation=opened.conversation, left_at=None)
    assert (now_of(opened).state, entry.urgent, entry.reason) == ("queued", True, "agent_gone")
    keep_time()
    assert notices(opened) == 2


def test_a_customer_who_keeps_writing_does_not_keep_the_chat_with_a_gone_agent():
    opened = with_ada()
    at_the_desk(ada(), seen=ago(minutes=6))
    says(opened, "hello? anybody?")
    keep_time()
    assert now_of(opened).state == "queued"


def test_where_it_is_the_customers_turn_the_chat_stays_with_its_agent():
    opened = with_ada()
    post_reply(opened.conversation.pk, Words(text="Please send a photo.", language="en"), by=ada())
    Message.objects.filter(conversation=opened.conversation).update(created_at=ago(hours=1))
    at_the_desk(ada(), seen=ago(hours=1))
    keep_time()
    assert now_of(opened).agent.name == "Ada"


def test_an_agent_who_answers_without_a_desk_page_is_there():
    opened = with_ada()
    post_reply(opened.conversation.pk, Words(text="One moment.", language="en"), by=ada())
    says(opened, "ok")
    at_the_desk(ada(), seen=ago(hours=1))
    keep_time()
    assert now_of(opened).agent.name == "Ada"


def test_what_a_colleague_took_meanwhile_stays_with_them(monkeypatch):
    opened = with_ada()
    at_the_desk(ada(), seen=ago(minutes=6))
    really_locked = upkeep.locked

    def max_is_faster(conversation_id):
        monkeypatch.setattr(upkeep, "locked", really_locked)
        take(conversation_id, by=max_())
        return really_locked(conversation_id)

    monkeypatch.setattr(upkeep, "locked", max_is_faster)
    assert upkeep.give_back_of_gone_agents(timezone.now()) == 0
    assert now_of(opened).agent.name == "Max"


def test_what_everybody_left_unanswered_is_answered_by_the_clock():
    opened = bea()
    receive(opened.conversation, writes(KNOWN), by=actor(opened))
    keep_time()
    assert now_of(opened).last_sequence == 1
    change(opened, updated_at=ago(minutes=1))
    keep_time()
    keep_time()
    assert (now_of(opened).last_sequence, now_of(opened).state) == (2, "waiting_customer")


class TestUnused:
    """A chat that was opened, and never written in."""

    def test_it_closes_after_a_day_without_a_word(self):
        opened = bea()
        begun = now_of(opened).created_at
        keep_time(begun + timedelta(days=1))
        assert not now_of(opened).is_closed
        keep_time(begun + timedelta(days=1) + SECOND)
        assert now_of(opened).is_closed
        assert (now_of(opened).last_sequence, events(opened, "conversation.closed").count()) == (0, 0)
        assert not may_rate(now_of(opened))

    def test_the_desk_does_not_list_it(self):
        opened, used = bea(), answered()
        upkeep.close_unused(timezone.now() + timedelta(days=2))
        close(used.conversation.pk, by=ada())
        listed = inbox(Conversation.objects.all(), "closed", user=ada().user)
        assert [each.pk for each in listed] == [used.conversation.pk]
        assert now_of(opened).is_closed

    def test_writing_in_it_later_begins_its_first_episode(self):
        opened = bea()
        upkeep.close_unused(timezone.now() + timedelta(days=2))
        assert [reply.kind for reply in says(opened, KNOWN)] == ["answer"]
        assert (now_of(opened).episode, now_of(opened).state) == (1, "waiting_customer")
        assert not events(opened, "conversation.reopened").exists()

    def test_what_was_used_or_waits_for_a_person_stays(self):
        team()
        used, waiting = answered(), bea()
        asks_for_person(waiting)
        assert upkeep.close_unused(timezone.now() + timedelta(days=2)) == 0
        assert (now_of(used).is_closed, now_of(waiting).state) == (False, "queued")
