"""No conversation goes in circles: the settled rules, over random conversations through the whole path."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeys.cast import actor, ada, bea, team, writes
from loket.assistant.likeness import is_same
from loket.conversations.actions.closures import close
from loket.conversations.models import Conversation, Message, QueueEntry
from loket.people.actors import SYSTEM
from loket.reception.actions import receive, take_turn
from loket.reception.counter import give_back, take
from loket.reception.tests.story import asks_for_person, now_of

pytestmark = pytest.mark.django_db

WISHES = ("quero falar com uma pessoa", "let me talk to a human", "customer service manusia dong", "quiero un agente")
TALK = (
    *("How do I cancel my order?", "cancelar pedido", "lupa password", "mi paquete no llega", "it came broken"),
    *(
        "do you sell opera tickets",
        "qual a capital da França",
        "resep nasi goreng",
        "no",
        "yes",
        "thanks",
        "hi",
        "belum",
    ),
    *("asdfgh", "qwertyuiop", "zzzzzzz", "", "?", "😀", "...", "not really", "that solved it", "wo ist mein paket"),
)
writing = st.tuples(st.just("write"), st.sampled_from((*TALK, *TALK, WISHES[0])))
texts = st.tuples(
    st.just("write"), st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=40)
)
taps = st.tuples(
    st.just("tap"), st.sampled_from(("solved", "not_solved", "person", "article:cancel-order", "article:gone"))
)
events = st.tuples(st.sampled_from(("button", "take", "give back", "close", "again", "work")), st.just(""))
scripts = st.lists(st.one_of(writing, writing, writing, texts, taps, events), min_size=1, max_size=14)
languages = st.sampled_from(("en", "pt-BR", "id", "es", "de"))


def play(opened, script):
    """Live through a script; checks after each step what holds at any time."""
    for verb, text in script:
        before = now_of(opened)
        step(opened, verb, text, before)
        check_step(before, opened, verb, text)


def step(opened, verb, text, before):
    conversation_id = opened.conversation.pk
    if verb in {"write", "tap"}:
        fields = {"choice": text} if verb == "tap" else {}
        receive(before, writes(text or "…", **fields), by=actor(opened))
        take_turn(conversation_id)
    elif verb == "button":
        asks_for_person(opened)
    elif verb == "take" and not before.is_closed:
        take(conversation_id, by=ada())
    elif verb == "give back" and not before.is_closed:
        give_back(conversation_id, by=ada())
    elif verb == "close":
        close(conversation_id, by=SYSTEM)
    elif verb in {"again", "work"}:
        take_turn(conversation_id, wait=verb == "work")


def check_step(before, opened, verb, text):
    after = now_of(opened)
    new = list(Message.objects.filter(conversation=after, sequence__gt=before.last_sequence).order_by("sequence"))
    ours = [message for message in new if message.sender == "assistant"]
    assert len(ours) <= 1
    assert not ours or (before.owner == "assistant" and verb in {"write", "tap"})
    if verb in {"again", "work"}:
        assert new == []
    if before.owner == "assistant" and (verb == "button" or text in WISHES or (verb, text) == ("tap", "person")):
        assert after.state == "queued"
        assert [message.kind for message in new if message.sender == "system"] == ["handover"]
    # Nobody is left alone: it is the customer's turn, or a person comes or is here, or it is over.
    assert after.state != "assistant" or after.last_sequence == 0 or after.answered_sequence == after.last_sequence


def check_whole(opened, cuts):
    """Within each stretch that the assistant had: nothing twice, no question after a question, one hand-over."""
    conversation = now_of(opened)
    messages = list(Message.objects.filter(conversation=conversation).order_by("sequence"))
    assert [message.sequence for message in messages] == list(range(1, conversation.last_sequence + 1))
    for stretch in stretches(messages, cuts):
        said = [message for message in stretch if message.sender == "assistant"]
        assert not any(is_same(left.text, right.text) for place, left in enumerate(said) for right in said[:place])
        asked = [message.kind in {"question", "options"} for message in said]
        assert not any(left and right for left, right in pairwise(asked))
        assert all(len(message.sources) == 1 for message in said if message.kind == "answer")
    waits = QueueEntry.objects.filter(conversation=conversation, left_at=None).count()
    assert waits == (1 if conversation.state == "queued" else 0)


def stretches(messages, cuts):
    """The messages, cut where the assistant began to read anew."""
    for first, after in pairwise([*sorted(cuts), len(messages) + 1]):
        yield [message for message in messages if first <= message.sequence < after]


def check_conversation(script, language):
    team()
    opened = bea(language=language)
    cuts = {1}
    for place in range(len(script)):
        play(opened, script[place : place + 1])
        cuts.add(now_of(opened).assistant_from)
    check_whole(opened, cuts)


few = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))


@few
@given(scripts, languages)
def test_no_conversation_goes_in_circles(script, language):
    check_conversation(script, language)


@pytest.mark.slow
@settings(few, max_examples=2_000)
@given(scripts, languages)
def test_no_conversation_of_thousands_goes_in_circles(script, language):
    check_conversation(script, language)


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_for_a_person_is_honoured_whatever_came_before(wish):
    team()
    opened = bea(language="es")
    play(opened, [("write", "cancelar pedido"), ("write", "asdfgh"), ("write", wish)])
    assert now_of(opened).state == "queued"
    assert Conversation.objects.filter(pk=opened.conversation.pk, owner="nobody").exists()
