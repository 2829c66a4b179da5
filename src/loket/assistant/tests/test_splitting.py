from __future__ import annotations

import pytest

from loket.assistant.splitting import clauses, is_asking, is_plea, split, without_courtesies


def _parts(text):
    return [part.text for part in split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How do I pay, can I cancel, and when is it sent?", ["How do I pay", "can I cancel", "and when is it sent?"]),
        ("¿Puedo pagar a meses y dónde consigo la factura?", ["¿Puedo pagar a meses", "dónde consigo la factura?"]),
        ("lacak paket gimana ya, alamatnya bisa diganti ga", ["lacak paket gimana ya", "alamatnya bisa diganti ga"]),
        ("paguei o pix e nada\ndá pra mudar o endereço?", ["paguei o pix e nada", "dá pra mudar o endereço?"]),
        ("Where is it? And how do I return it?", ["Where is it?", "And how do I return it?"]),
    ],
)  # fmt: skip
def test_each_question_is_a_part_in_the_order_asked(text, parts):
    assert _parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "I want to cancel and get my money back",
        "quero cancelar e receber meu dinheiro de volta",
        "my order, the one with the lamp, has not come",
        "how do I cancel my order?",
        "thanks! how do I cancel?",
        "",
        "???",
        "x" * 5_000,
    ],
)
def test_one_question_stays_whole(text):
    assert len(_parts(text)) < 2


def test_of_a_long_story_only_what_is_asked_is_looked_up():
    story = "It came today. She was here. She saw it. She cried. The cake was cold. We left. So what can I do now?"
    assert _parts(story) == ["So what can I do now?"]


def test_what_was_sent_by_itself_may_be_a_question_without_asking():
    first, second = split("my parcel is late\ndo you take cards?")
    assert (first.is_asked, first.may_be_question, second.is_asked) == (False, True, True)


@pytest.mark.parametrize("text", ["and what should I do?", "gimana ya", "me ajuda", "¿qué hago?", "¿y ahora?"])
def test_a_plea_asks_for_nothing_in_particular(text):
    assert is_asking(text) or not text.endswith("?")
    assert is_plea(text)


def test_a_question_is_no_plea():
    assert not is_plea("what should I do about the broken lamp?")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("halo kak, resi saya salah, gimana ya?", "resi saya salah"),
        ("hi! how do I pay?", "how do I pay?"),
        ("my lamp came broken. what should I do?", "my lamp came broken."),
        ("oi\nmeu cupom sumiu\nobrigado", "meu cupom sumiu"),
    ],
)
def test_greeting_and_plea_around_a_question_are_set_aside(text, left):
    assert without_courtesies(text) == left


@pytest.mark.parametrize("text", ["hello", "no, I meant the refund", "what should I do?", "hi, refund", ""])
def test_what_is_nothing_but_courtesy_or_a_word_stays(text):
    assert without_courtesies(text) == text


def test_clauses_are_cut_at_every_comma_and_sentence():
    assert clauses("it is late, the app says shipped. no scan\nstill") == (
        "it is late", "the app says shipped.", "no scan", "still",
    )  # fmt: skip
    assert clauses("my parcel is late") == ()
