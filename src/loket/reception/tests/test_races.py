"""Several processes at one conversation: threads with a connection each."""

from __future__ import annotations

import threading
import time

import pytest

from journeys.cast import actor, ada, bea, max_, team, writes
from journeys.racing import race
from loket.assistant.answering import answer
from loket.conversations.actions.locking import NotYourTurn
from loket.conversations.models import Conversation, Message, QueueEntry
from loket.reception import actions
from loket.reception.actions import receive, take_turn
from loket.reception.counter import take
from loket.reception.locks import turn_lock
from loket.reception.tests.story import KNOWN, asks_for_person, now_of

pytestmark = pytest.mark.django_db(transaction=True)


def sent_by(opened, sender):
    return Message.objects.filter(conversation=opened.conversation, sender=sender)


def received(text=KNOWN):
    opened = bea()
    receive(opened.conversation, writes(text), by=actor(opened))
    return opened


def test_a_turn_that_many_take_at_once_is_taken_once():
    opened = received()
    race(*[lambda wait=wait: take_turn(opened.conversation.pk, wait=wait) for wait in (True, False) * 3])
    assert sent_by(opened, "assistant").count() == 1


def test_while_one_thinks_another_leaves_and_who_waits_comes_after():
    opened = received()
    conversation_id = opened.conversation.pk
    order = []

    def waits():
        with turn_lock(conversation_id, wait=True) as is_ours:
            order.append(("waited", is_ours))

    with turn_lock(conversation_id) as is_ours:
        assert is_ours
        assert race(lambda: take_turn(conversation_id)) == [[]]
        thread = threading.Thread(target=lambda: race(waits))
        thread.start()
        time.sleep(0.2)
        order.append("released")
    thread.join()
    assert order == ["released", ("waited", True)]


def test_the_lock_is_free_again_after_a_failure():
    opened = received()
    with pytest.raises(ZeroDivisionError), turn_lock(opened.conversation.pk):
        raise ZeroDivisionError
    assert race(lambda: take_turn(opened.conversation.pk))[0]


def test_the_assistant_never_speaks_over_the_agent(monkeypatch):
    thinks = threading.Event()

    def thinks_long(transcript, bank):
        thinks.set()
        time.sleep(0.15)
        return answer(transcript, bank)

    monkeypatch.setattr(actions, "answer", thinks_long)
    agent = ada()
    for _ in range(3):
        opened = received()
        thinks.clear()

        def takes(opened=opened):
            thinks.wait(5)
            take(opened.conversation.pk, by=agent)

        results = race(lambda opened=opened: take_turn(opened.conversation.pk), takes)
        assert results[0] == []
        assert sent_by(opened, "assistant").count() == 0
        assert now_of(opened).owner == "agent"


def test_assistant_and_agent_at_once_never_overlap():
    agent = ada()
    for _ in range(8):
        opened = received()
        race(
            lambda opened=opened: take_turn(opened.conversation.pk),
            lambda opened=opened: take(opened.conversation.pk, by=agent),
        )
        joined = sent_by(opened, "system").get().sequence
        assert all(message.sequence < joined for message in sent_by(opened, "assistant"))


def test_of_two_agents_who_take_at_once_one_wins():
    team()
    ada_, max__ = ada(), max_()
    for _ in range(4):
        opened = bea()
        asks_for_person(opened)
        results = race(
            *[
                lambda opened=opened, who=who: take(opened.conversation.pk, by=who, take_over=False)
                for who in (ada_, max__)
            ]
        )
        assert sorted(isinstance(result, NotYourTurn) for result in results) == [False, True]
        winner = next(result for result in results if isinstance(result, Conversation))
        assert now_of(opened).agent == winner.agent
        assert sent_by(opened, "system").filter(kind="notice").count() == 1


def test_the_button_pressed_on_two_devices_at_once_is_one_wait():
    team()
    opened = bea()
    results = race(*[lambda: asks_for_person(opened) for _ in range(4)])
    assert sorted(len(result) for result in results) == [0, 0, 0, 1]
    assert QueueEntry.objects.filter(conversation=opened.conversation).count() == 1


def test_the_same_message_in_two_threads_is_stored_and_answered_once():
    opened = bea()

    def posts():
        receive(opened.conversation, writes(KNOWN, external_id="m-1"), by=actor(opened))
        return take_turn(opened.conversation.pk)

    race(*[posts for _ in range(4)])
    assert [sent_by(opened, who).count() for who in ("customer", "assistant")] == [1, 1]


def test_copies_at_once_are_all_answered_with_the_one_that_is_stored():
    opened = bea()
    results = race(*[lambda: receive(opened.conversation, writes("hi", external_id="m-1"), by=actor(opened))] * 4)
    assert sorted(result.is_new for result in results) == [False, False, False, True]
    assert len({result.message.pk for result in results}) == 1
