"""The demo shop's marketplace: does each key once, some at once and some after a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils import timezone

from loket.orders.connectors import connector
from loket.orders.connectors.port import Instruction
from loket.orders.models import DemoInstruction

pytestmark = pytest.mark.django_db
KEYS = [str(UUID(int=number)) for number in range(40)]


def instruction(key):
    asked_at = datetime(2026, 11, 1, tzinfo=UTC)
    return Instruction(key, "refund", "LK-1", "BRL", "damaged", asked_at, amount=Decimal("20.00"))


def test_each_key_is_done_once_and_the_key_decides_when():
    shop = connector()
    first = {key: shop.carry_out(instruction(key)) for key in KEYS}
    assert first == {key: shop.carry_out(instruction(key)) for key in KEYS}
    assert {each.state for each in first.values()} == {"settled", "accepted"}
    assert DemoInstruction.objects.count() == len(KEYS)


def test_what_takes_a_while_is_done_a_while_later():
    shop = connector()
    for key in KEYS:
        shop.carry_out(instruction(key))
    DemoInstruction.objects.update(created_at=timezone.now() - timedelta(minutes=1))
    assert {shop.look_up(key).state for key in KEYS} == {"settled"}


def test_a_key_nobody_sent_is_absent():
    assert connector().look_up(KEYS[0]).state == "absent"


def test_a_key_that_is_used_for_something_else_is_for_a_person():
    shop = connector()
    shop.carry_out(instruction(KEYS[0]))
    again = shop.carry_out(replace(instruction(KEYS[0]), amount=Decimal("30.00")))
    assert (again.state, again.is_for_a_person) == ("unknown", True)
