"""The shop tells of one order from several processes at once."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from loket.orders.actions.importing import import_orders, put_order
from loket.orders.models import Order, OrderChange
from loket.orders.tests.documents import document
from loket.people.actors import SYSTEM
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db(transaction=True)

STATES = ["paid", "shipped", "delivered", "completed"]


def all_at_once(*calls):
    start = Barrier(len(calls))

    def run(call):
        start.wait(timeout=20)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def put(**changes):
    return lambda: put_order(document(**changes), by=SYSTEM)


def check_whole():
    """Versions without gaps, each with its change, and nobody left over."""
    for order in Order.objects.all():
        versions = list(OrderChange.objects.filter(order=order).values_list("version", flat=True))
        assert versions == list(range(1, order.version + 1))
        assert (order.items.count(), order.payments.count(), order.shipments.count()) == (1, 1, 1)
    assert set(Customer.objects.values_list("pk", flat=True)) == set(Order.objects.values_list("customer", flat=True))
    assert Seller.objects.count() == 1


@pytest.mark.parametrize("buyer", ["u-17", None])
def test_a_new_order_told_of_at_once_is_one_order_with_a_version_for_each_word(buyer):
    for _round in range(3):
        results = all_at_once(*(put(state=state, buyer__external_id=buyer) for state in STATES))
        assert [each.is_new for each in results].count(True) == 1
        assert Order.objects.get().version == len(STATES)
        check_whole()
        Order.objects.all().delete()
        Customer.objects.all().delete()


def test_a_known_order_told_of_at_once_gets_a_version_for_each_word():
    put(state="awaiting_payment")()
    results = all_at_once(*(put(state=state) for state in STATES))
    assert all(each.has_changed for each in results)
    assert Order.objects.get().version == 1 + len(STATES)
    check_whole()


def test_files_and_single_orders_do_not_stand_in_each_others_way():
    def file(state, numbers):
        many = [
            json.dumps(document(f"N-{number}", state=state, buyer__external_id=f"u-{number % 7}", buyer__name=state))
            for number in numbers
        ]
        return lambda: import_orders(many)

    for state in ("shipped", "completed"):
        all_at_once(
            file(state, range(40)),
            file("delivered", reversed(range(40))),
            *(put(number=f"N-{number}", state="cancelled", buyer__external_id="u-3") for number in (3, 17, 33)),
        )
    assert Order.objects.count() == 40
    check_whole()
