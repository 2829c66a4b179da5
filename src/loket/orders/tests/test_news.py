from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from loket.lib import live
from loket.orders.actions import carrying_out
from loket.orders.actions.ledger import Request, approve, ask_for, carry_out
from loket.orders.actions.tasks import end_task
from loket.orders.models import OrderTask
from loket.orders.tests import ledger_shop
from loket.orders.tests.ledger_shop import ada, max_

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch):
    """The topics that were told since it was last cleared."""
    topics = []
    monkeypatch.setattr(live, "publish", lambda topic, _hint: topics.append(topic))
    return topics


def refund(order, amount):
    request = Request("refund", "damaged", amount=Decimal(amount))
    return ask_for(order, request, key=f"{order.pk}-{amount}", by=ada())


def test_what_waits_for_nobody_is_told_to_those_who_look_at_the_order(told):
    order = ledger_shop.order()
    refund(order, 10)
    assert set(told) == {f"order:{order.pk}"}


def test_what_waits_for_a_second_person_and_their_word_are_told_to_all(told):
    order = ledger_shop.order(lines=("900.00", "200.00"))
    entry = refund(order, 1000)
    assert set(told) == {f"order:{order.pk}", "orders"}
    told.clear()
    approve(entry, by=max_())
    assert set(told) == {f"order:{order.pk}", "orders"}


@pytest.mark.parametrize(("word", "is_for_all"), [("settle", False), ("accept", False), ("refuse", True)])
def test_an_outcome_is_told_to_all_only_where_it_leaves_something_to_do(told, monkeypatch, word, is_for_all):
    monkeypatch.setattr(carrying_out, "connector", lambda: ledger_shop.Shop(plan=[word]))
    entry = refund(ledger_shop.order(), 10)
    told.clear()
    carry_out(entry.pk, now=timezone.now() + timedelta(seconds=1))
    assert f"order:{entry.order_id}" in told
    assert ("orders" in told) == is_for_all


def test_what_was_cleared_up_is_told_to_all(told):
    order = ledger_shop.order()
    task = OrderTask.objects.create(order=order, kind=OrderTask.Kind.REFUSED)
    end_task(task, by=ada(), outcome="Sent by hand")
    assert set(told) == {f"order:{order.pk}", "orders"}
