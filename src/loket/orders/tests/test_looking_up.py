"""Numbers count only where they are an order's or a parcel's that somebody may see."""

from __future__ import annotations

import pytest

from loket.orders.models import OrderGrant, Shipment
from loket.orders.numbers import number_key
from loket.orders.recognising.looking_up import orders_named
from loket.orders.tests.proving_cast import NUMBER, order, someone
from loket.people.actors import NOBODY, SYSTEM, CustomerActor

pytestmark = pytest.mark.django_db

PARCEL = "LX123456785CN"


@pytest.fixture
def bea():
    return someone(external_id="u-17", name="Bea")


@pytest.fixture
def hers(bea):
    made = order(customer=bea)
    Shipment.objects.create(
        order=made, external_id="p-1", tracking_number=PARCEL, tracking_key=number_key(PARCEL), state="in_transit"
    )
    return made


def numbers(found):
    return [each.number for each in found.orders]


@pytest.mark.parametrize(
    "text",
    [
        "pesanan LK-2026-00817-3 belum sampai",
        "lk 2026 00817 3",
        "meu pedido LK202600817-3, CPF 123.456.789-09, paguei R$ 129,90",
        "where is LX 123 456 785 CN?",
        "order LK-2026-00817-3 (parcel lx123456785cn)",
    ],
)
def test_bea_names_her_order_her_own_way(text, bea, hers):
    found = orders_named(text, actor=CustomerActor(bea.pk))
    assert numbers(found) == [NUMBER]
    assert not found.has_number


@pytest.mark.parametrize("text", [f"where is {NUMBER}", f"track {PARCEL}", "where is LK-2026-99999-1", "order 1045"])
def test_olga_cannot_tell_an_order_from_a_wrong_guess(text, hers):
    found = orders_named(text, actor=CustomerActor(someone(external_id="u-18").pk))
    assert (found.orders, found.has_number) == ((), True)


@pytest.mark.parametrize("text", [NUMBER, PARCEL])
def test_nobody_sees_nothing(text, hers):
    assert orders_named(text, actor=NOBODY).orders == ()


def test_proven_order_counts(hers):
    olga = someone()
    OrderGrant.objects.create(customer=olga, order=hers)
    assert numbers(orders_named(NUMBER, actor=CustomerActor(olga.pk))) == [NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "my CPF is 123.456.789-09",
        "4111111111111111",
        "call +55 11 91234-5678",
        "I paid R$ 1.299,00 on 12/01/2026",
        "hi",
        "",
    ],
)
def test_what_is_no_number_is_not_spoken_of(text, bea, hers):
    found = orders_named(text, actor=CustomerActor(bea.pk))
    assert (found.orders, found.has_number) == ((), False)


def test_order_whose_number_passes_for_a_card_is_still_an_order(bea):
    order("4111111111111111", customer=bea)
    assert numbers(orders_named("4111111111111111", actor=CustomerActor(bea.pk))) == ["4111111111111111"]


def test_short_number_of_a_small_shop_counts_where_it_is_called_an_order(bea):
    order("1045", customer=bea)
    bea = CustomerActor(bea.pk)
    assert numbers(orders_named("order 1045 please", actor=bea)) == ["1045"]
    assert numbers(orders_named("I paid R$ 1045 and walked 1045 steps", actor=bea)) == []


def test_several_orders_come_as_they_are_named(bea):
    for number in ("100234", "100235", "100236"):
        order(number, customer=bea)
    found = orders_named("pedidos 100236, 100234 e 100235", actor=CustomerActor(bea.pk))
    assert numbers(found) == ["100236", "100234", "100235"]


def test_number_beside_a_known_one_is_noticed(bea, hers):
    found = orders_named(f"{NUMBER} and LK-2026-99999-1", actor=CustomerActor(bea.pk))
    assert (numbers(found), found.has_number) == ([NUMBER], True)


def test_all_candidates_are_asked_for_at_once(hers, django_assert_num_queries):
    with django_assert_num_queries(1):
        orders_named(f"{NUMBER}, {PARCEL}, 8190123456789012, #100234 and order 1045", actor=SYSTEM)


def test_text_without_numbers_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        orders_named("where is my parcel", actor=SYSTEM)
