from decimal import Decimal
from unittest import mock

import pytest

from loket.orders import caps
from loket.orders.actions import carrying_out, settling
from loket.orders.tests.ledger_storm import Storm


def storms(n=60):
    for seed in range(n):
        Storm(seed).rage(14).settle_down().check()

def no_look(marketplace, attempt):
    return marketplace.carry_out(attempt.instruction)

@pytest.mark.django_db
def test_m_no_look():
    with mock.patch.object(carrying_out, "_ask", no_look), pytest.raises(AssertionError): storms()

@pytest.mark.django_db
def test_m_no_caps():
    with mock.patch.object(caps.Checkout, "most", lambda *a, **k: Decimal(500)), mock.patch.object(caps.Checkout,"left_of_payment",lambda *a: Decimal(500)), pytest.raises(AssertionError): storms(150)

@pytest.mark.django_db
def test_m_unknown_is_refused():
    real = carrying_out._note_unknown
    def f(entry, attempt, outcome): settling.refuse(entry, problem="x", now=attempt.now)
    with mock.patch.object(carrying_out, "_note_unknown", f), pytest.raises(AssertionError): storms()

@pytest.mark.django_db
def test_m_money_before_cancel():
    with mock.patch.object(carrying_out, "_may_go", lambda e, n: True), pytest.raises(AssertionError): storms(200)
