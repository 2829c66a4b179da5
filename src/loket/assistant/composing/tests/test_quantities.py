from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.assistant.composing.quantities import tokenize, value_of
from loket.assistant.composing.vocabulary import CHECKED, vocabulary


def found(text, language="en"):
    return [str(each.quantity) for each in tokenize(text, vocabulary(language)) if each.quantity]


def codes(text, language="en"):
    return [each.core for each in tokenize(text, vocabulary(language)) if each.is_code]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("7", "7"), ("1.000,50", "1000.5"), ("1,000.50", "1000.5"), ("1.000", "1000"), ("1,000", "1000"),
        ("1.000.000", "1000000"), ("1,000,000.25", "1000000.25"), ("12,5", "12.5"), ("12.50", "12.5"),
        ("0.125", "0.125"), ("0,125", "0.125"), ("١٢", "12"), ("007", "7"),
    ],
)  # fmt: skip
def test_a_number_is_worth_the_same_in_every_spelling(written, value):
    assert value_of(written) == Decimal(value)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_both_worlds_spell_the_same_amount(whole, cents):
    english = f"{whole:,}.{cents:02}"
    continental = english.translate(str.maketrans(",.", ".,"))
    assert value_of(english) == value_of(continental) == Decimal(f"{whole}.{cents:02}")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "5-15 business days", "5-15 business day"),
        ("en", "5 to 15 business days", "5-15 business day"),
        ("en", "5 – 15", "5"),
        ("en", "two weeks", "2 week"),
        ("en", "a day", "1 day"),
        ("en", "$500", "500 $"),
        ("en", "500 USD", "500 USD"),
        ("en", "US$ 500", "500 USD"),
        ("en", "10%", "10 percent"),
        ("en", "10 percent", "10 percent"),
        ("en", "24h", "24 hour"),
        ("en", "５０ days", "50 day"),
        ("pt", "de 5 a 15 dias úteis", "5-15 business day"),
        ("pt", "um dia útil", "1 business day"),
        ("pt", "R$ 1.000,50", "1000.50 BRL"),
        ("pt", "50 reais", "50 BRL"),
        ("id", "5 hingga 15 hari kerja", "5-15 business day"),
        ("id", "dua belas hari", "12 day"),
        ("id", "tiga puluh hari", "30 day"),
        ("id", "seminggu", "1 week"),
        ("id", "Rp50.000,-", "50000 IDR"),
        ("id", "50.000 rupiah", "50000 IDR"),
        ("es", "entre 5 y 15 días hábiles", "5-15 business day"),
        ("es", "MX$ 1,000.50", "1000.50 MXN"),
        ("es", "una semana", "1 week"),
    ],
)
def test_numbers_are_read_with_their_units(language, text, expected):
    assert found(text, language)[0] == expected


def test_an_article_is_no_number_where_no_unit_follows():
    assert found("open a page or one of the orders") == []
    assert found("um pedido de uma loja", "pt") == []


@pytest.mark.parametrize("code", ["LK-2026-00817-3", "10:30", "2026-10-02", "12/05/2026", "ABC10", "-5", "+62812"])
def test_what_is_no_plain_number_is_a_code(code):
    assert codes(f"it is {code} now") == [code]


@pytest.mark.parametrize("language", CHECKED)
@given(text=st.text(max_size=60))
def test_any_text_can_be_read(language, text):
    tokenize(text, vocabulary(language))
