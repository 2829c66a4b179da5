"""Who may see which orders: Bea hers, Olga none until she has proven one, the desk and the shop's server all."""

from uuid import uuid4

import pytest
from django.db import connection

from loket.orders.access import get_order_for, ledger_visible_to, tasks_visible_to, visible_to
from loket.orders.models import Order, OrderGrant
from loket.orders.tests.documents import document, imported
from loket.people.access import NotVisible
from loket.people.actions.customers import erase_person
from loket.people.actors import NOBODY, SYSTEM, CustomerActor, ServerActor, StaffActor
from loket.people.models import Customer, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def orders():
    imported(
        document("BEA-1"),
        document("BEA-2"),
        document("OTHER-1", buyer__external_id="u-18"),
        document("STRANGER-1", buyer__external_id=None),
    )


def customer(external_id=None):
    found = Customer.objects.filter(external_id=external_id).first() if external_id else None
    return found or Customer.objects.create()


def seen_by(actor):
    return sorted(visible_to(actor).values_list("number", flat=True))


def staff(*roles, **fields):
    return StaffActor(User.objects.create_user(f"{uuid4()}@example.com", name="Ada", roles=list(roles), **fields))


def server(*scopes):
    return ServerActor(uuid4(), "Shop", scopes)


EVERYTHING = ["BEA-1", "BEA-2", "OTHER-1", "STRANGER-1"]


def test_bea_sees_hers_and_nothing_else():
    bea = CustomerActor(customer("u-17").pk)
    assert seen_by(bea) == ["BEA-1", "BEA-2"]
    assert get_order_for(bea, "BEA-1").number == "BEA-1"


@pytest.mark.parametrize("number", ["OTHER-1", "STRANGER-1", "NONE", "", "BEA-1 ", "bea-1", "BEA\0"])
def test_what_is_not_hers_looks_like_what_does_not_exist(number):
    with pytest.raises(NotVisible):
        get_order_for(CustomerActor(customer("u-17").pk), number)


def test_olga_sees_nothing():
    olga = CustomerActor(customer().pk, uuid4())
    assert seen_by(olga) == []
    assert seen_by(CustomerActor(uuid4())) == []
    assert seen_by(NOBODY) == []


def test_the_same_person_whom_nobody_vouches_for_sees_nothing_without_a_code():
    stranger = Order.objects.get(number="STRANGER-1").customer
    assert seen_by(CustomerActor(stranger.pk)) == []


def test_a_grant_opens_the_one_order_it_is_for():
    olga = customer()
    OrderGrant.objects.create(customer=olga, order=Order.objects.get(number="OTHER-1"))
    assert seen_by(CustomerActor(olga.pk)) == ["OTHER-1"]


def test_a_grant_beside_ones_own_orders_shows_each_once():
    bea = customer("u-17")
    for number in ("BEA-1", "OTHER-1"):
        OrderGrant.objects.create(customer=bea, order=Order.objects.get(number=number))
    assert seen_by(CustomerActor(bea.pk)) == ["BEA-1", "BEA-2", "OTHER-1"]


def test_a_list_of_ones_own_orders_comes_from_its_index_alone():
    visible = visible_to(CustomerActor(customer("u-17").pk))
    newest = visible.order_by("-placed_at", "-id").values_list("pk", "number", "state")[:21]
    with connection.cursor() as cursor:
        # Of three rows every way is as cheap.
        for way in ("seqscan", "indexscan", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    assert "Index Only Scan using orders_of_customer" in newest.explain()


def test_who_was_erased_sees_nothing():
    bea = customer("u-17")
    erase_person(bea, by=SYSTEM)
    assert seen_by(CustomerActor(bea.pk)) == []


@pytest.mark.parametrize("roles", [("agent",), ("lead",), ("admin",)])
def test_the_desk_sees_all(roles):
    assert seen_by(staff(*roles)) == EVERYTHING


def test_who_does_not_answer_sees_none():
    assert seen_by(staff("editor")) == []
    assert seen_by(staff("agent", is_active=False)) == []


def test_the_shops_server_sees_all_with_the_scope_and_none_without():
    assert seen_by(server("orders")) == EVERYTHING
    assert seen_by(server("conversations", "replies")) == []
    assert seen_by(SYSTEM) == EVERYTHING


@pytest.mark.parametrize("of", [ledger_visible_to, tasks_visible_to])
def test_the_ledger_is_for_the_desk(of):
    for actor in (CustomerActor(customer("u-17").pk), server("orders"), NOBODY):
        assert of(actor).query.is_empty()
    assert not of(staff("agent")).query.is_empty()
