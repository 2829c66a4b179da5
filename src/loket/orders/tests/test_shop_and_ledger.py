"""What the shop tells of refunds, beside what the ledger knows of them."""

from decimal import Decimal

import pytest

from loket.orders.actions.importing import put_order
from loket.orders.bookkeeping.checkouts import checkout_of
from loket.orders.models import LedgerEntry, Order, OrderTask, Payment, Refund
from loket.orders.tests.documents import document, refund, stored
from loket.people.actors import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    """Ten reais that our ledger sent back."""
    order = stored()
    payment = order.payments.get()
    entry = LedgerEntry.objects.create(
        idempotency_key="k", order=order, kind="refund", state="accepted", amount=Decimal(10), payment=payment,
        destination="original", reason="late", asked_by="system",
    )  # fmt: skip
    Refund.objects.create(
        payment=payment, external_id=str(entry.pk), amount=10, destination="original", state="requested", entry=entry
    )
    return entry


def put(*refunds, **changes):
    return put_order(document(payments__0__refunds=list(refunds), **changes), by=SYSTEM)


def test_ours_stay_when_the_shop_leaves_them_out(entry):
    result = put(refund("r-1"))
    assert set(Refund.objects.values_list("external_id", flat=True)) == {"r-1", str(entry.pk)}
    assert Refund.objects.get(entry=entry).state == "requested"
    assert result.order.version == 2
    assert put(refund("r-1")).has_changed is False


def test_a_refund_by_our_identifier_is_tied_to_its_entry(entry):
    Refund.objects.all().delete()
    put(refund(str(entry.pk), "10.00", "sent", expected_by="2026-11-30"))
    found = Refund.objects.get()
    assert (found.entry, found.state, str(found.expected_by)) == (entry, "sent", "2026-11-30")
    assert not OrderTask.objects.exists()


@pytest.mark.parametrize("state", ["sent", "settled", "failed"])
def test_news_of_ours_reaches_the_refund_and_leaves_the_ledger(entry, state):
    put(refund(str(entry.pk), "10.00", state))
    assert Refund.objects.get().state == state
    entry.refresh_from_db()
    assert (entry.state, entry.amount) == ("accepted", 10)


@pytest.mark.parametrize("told", [{"amount": "99.00"}, {"destination": "wallet"}, {"state": "failed"}])
def test_a_disagreement_becomes_one_task(entry, told):
    LedgerEntry.objects.update(state="settled")
    Refund.objects.update(state="settled")
    claim = refund(str(entry.pk), "10.00", "settled") | told
    results = [put(claim) for _time in range(3)]
    assert [each.has_changed for each in results] == [False] * 3
    task = OrderTask.objects.get()
    assert (task.kind, task.entry, task.order_id) == ("refund_disagrees", entry, entry.order_id)
    assert (task.data["ours"]["amount"], task.data["shop"]["state"]) == ("10.00", claim["state"])
    assert (Refund.objects.get().amount, Refund.objects.get().state) == (10, "settled")


def test_a_cleared_up_disagreement_does_not_come_back_but_a_new_one_does(entry):
    put(refund(str(entry.pk), "99.00", "sent"))
    OrderTask.objects.update(done_at="2026-11-01T00:00:00Z")
    put(refund(str(entry.pk), "99.00", "sent"))
    assert OrderTask.objects.count() == 1
    put(refund(str(entry.pk), "50.00", "sent"))
    assert OrderTask.objects.count() == 2


def test_a_payment_with_an_entry_stays_when_the_shop_leaves_it_out(entry):
    put_order(document(payments=[]), by=SYSTEM)
    assert Payment.objects.get().entries.get() == entry
    assert Refund.objects.get().entry == entry


def test_another_orders_entry_is_no_affair_of_this_order(entry):
    put_order(document("B-2", payments__0__refunds=[refund(str(entry.pk), "55.00")]), by=SYSTEM)
    found = Refund.objects.get(payment__order=Order.objects.get(number="B-2"))
    assert (found.amount, found.entry) == (55, None)
    assert not OrderTask.objects.exists()


@pytest.mark.parametrize("state", ["refused", "declined"])
def test_money_that_moved_though_the_ledger_says_no_cannot_go_back_again(entry, state):
    LedgerEntry.objects.update(state=state)
    Refund.objects.update(state="failed")
    payment = Payment.objects.get()
    before = checkout_of([entry.order_id]).left_of_payment(payment.pk)
    put(refund(str(entry.pk), "10.00", "settled"))
    assert before - checkout_of([entry.order_id]).left_of_payment(payment.pk) == 10
    assert OrderTask.objects.count() == 1
