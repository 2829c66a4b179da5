"""What disputes decide: refunds within the caps, money without a way back left to a person, payouts held exactly."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from loket.orders.actions import demo_marketplace
from loket.orders.actions.carrying_out import carry_out
from loket.orders.actions.decided_money import (
    DecidedRefund,
    refund_all_as_decided,
    refund_as_decided,
    send_as_decided,
)
from loket.orders.actions.ledger import Decision, OverTheCap, settle_by_hand
from loket.orders.actions.payouts import held_back, hold_back
from loket.orders.disputed import disputed_lines, tracking_is_known
from loket.orders.models import DemoInstruction, LedgerEntry, Order, OrderTask, Payment, Shipment
from loket.orders.queries import order_facts
from loket.orders.tests.ledger_shop import max_, order

DECISION = Decision("dispute:7K3M9QXA", "seller")
LATER = timedelta(hours=2)


def refund(made, amount, key="d-1", lines=()):
    return refund_as_decided(decided(made, amount, key, lines))


def decided(made, amount, key, lines=()):
    return DecidedRefund(made, Decimal(amount), lines, key, DECISION, "not_as_described")


def hold(made, amount):
    return hold_back(made, hold="dispute:7K3M9QXA", amount=Decimal(amount), lines=(1,), decision=DECISION)


@pytest.mark.django_db
def test_a_decided_refund_is_entered_once_under_the_disputes_name():
    made = order()
    (first,) = refund(made, "20.00")
    assert refund(made, "20.00") == (first,)
    assert (first.state, first.rule, first.cost_to) == ("ready", "dispute:7K3M9QXA", "seller")


@pytest.mark.django_db
def test_a_decision_never_gives_back_more_than_was_paid():
    made = order()
    whole = disputed_lines(made, [each.line for each in order_facts(made).items]).cap
    refund(made, whole)
    with pytest.raises(OverTheCap):
        refund(made, "0.01", key="d-2")


@pytest.mark.django_db
def test_money_without_a_way_back_counts_and_waits_for_a_person():
    made = order()
    Payment.objects.filter(order=made).update(method="oxxo")
    (entry,) = refund(made, "20.00")
    assert entry.state == "needs_person"
    assert OrderTask.objects.get(entry=entry).kind == "no_way_back"
    assert carry_out(entry.pk, now=timezone.now() + LATER) is None
    assert settle_by_hand(entry, by=max_(), outcome="settled").state == "settled"


@pytest.mark.django_db
def test_many_refunds_are_entered_as_each_alone_would_be():
    alone, plain, stuck = order(), order(), order()
    Payment.objects.filter(order=stuck).update(method="oxxo")
    refund(alone, "20.00", lines=(1,))
    wanted = [decided(plain, "20.00", "d-2", (1,)), decided(stuck, "20.00", "d-3", (1,))]
    refund_all_as_decided(wanted)
    refund_all_as_decided(wanted)
    first, second, third = (LedgerEntry.objects.get(order=each) for each in (alone, plain, stuck))
    for each in ("state", "amount", "destination", "lines", "details", "reason", "cost_to", "rule", "asked_by"):
        assert getattr(second, each) == getattr(first, each), each
    assert (third.state, OrderTask.objects.get(entry=third).kind) == ("needs_person", "no_way_back")


@pytest.mark.django_db
def test_of_many_refunds_none_is_entered_when_one_is_over_the_cap():
    first, second = order(), order()
    with pytest.raises(OverTheCap):
        refund_all_as_decided([decided(first, "20.00", "d-1"), decided(second, "106.91", "d-2")])
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_many_refunds_of_one_checkout_count_each_other():
    both = {"both": "213.80"}
    first, second = order(payments=both, checkout_id="co-1"), order(payments=both, checkout_id="co-1")
    wanted = [decided(first, "106.90", "d-1"), decided(second, "100.00", "d-2"), decided(first, "0.01", "d-3")]
    with pytest.raises(OverTheCap):
        refund_all_as_decided(wanted)
    refund_all_as_decided(wanted[:2])
    assert LedgerEntry.objects.count() == 2
    with pytest.raises(OverTheCap):
        refund_all_as_decided([decided(second, "6.91", "d-4")])


@pytest.mark.django_db
def test_goods_are_sent_as_decided_without_asking_the_rulebook():
    made = order()
    entry = send_as_decided(made, kind="resend", lines=(1,), key="d-3", decision=DECISION, reason="missing_parts")
    assert (entry.kind, entry.state, entry.rule) == ("resend", "ready", "dispute:7K3M9QXA")


@pytest.mark.django_db
def test_a_payout_is_held_to_the_amount_and_once_more_changes_nothing():
    made = order()
    first = hold(made, "30.00")
    assert hold(made, "30.00") == first
    assert held_back(made.pk) == Decimal("30.00")
    assert first.kind == "freeze_payout"


@pytest.mark.django_db(transaction=True)
def test_the_last_word_about_a_payout_is_the_last_that_the_marketplace_hears(monkeypatch):
    monkeypatch.setattr(demo_marketplace, "SETTLES_AFTER", timedelta(0))
    made = order()
    first = hold(made, "30.00")
    second = hold(made, "10.00")
    third = hold(made, "0")
    assert (second.state, third.state) == ("waiting", "waiting")
    for step in range(1, 8):
        for each in (third, second, first):
            carry_out(each.pk, now=timezone.now() + step * LATER)
    kinds = DemoInstruction.objects.order_by("pk").values_list("document__kind", "document__amount")
    assert list(kinds) == [("freeze_payout", "30.00"), ("freeze_payout", "10.00"), ("release_payout", None)]
    assert held_back(made.pk) == 0


@pytest.mark.django_db
def test_letting_go_what_was_never_held_enters_nothing():
    assert hold(order(), "0") is None
    assert LedgerEntry.objects.count() == 0


@pytest.mark.django_db
def test_buyers_pages_know_nothing_of_payouts():
    made = order()
    hold(made, "30.00")
    assert order_facts(made).ledger == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "tracking", "expected"),
    [
        ("preparing", "", "not_shipped"),
        ("in_transit", "", "no_tracking"),
        ("in_transit", "RB1", "in_transit"),
        ("customs", "RB1", "customs"),
        ("delivered", "RB1", "delivered"),
        ("returned", "RB1", "returned"),
        ("lost", "RB1", "lost"),
    ],
)
def test_where_the_lines_are_is_read_from_their_parcels(state, tracking, expected):
    made = order()
    Shipment.objects.filter(order=made).delete()
    Shipment.objects.create(order=made, external_id="s-9", lines=[1], state=state, tracking_number=tracking)
    assert disputed_lines(made, [1]).delivery == expected


@pytest.mark.django_db
def test_lines_without_a_parcel_are_not_shipped_and_unknown_lines_are_refused():
    made = order()
    Shipment.objects.filter(order=made).delete()
    assert disputed_lines(made, [1]).delivery == "not_shipped"
    with pytest.raises(ValueError, match="no such line"):
        disputed_lines(made, [99])


@pytest.mark.django_db
def test_a_tracking_number_of_another_order_is_known():
    made = order()
    Shipment.objects.create(order=made, external_id="s-8", lines=[1], state="in_transit", tracking_number="RB77CN")
    assert tracking_is_known(" rb77cn ")
    assert not tracking_is_known("rb77cn", besides=made.pk)
    assert Order.objects.count() == 1
