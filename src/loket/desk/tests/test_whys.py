from __future__ import annotations

from typing import get_args

import pytest
from django.utils.translation import override

from journeys.cast import actor, ada, bea, edith, team, writes
from loket.assistant import banks
from loket.assistant.models import AnswerTrace
from loket.assistant.tests.shop import small_bank
from loket.assistant.turn_traces import read_trace
from loket.assistant.understanding import Meaning
from loket.desk.tests.waiting import signed_in
from loket.desk.whys import MEANINGS, PERSONS, sentence_of
from loket.reception.actions import hand_over, receive, take_turn

pytestmark = pytest.mark.django_db

TITLES = {"refund-time": "How long does a refund take?", "cancel-order": "How do I cancel?"}
SURE = {"confidence": 0.871, "answer_at": 0.4}


@pytest.fixture
def small_shop(monkeypatch):
    monkeypatch.setattr(banks, "current", small_bank)


def talk(*texts):
    """Bea writes, the assistant answers, then she waits for a person: only then does the desk see her."""
    team()
    opened = bea()
    for text in texts:
        receive(opened.conversation, writes(text), by=actor(opened))
        take_turn(opened.conversation.pk)
    hand_over(opened.conversation.pk, reason="asked_for_person", by=actor(opened))
    return opened


def page(opened, rest="", member=None):
    return signed_in(member or ada()).get(f"/desk/conversations/{opened.conversation.pk}{rest}")


def why(opened, place=0):
    """What the desk loads when a decision is opened, the first decision first."""
    trace = AnswerTrace.objects.filter(conversation=opened.conversation).order_by("id")[place]
    return page(opened, f"/why/{trace.pk}").content.decode()


def said(decision, reason="", **data):
    with override("en"):
        return sentence_of(read_trace(AnswerTrace(id=1, decision=decision, reason=reason, data=data)), TITLES)


@pytest.mark.parametrize(
    ("decision", "data", "sentence"),
    [
        ("reply", {"answers": ["refund-time"], **SURE},
         "Answered with “How long does a refund take?”: 87 % sure, answering starts at 40 %."),
        ("reply", {"answers": ["refund-time"], "meaning": "choice", **SURE},
         "Answered with “How long does a refund take?”: the customer chose it."),
        ("reply", {"answers": ["refund-time", "gone"], **SURE},
         "Answered several questions with “How long does a refund take?”, “gone”: at least 87 % sure, "
         "answering starts at 40 %."),
        ("reply", {"answers": [], "says": "greeting", **SURE}, "Answered with a short notice, without an article."),
        ("ask", {"verdict": "separate", "choices": ["refund-time", "cancel-order"], **SURE},
         "Asked which of these was meant: “How long does a refund take?”, “How do I cancel?”."),
        ("ask", {"verdict": "offer", "says": "does_not_know", "confidence": 0.2, "answer_at": 0.4},
         "Asked back: only 20 % sure, answering starts at 40 %."),
        ("silence", {}, "Said nothing: there was nothing to answer."),
    ],
)  # fmt: skip
def test_one_plain_sentence_says_what_was_decided_and_why(decision, data, sentence):
    assert said(decision, **data) == sentence


@pytest.mark.parametrize("reason", [*PERSONS, "does_not_know", "something new"])
def test_every_reason_for_a_person_has_a_sentence(reason):
    assert said("hand_over", reason).startswith("Brought a person")


@pytest.mark.parametrize("data", [{}, {"meaning": "question"}, {"verdict": "offer", "candidates": "?"}])
@pytest.mark.parametrize("decision", ["reply", "ask", "hand_over", "silence"])
def test_traces_that_say_little_still_read_as_a_sentence(decision, data):
    assert said(decision, **data).endswith(".")


def test_the_first_best_article_of_an_old_trace_is_named():
    data = {"verdict": "give", "meaning": "question", "candidates": [{"article": "refund-time", "confidence": 0.9}]}
    assert "How long does a refund take?" in said("reply", **data, **SURE)


def test_an_answer_says_why(small_shop):
    opened = talk("how do I cancel my order?")
    shown = page(opened).content.decode()
    assert "Answered with “cancel-order”:" in shown
    assert "answering starts at 40 %" in shown
    assert "Why this answer?" in shown
    facts = why(opened)
    for words in ("cancel-order", "A question", "English, read from the words", "Stages", "use ", "understanding"):
        assert words in facts
    assert small_bank().version in facts


def test_parts_and_foreign_words_are_explained(small_shop):
    facts = why(talk("how do I cancel my order? and where do I put the promo code?"))
    assert "Part 1" in facts
    assert "where do I put the promo code? → use-coupon" in facts
    facts = why(talk("quero cancelar minha compra"))
    assert "Portuguese (Brazil), read from the words" in facts


def test_an_old_trace_is_still_shown(small_shop):
    opened = talk()
    data = {"candidates": [{"article": "refund-time", "confidence": 0.41}], "answer_at": 0.62, "engines": ["use"]}
    AnswerTrace.objects.create(conversation=opened.conversation, after_sequence=1, decision="ask", data=data)
    facts = why(opened)
    assert "41 %" in facts
    assert "62 %" in facts


def test_what_customers_wrote_is_escaped(small_shop):
    opened = talk()
    data = {"reading": "with_before", "before": "<script>alert(1)</script>"}
    AnswerTrace.objects.create(conversation=opened.conversation, after_sequence=1, decision="ask", data=data)
    assert "<script>alert" not in why(opened)


def test_what_was_erased_is_gone(small_shop):
    opened = talk("how do I cancel my order?")
    AnswerTrace.objects.update(data={})
    assert "cancel-order" not in why(opened)
    assert page(opened).status_code == 200


def test_a_decision_is_seen_only_with_its_conversation(small_shop):
    opened, other = talk("cancel order pls"), talk("hi")
    trace = AnswerTrace.objects.get(conversation=opened.conversation)
    assert page(opened, f"/why/{trace.pk}").status_code == 200
    assert page(other, f"/why/{trace.pk}").status_code == 404
    assert page(opened, f"/why/{trace.pk}", member=edith()).status_code == 404


def test_every_meaning_has_a_name():
    assert set(get_args(Meaning)) == set(MEANINGS)
