"""Competing articles, several questions at once, follow-ups and corrections, in the small shop."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from loket.assistant.answering import answer
from loket.assistant.bank import Candidate
from loket.assistant.decisions import HandOver, Option, Reply
from loket.assistant.episode import read_episode
from loket.assistant.findings import Findings
from loket.assistant.judging import Give, Separate, choose_move
from loket.assistant.tests.shop import Conversation, small_bank
from loket.assistant.transcript import Transcript, Turn
from loket.assistant.understanding import Understanding
from loket.assistant.weighing import shares, weigh


@pytest.fixture
def bea():
    return Conversation(small_bank())


def _given(decision):
    return [source.article for source in decision.sources] if isinstance(decision, Reply) else decision


def _offered(decision):
    return [option.id for option in decision.options if option.id.startswith("article:")]


def _found(*confidences, answer_at=0.5):
    names = ("cancel-order", "refund-time", "track-parcel", "use-coupon")
    return Findings(tuple(Candidate(n, c, {}) for n, c in zip(names, confidences, strict=False)), answer_at)


@pytest.mark.parametrize(
    ("confidences", "move"),
    [
        ((0.45, 0.4, 0.05), Separate(("cancel-order", "refund-time"))),
        ((0.4, 0.35, 0.3, 0.3), Separate(("cancel-order", "refund-time", "track-parcel"))),
        ((0.6, 0.45), Separate(("cancel-order", "refund-time"))),
        ((0.7, 0.6), Give("cancel-order", 0.7)),
        ((0.9, 0.2), Give("cancel-order", 0.9)),
    ],
)
def test_what_competes_is_separated_by_one_question(bea, confidences, move):
    understanding = Understanding("en", "question", "my order")
    assert choose_move(understanding, _found(*confidences), _episode(bea)) == move


@pytest.mark.parametrize(
    ("text", "confidences", "is_asked"),
    [
        ("the code is wrong", (0.7, 0.15, 0.01), True),
        ("the code is wrong", (0.7, 0.15, 0.05), False),
        ("the code that came by mail is wrong", (0.7, 0.15, 0.01), False),
        ("the code is wrong", (0.7, 0.1, 0.01), False),
    ],
)
def test_few_words_near_two_articles_and_nothing_else_are_asked_back(bea, text, confidences, is_asked):
    found = replace(_found(*confidences), looked_up=text)
    move = choose_move(Understanding("en", "question", text), found, _episode(bea))
    assert isinstance(move, Separate) is is_asked


def test_one_clause_speaks_for_an_unsure_message_that_is_about_the_same(bea):
    decision = bea.says(
        "my sister gave it to me for my birthday last week in Lisbon, box crushed and item broken badly"
    )
    assert _given(decision) == ["damaged-item"]


def test_who_was_answered_and_says_nothing_has_changed_is_offered_other_questions(bea):
    assert _given(bea.says("where is my parcel?")) == ["track-parcel"]
    decision = bea.says("i looked, it is still the same for days")
    assert decision.kind == "options"
    assert "article:track-parcel" not in _offered(decision)
    assert decision.trace.data["reading"] == "unchanged"


def test_what_is_far_from_everything_is_not_made_to_compete(bea):
    move = choose_move(Understanding("en", "question", "opera tickets"), _found(0.1, 0.1), _episode(bea))
    assert not isinstance(move, Separate)


@pytest.fixture
def choosing(bea):
    """Bea has been asked which of two questions is hers."""
    bea.hears("my money")
    options = (Option("article:refund-time", "How long does a refund take?"), Option("article:use-coupon", "A coupon?"))
    bea.turns.append(Turn(2, "assistant", "question", "Which of these is it?", options=options))
    return bea


@pytest.mark.parametrize(
    ("text", "article"), [("the second", "use-coupon"), ("yang kedua", "use-coupon"), ("the coupon one", "use-coupon"),
                          ("1", "refund-time"), ("when do I get it back on my card", "refund-time")]
)  # fmt: skip
def test_a_typed_answer_to_the_question_is_understood(choosing, text, article):
    assert _given(choosing.says(text)) == [article]


def test_none_of_the_choices_brings_a_person(choosing):
    assert choosing.says("none of these").reason == "not_solved"


def test_yes_to_a_choice_asks_for_the_choice_and_not_again_the_question(choosing):
    assert choosing.says("yes").kind == "notice"


def test_another_question_instead_of_a_choice_is_answered(choosing):
    assert _given(choosing.says("how do I cancel my order?")) == ["cancel-order"]


def test_channels_without_buttons_get_numbers():
    turns = (Turn(1, "customer", "text", "do you sell concert tickets"),)
    by_mail = answer(Transcript(turns, channel="mail"), small_bank())
    in_chat = answer(Transcript(turns, channel="chat"), small_bank())
    assert "\n1. " in by_mail.text
    assert "\n3. " in by_mail.text
    assert "1. " not in in_chat.text


def test_two_questions_get_two_answers_below_their_questions_in_the_order_asked(bea):
    decision = bea.says("how do I cancel my order? and where do I put the promo code?")
    assert _given(decision) == ["cancel-order", "use-coupon"]
    places = [decision.text.index(words) for words in ("**How do I cancel", "**Cancel**", "**How do I use", "checkout")]
    assert places == sorted(places)
    assert decision.text.endswith("Did that answer all of it?")


def test_what_is_not_known_is_said_plainly_beside_what_is(bea):
    decision = bea.says("how do I cancel my order? do you sell tickets for concerts in Lisbon?")
    assert _given(decision) == ["cancel-order"]
    assert "“do you sell tickets for concerts in Lisbon?”" in decision.text
    assert [option.id for option in decision.options] == ["solved", "not_solved", "person"]


def test_of_several_questions_none_is_answered_twice(bea):
    bea.says("how do I cancel my order?")
    decision = bea.says("how do I cancel my order? and where do I put the promo code?")
    assert _given(decision) == ["use-coupon"]


def test_a_plea_beside_a_question_is_no_second_question(bea):
    decision = bea.says("my item came broken. what should I do now?")
    assert _given(decision) == ["damaged-item"]


def test_a_correction_never_gets_the_same_article_again(bea):
    bea.says("how do I cancel my order?")
    decision = bea.says("no, sorry, I meant the refund, how long")
    assert _given(decision) == ["refund-time"]
    assert decision.trace.data["reading"] == "corrected"


def test_an_angry_question_is_answered_if_sure_and_else_somebody_comes():
    assert _given(Conversation(small_bank()).says("where the fuck is my parcel")) == ["track-parcel"]
    unsure = Conversation(small_bank()).says("this is bullshit, do you even sell opera tickets")
    assert isinstance(unsure, HandOver)


def test_the_truth_about_being_a_machine_comes_with_the_way_to_a_person(bea):
    truth = bea.says("are you a bot?")
    assert "not a person" in truth.text
    assert truth.options == (Option("person", "Talk to a person"),)
    assert bea.says("so r u a robot?").text != truth.text


@pytest.mark.parametrize(
    ("text", "language"), [("Bist du ein Bot?", "de"), ("вы робот?", "ru"), ("vc é um robô?", "pt-BR")]
)
def test_it_is_said_in_the_customers_language(text, language):
    assert Conversation(small_bank(), language).says(text).language == language


def test_a_bare_name_is_no_question():
    assert Conversation(small_bank()).says("Siti Nurhaliza").kind == "notice"


def test_who_wants_to_cheat_gets_a_person(bea):
    assert isinstance(bea.says("what fake photo should I send for the refund"), HandOver)


def test_what_was_spoken_of_weighs_more_and_what_was_given_is_left_out():
    alone = _found(0.4, 0.2, 0.2).candidates
    weighed = weigh(alone, {"track-parcel": 1.0}, without=("cancel-order",))
    assert [each.article for each in weighed] == ["track-parcel", "refund-time"]
    assert sum(each.confidence for each in weighed) < 1
    assert weigh((), {}, without=()) == ()
    assert shares(()) == {}


def test_the_trace_tells_the_parts_and_what_was_looked_up(bea):
    trace = bea.says("how do I cancel my order? and where do I put the promo code?").trace.data
    parts = json.loads(json.dumps(dict(trace)))["parts"]
    assert parts[0]["text"] == "how do I cancel my order?"
    assert parts[1]["candidates"][0]["article"] == "use-coupon"


def _episode(bea):
    return read_episode(Transcript(tuple(bea.turns)))
