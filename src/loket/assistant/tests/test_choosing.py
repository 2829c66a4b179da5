from __future__ import annotations

import pytest

from loket.assistant.choosing import typed_choice
from loket.assistant.decisions import Option

OPTIONS = (
    Option("article:coupon", "Meu cupom não funciona"),
    Option("article:code", "O código de verificação não chega"),
    Option("article:refund", "Quanto tempo demora o reembolso?"),
    Option("person", "Falar com uma pessoa"),
)


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("2", "article:code"),
        ("the second", "article:code"),
        ("yang kedua kak", "article:code"),
        ("a terceira, por favor", "article:refund"),
        ("la primera", "article:coupon"),
        ("one", "article:coupon"),
        ("the last one", "article:refund"),
        ("o do cupom", "article:coupon"),
        ("yang reembolso", "article:refund"),
        ("código", "article:code"),
        ("quanto tempo demora o reembolso", "article:refund"),
        ("falar com uma pessoa", "person"),
        ("none of these", "not_solved"),
        ("nenhum", "not_solved"),
        ("bukan semuanya", "not_solved"),
        ("ninguno", "not_solved"),
    ],
)
def test_a_typed_answer_chooses(text, choice):
    assert typed_choice(OPTIONS, text) == choice


@pytest.mark.parametrize(
    "text", ["", "no", "não", "4", "o pedido se perdeu", "meu dinheiro não caiu na conta e o cupom sumiu", "?"]
)
def test_what_points_at_no_single_question_chooses_nothing(text):
    assert typed_choice(OPTIONS, text) == ""


def test_without_questions_nothing_is_chosen_by_place():
    assert typed_choice((Option("solved", "Yes"),), "1") == ""
