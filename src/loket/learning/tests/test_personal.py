from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.learning.personal import GAP, LONGEST, without_personal_data


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("where is my order INV/2026/000123", "where is my order …"),
        ("cadê meu pedido 2026-8891-77?", "cadê meu pedido …?"),
        ("parcel NX123456785BR has not moved", "parcel … has not moved"),
        ("write to bea.souza@mail.example please", "write to … please"),
        ("call me on +55 (81) 99999-1234 today", "call me on … today"),
        ("my cpf is 123.456.789-09 refund me", "my cpf is … refund me"),
        ("my name is Bea Souza and my parcel is late", "my name is … and my parcel is late"),
        ("meu nome é Beatriz, cadê o reembolso", "meu nome é …, cadê o reembolso"),
        ("nama saya Budi Santoso, barang belum sampai", "nama saya …, barang belum sampai"),
        ("me llamo José Pérez y no llega mi pedido", "me llamo … y no llega mi pedido"),
        ("Hi I'm Bea, where is my refund", "Hi I'm …, where is my refund"),
        ("see https://shop.example/orders/1?token=x it fails", "see … it fails"),
    ],
)
def test_what_tells_who_or_which_becomes_a_gap(text, kept):
    assert without_personal_data(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "how long do refunds take, 5 or 10 days?",
        "i'm still waiting for my refund",
        "saya mau cancel pesanan",
        "sou obrigado a pagar frete?",
        "2 of 3 items are missing",
        "the 50% coupon does not work",
    ],
)
def test_what_anybody_might_ask_stays_as_it_is(text):
    assert without_personal_data(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "INV/2026/000123", "bea@mail.example +55 81 99999-1234 12345678", "rua das Flores 12, Recife", "a" * 301],
)
def test_where_little_else_is_said_nothing_is_learnt(text):
    assert without_personal_data(text) is None


def test_the_customers_own_name_goes_wherever_it_stands():
    assert (
        without_personal_data("it is SOUZA again, no refund", names=("Bea Souza",)) == f"it is {GAP} again, no refund"
    )


@given(st.text(max_size=400), st.text(max_size=20))
def test_no_text_breaks_it_and_no_long_number_passes(text, name):
    kept = without_personal_data(f"{text} 4815162342", names=(name,))
    assert kept is None or (len(kept) <= LONGEST + 2 and "4815162342" not in kept)
