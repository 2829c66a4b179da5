import pytest

from journeys.cast import actor, ada, bea, team, writes
from loket.conversations.models import Conversation
from loket.reception.actions import hand_over, receive, take_turn
from loket.reception.counter import take

pytestmark = pytest.mark.django_db


def says(opened, text, **fields):
    received = receive(opened.conversation, writes(text, **fields), by=actor(opened))
    return received, take_turn(opened.conversation.pk)


def test_a_wish_for_a_person_is_honoured_in_the_same_turn():
    team()
    opened = bea(language="pt-BR")
    _received, replies = says(opened, "quero falar com uma pessoa")
    assert [reply.kind for reply in replies] == ["handover"]
    assert opened.conversation.number in replies[0].text
    assert Conversation.objects.get(pk=opened.conversation.pk).state == "queued"


def test_after_the_hand_over_the_assistant_is_silent():
    team()
    opened = bea()
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    _received, replies = says(opened, "where is my refund?")
    assert replies == []


def test_the_agent_who_takes_it_is_named():
    team(members=(ada(),))
    opened = bea()
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    conversation = take(opened.conversation.pk, by=ada())
    assert conversation.state == "agent"
    assert "Ada" in conversation.messages.last().text
