"""A bank wants a payment back: the shop tells of it with the payment, and the record keeps how far it has come."""

from __future__ import annotations

import pytest

from loket.orders.actions.importing import put_order
from loket.orders.documents.exporting import orders_of
from loket.orders.documents.order_errors import OrderRefused
from loket.orders.models import OrderChange, Payment
from loket.orders.tests.documents import document, stored
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


def at_the_bank(state, name="cb-1"):
    return {"payments__0__chargeback": {"id": name, "state": state}}


def test_a_chargeback_is_kept_followed_and_told_again():
    order = stored(**at_the_bank("opened"))
    assert not put_order(document(**at_the_bank("opened")), by=SYSTEM).has_changed
    stored(**at_the_bank("lost"))
    payment = Payment.objects.get(order=order)
    assert (payment.chargeback_id, payment.chargeback_state) == ("cb-1", "lost")
    change = OrderChange.objects.filter(order=order).latest("version")
    assert change.changed == {"payments.pay-1.chargeback.state": ["opened", "lost"]}
    (told,) = orders_of(order.customer)
    assert told["payments"][0]["chargeback"] == {"id": "cb-1", "state": "lost"}


def test_a_payment_that_nobody_wants_back_says_nothing_of_it():
    (told,) = orders_of(stored().customer)
    assert "chargeback" not in told["payments"][0]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"id": "cb-1", "state": "refused"}, "payments.0.chargeback.state"),
        ({"id": "cb-1"}, "payments.0.chargeback.state"),
        ({"state": "opened"}, "payments.0.chargeback.id"),
        ("cb-1", "payments.0.chargeback"),
    ],
)
def test_what_cannot_be_read_is_named(told, field):
    with pytest.raises(OrderRefused) as refused:
        put_order(document(payments__0__chargeback=told), by=SYSTEM)
    assert field in {each.field for each in refused.value.problems}
