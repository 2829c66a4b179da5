from __future__ import annotations

import json

import pytest

from loket.assistant.bank import build_bank
from loket.assistant.decisions import Ask, HandOver, Reply, Silence
from loket.assistant.tests.shop import ARTICLES, Conversation, small_bank
from loket.lib.embedding import use


@pytest.fixture
def bea():
    return Conversation(small_bank())


@pytest.mark.parametrize(
    ("text", "page", "article", "language", "ending"),
    [
        ("cancel order pls", "en", "cancel-order", "en", "Did that solve it?"),
        ("quero cancelar minha compra", "en", "cancel-order", "pt-BR", "Isso resolveu?"),
        ("mau batalin pesanan nih", "id", "cancel-order", "id", "Apakah ini sudah menjawab masalahnya?"),
        ("mi paquete no llega", "es", "track-parcel", "es", "¿Eso lo resolvió?"),
        ("cna't remmeber my password", "en", "reset-password", "en", "Did that solve it?"),
    ],
)
def test_a_known_question_gets_its_article_in_the_customers_language(text, page, article, language, ending):
    decision = Conversation(small_bank(), page).says(text)
    assert isinstance(decision, Reply)
    assert (decision.kind, decision.sources[0].article, decision.language) == ("answer", article, language)
    assert decision.text.endswith(ending)
    assert [option.id for option in decision.options] == ["solved", "not_solved"]


def test_an_article_that_exists_only_in_another_language_says_so():
    decision = Conversation(small_bank(), "pt-BR").says("", "article:use-coupon")
    assert isinstance(decision, Reply)
    assert decision.text.startswith("Por enquanto, esta resposta só existe em inglês.")
    assert decision.language == "en"


@pytest.mark.parametrize("text", ["do you sell concert tickets", "qual a capital da França", "resep nasi goreng dong"])
def test_what_no_article_covers_is_offered_once_and_then_handed_over(bea, text):
    first = bea.says(text)
    assert isinstance(first, Ask)
    assert first.kind == "options"
    assert len([option for option in first.options if option.id.startswith("article:")]) == 3
    assert first.options[-1].id == "person"
    second = bea.says("what is the meaning of life")
    assert isinstance(second, HandOver)
    assert second.reason == "does_not_know"


def test_not_solved_offers_others_and_then_a_person(bea):
    bea.says("cancel order pls")
    offer = bea.says("", "not_solved")
    assert isinstance(offer, Ask)
    assert "article:cancel-order" not in {option.id for option in offer.options}
    assert bea.says("no").reason == "not_solved"


def test_a_typed_number_chooses_an_offered_question(bea):
    offer = bea.says("do you sell concert tickets")
    chosen = bea.says("the second")
    assert f"article:{chosen.sources[0].article}" == offer.options[1].id


def test_the_same_question_again_is_pointed_upwards_and_then_handed_over(bea):
    assert isinstance(bea.says("how do I cancel my order?"), Reply)
    again = bea.says("how to cancel purchase")
    assert isinstance(again, Ask)
    assert again.text.startswith("The answer to that is further up")
    assert bea.says("how do I cancel my order?").reason == "repeated"


def test_gibberish_gets_one_friendly_question_and_then_a_person():
    bea = Conversation(small_bank(), "pt-BR")
    assert bea.says("HAKSDSAOIJLjklJKLJLKJKLJA").kind == "question"
    assert bea.says("HAKSDSAOIJLjklJKLJLKJKLJA").reason == "gibberish"


@pytest.mark.parametrize("text", ["agent!", "I want to talk to a human about my refund", "mau ngomong sama orang"])
def test_a_wish_for_a_person_is_honoured_at_once(bea, text):
    bea.says("cancel order pls")
    assert bea.says(text).reason == "asked_for_person"
    assert isinstance(bea.says("hello?"), Silence)


def test_the_person_button_and_danger_bring_a_person_at_once():
    assert Conversation(small_bank()).says("", "person").reason == "asked_for_person"
    assert Conversation(small_bank()).says("the seller threatened me").reason == "abuse_or_distress"


def test_a_burst_is_answered_as_one(bea):
    for text in ("hi", "my order", "how do I cancel it?"):
        bea.hears(text)
    assert bea.decides().sources[0].article == "cancel-order"
    assert isinstance(bea.decides(), Silence)


def test_the_assistant_is_silent_beside_an_agent(bea):
    bea.agent_says("Hello, Ada here.")
    assert isinstance(bea.says("how do I cancel my order?"), Silence)


def test_small_talk_is_answered_without_repeating(bea):
    texts = [decision.text for decision in (bea.says("hi"), bea.says("hello")) if isinstance(decision, Reply)]
    assert len(set(texts)) == 2
    assert bea.says("hello").reason == "repeated"


def test_thanks_end_in_silence_rather_than_in_repeats(bea):
    decisions = [bea.says("thanks") for _ in range(5)]
    assert [type(decision) for decision in decisions] == [Reply] * 3 + [Silence] * 2


def test_solved_closes_kindly(bea):
    bea.says("cancel order pls")
    closing = bea.says("", "solved")
    assert (closing.kind, closing.sources) == ("notice", ())


def test_a_number_or_a_picture_alone_is_noted(bea):
    assert bea.says("LK-2026-00817-3").kind == "notice"
    assert bea.says("", has_attachments=True).kind == "notice"


def test_without_articles_it_says_it_does_not_know():
    assert Conversation(build_bank((), use())).says("where is my order").reason == "does_not_know"


def test_with_one_article_it_answers_and_declines():
    bank = build_bank(ARTICLES[:1], use())
    assert Conversation(bank).says("how do I cancel my order?").sources[0].article == "cancel-order"
    assert not isinstance(Conversation(bank).says("what is the capital of France"), Reply)


@pytest.mark.parametrize(
    "text", ["\0", "\ud800", "😀" * 10_000, "x" * 1_000_000, "a " * 500_000, "", "?" * 999, "ๆ" * 99]
)
def test_hostile_text_never_breaks_it(bea, text):
    assert bea.says(text) is not None


def test_the_trace_can_be_written_as_json(bea):
    trace = bea.says("how do I cancel my order?").trace.data
    assert json.loads(json.dumps(dict(trace)))["candidates"][0]["article"] == "cancel-order"
