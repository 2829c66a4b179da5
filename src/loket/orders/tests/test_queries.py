import pytest

from loket.orders.models import LedgerEntry, Order, Payment
from loket.orders.queries import all_facts, facts_of, order_facts, with_everything
from loket.orders.tests.documents import document, imported, refund

pytestmark = pytest.mark.django_db


def rich(number):
    """An order with two of everything, one refund of them begun by the ledger."""
    made = document(number)
    made["items"].append(made["items"][0] | {"line": 2, "title": "Shade", "paid": "0.00"})
    made["payments"][0]["refunds"] = [refund("r-2", "5.00"), refund("r-1", "6.00", "failed")]
    made["payments"].append(made["payments"][0] | {"reference": "pay-0", "state": "failed", "refunds": []})
    made["shipments"].append(made["shipments"][0] | {"id": "p0", "tracking_number": None, "events": []})
    made["shipments"][0]["events"].append({"at": "2026-10-02T09:00:00Z", "code": "told", "place": "", "text": ""})
    made["coupons"].append(made["coupons"][0] | {"code": "ANA5"})
    return made


def bare(number):
    """An order to which nothing but its line belongs."""
    return document(number, payments=[], shipments=[], coupons=[])


@pytest.fixture
def orders():
    imported(rich("A-1"), bare("A-2"), rich("A-3"))
    payment = Payment.objects.get(order__number="A-1", reference="pay-1")
    entry = LedgerEntry.objects.create(
        order=payment.order, kind="refund", state="settled", amount=5, payment=payment, lines=[1], reason="late"
    )
    payment.refunds.filter(external_id="r-2").update(entry=entry)
    return Order.objects.order_by("number")


def test_values_tell_the_same_as_rows(orders):
    read = all_facts(orders)
    assert read == tuple(facts_of(each) for each in with_everything(orders))
    assert [each.number for each in read] == ["A-1", "A-2", "A-3"]
    assert {each.id: each.is_ours for paid in read[0].payments for each in paid.refunds} == {"r-2": True, "r-1": False}
    assert read[2] == order_facts(orders[2])


def test_as_many_statements_for_many_orders_as_for_one_without_anything(orders, django_assert_num_queries):
    with django_assert_num_queries(6):
        all_facts(orders)
    for each in orders:
        with django_assert_num_queries(6):
            order_facts(each)
