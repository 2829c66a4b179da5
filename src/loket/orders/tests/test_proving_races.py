"""What holds when two things happen in the same moment, each on a connection of its own."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from journeys.racing import race
from loket.history.models import Event
from loket.orders.actions.proving import ask_for_code, confirm_code, erase_proofs
from loket.orders.jobs import send_code
from loket.orders.models import OneTimeCode, OrderGrant, Shipment
from loket.orders.proofs.proving import ASKED_BY_CUSTOMER, MOST_TRIES, SENT_TO_CONTACT, TooManySends, TooManyTries
from loket.orders.tests.proving_cast import NUMBER, letters, newest_code, order, other_than, someone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def ask(customer, number=NUMBER):
    return ask_for_code(customer, number, now=timezone.now())


def confirm(customer, code):
    return confirm_code(customer, NUMBER, code, now=timezone.now())


def test_two_tries_at_once_count_twice(settings):
    order()
    bea = someone()
    ask(bea)
    wrong = other_than(newest_code())
    assert race(*[partial(confirm, bea, wrong)] * 2) == [None, None]
    assert OneTimeCode.objects.get().tries == 2


def test_many_at_once_get_no_more_tries_than_one_after_the_other(settings):
    order()
    bea = someone()
    ask(bea)
    wrong = other_than(newest_code())
    outcomes = race(*[partial(confirm, bea, wrong)] * (MOST_TRIES + 3))
    assert sum(isinstance(each, TooManyTries) for each in outcomes) == 3
    assert OneTimeCode.objects.get().tries == MOST_TRIES


def test_the_right_code_twice_at_once_grants_once(settings):
    placed, bea = order(), someone()
    ask(bea)
    code = newest_code()
    assert race(*[partial(confirm, bea, code)] * 2) == [placed, placed]
    assert OrderGrant.objects.count() == 1
    assert Event.objects.filter(action="order.proven").count() == 1


def test_many_questions_at_once_get_no_more_codes_than_one_after_the_other():
    bea = someone()
    outcomes = race(*[partial(ask, bea)] * (ASKED_BY_CUSTOMER.most + 3))
    assert sum(isinstance(each, TooManySends) for each in outcomes) == 3
    assert OneTimeCode.objects.count() == ASKED_BY_CUSTOMER.most


def test_a_contact_is_not_flooded_by_many_at_once(settings):
    placed = order()
    for number in range(SENT_TO_CONTACT.most + 2):
        Shipment.objects.create(order=placed, external_id=str(number), tracking_key=f"TRACK{number}", state="lost")
        ask(someone(), f"TRACK{number}")
    jobs = ProcrastinateJob.objects.filter(task_name="orders.send_code")
    race(*[partial(send_code, **each.args) for each in jobs])
    assert len(letters()) == SENT_TO_CONTACT.most


def test_whoever_is_forgotten_while_confirming_keeps_nothing(settings):
    order()
    bea = someone()
    ask(bea)
    code = newest_code()
    race(partial(confirm, bea, code), partial(erase_proofs, [bea.pk]))
    assert not OrderGrant.objects.exists()
    assert not OneTimeCode.objects.exists()
