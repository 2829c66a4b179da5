from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.history.models import Event
from loket.orders.access import get_order_for
from loket.orders.actions.proving import ask_for_code, confirm_code, erase_proofs, sweep_codes
from loket.orders.models import OneTimeCode, OrderGrant, Shipment
from loket.orders.proofs.proving import ASKED_FOR_NUMBER, LIFE, MOST_TRIES, NotANumber, TooManySends, TooManyTries
from loket.orders.queries import proven_at
from loket.orders.tests.proving_cast import NUMBER, code_in, letters, newest_code, order, other_than, run_jobs, someone
from loket.people.access import NotVisible
from loket.people.actors import CustomerActor

pytestmark = pytest.mark.django_db
UNKNOWN = "LK-2026-99999-9"


@pytest.fixture(autouse=True)
def _mail(settings):
    settings.LOKET_SMTP_URL = "smtp://127.0.0.1:9"


def ask(customer, number=NUMBER, *, later=timedelta(0)):
    return ask_for_code(customer, number, now=timezone.now() + later)


def confirm(customer, code, number=NUMBER, *, later=timedelta(0)):
    return confirm_code(customer, number, code, now=timezone.now() + later)


def sees(customer):
    try:
        return get_order_for(CustomerActor(customer.pk), NUMBER)
    except NotVisible:
        return None


def shape(captured):
    """The statements without their values: what an observer of time could tell apart."""
    return [re.sub(r"'(?:[^']|'')*'|\b\d+\b|_x\d+", "?", each["sql"]) for each in captured]


def statements(call):
    with CaptureQueriesContext(connection) as captured:
        outcome = call()
    return outcome, shape(captured)


def test_the_code_opens_the_order(settings):
    placed, bea = order(), someone()
    ask(bea)
    assert sees(bea) is None
    assert confirm(bea, newest_code()) == placed
    assert sees(bea) == placed


def test_number_and_code_may_be_typed_ones_own_way(settings):
    placed, bea = order(), someone()
    ask(bea, "# lk 2026 ００８１７ 3")
    code = newest_code()
    arabic = "".join(chr(ord("٠") + int(each)) for each in code)
    assert confirm(bea, f"{arabic[:3]} {arabic[3:]}", "LK2026008173") == placed


def test_a_parcels_number_proves_its_order(settings):
    placed, bea = order(), someone()
    Shipment.objects.create(
        order=placed, external_id="1", tracking_number="LB 1", tracking_key="LB123456789CN", state="in_transit"
    )
    ask(bea, "LB123456789CN")
    assert confirm(bea, newest_code(), "lb 123 456 789 cn") == placed


def test_asking_does_the_same_for_every_number():
    order()
    someone_asks = [someone(), someone()]
    known, known_statements = statements(lambda: ask(someone_asks[0], NUMBER))
    unknown, unknown_statements = statements(lambda: ask(someone_asks[1], UNKNOWN))
    assert known == unknown
    assert known_statements == unknown_statements
    assert OneTimeCode.objects.filter(order=None).count() == 2
    assert ProcrastinateJob.objects.filter(task_name="orders.send_code").count() == 2


def test_a_wrong_code_does_the_same_for_every_number(settings):
    order()
    bea, olga = someone(), someone()
    ask(bea, NUMBER)
    ask(olga, UNKNOWN)
    wrong = other_than(newest_code())
    known, known_statements = statements(lambda: confirm(bea, wrong, NUMBER))
    unknown, unknown_statements = statements(lambda: confirm(olga, wrong, UNKNOWN))
    assert known is unknown is None
    assert known_statements == unknown_statements


@pytest.mark.parametrize("number", [NUMBER, UNKNOWN])
def test_limits_do_not_tell_whether_there_is_an_order(number, settings):
    order()
    olga = someone()
    for _ in range(3):
        ask(olga, number)
    with pytest.raises(TooManySends) as refused:
        ask(olga, number)
    assert 3590 <= refused.value.retry_after <= 3600
    run_jobs("orders.send_code")
    wrong = other_than(code_in(letters()[-1])) if letters() else "111111"
    for _ in range(MOST_TRIES):
        assert confirm(olga, wrong, number) is None
    with pytest.raises(TooManyTries) as tried:
        confirm(olga, "333333", number)
    assert 590 <= tried.value.retry_after <= 600


def test_after_the_wait_one_may_ask_again():
    bea = someone()
    for _ in range(3):
        ask(bea)
    with pytest.raises(TooManySends) as refused:
        ask(bea, UNKNOWN)
    ask(bea, later=timedelta(seconds=refused.value.retry_after))


def test_a_number_is_asked_for_only_so_often_by_all_together():
    for _ in range(ASKED_FOR_NUMBER.most):
        ask(someone(), UNKNOWN)
    with pytest.raises(TooManySends):
        ask(someone(), UNKNOWN)
    ask(someone(), NUMBER)


def test_nobody_can_have_a_code_sent_for_what_is_no_number():
    with pytest.raises(NotANumber):
        ask(someone(), "my order")
    assert not OneTimeCode.objects.exists()


def test_the_right_code_is_refused_after_too_many_tries(settings):
    order()
    bea = someone()
    ask(bea)
    code = newest_code()
    for _ in range(MOST_TRIES):
        confirm(bea, other_than(code))
    with pytest.raises(TooManyTries):
        confirm(bea, code)
    assert sees(bea) is None


def test_what_is_no_code_costs_no_try(settings):
    placed, bea = order(), someone()
    ask(bea)
    for text in ["", "12345", "I have no code", "1234567"] * 3:
        assert confirm(bea, text) is None
    assert confirm(bea, newest_code()) == placed


def test_only_the_newest_code_is_good(settings):
    placed, bea = order(), someone()
    ask(bea)
    first = newest_code()
    ask(bea)
    second = newest_code()
    assert confirm(bea, first) is None or first == second
    assert confirm(bea, second) == placed


def test_a_code_that_was_replaced_is_not_even_sent(settings):
    order()
    bea = someone()
    ask(bea)
    ask(bea)
    assert run_jobs("orders.send_code") == 2
    assert len(letters()) == 1


def test_a_code_ends_after_its_life(settings):
    order()
    bea = someone()
    ask(bea)
    assert confirm(bea, newest_code(), later=LIFE) is None
    assert sees(bea) is None


def test_anothers_code_is_no_use(settings):
    order()
    bea, olga = someone(), someone()
    ask(olga)
    run_jobs("orders.send_code")
    ask(bea)
    assert confirm(olga, newest_code()) is None
    assert sees(olga) is None


def test_a_double_click_gets_the_same_order_and_nothing_new(settings):
    placed, bea = order(), someone()
    ask(bea)
    code = newest_code()
    assert confirm(bea, code) == confirm(bea, code) == placed
    assert OrderGrant.objects.count() == 1
    assert Event.objects.filter(action="order.proven").count() == 1


def test_a_second_proof_makes_the_grant_fresh(settings):
    placed, bea = order(), someone()
    ask(bea)
    confirm(bea, newest_code())
    first = proven_at(placed, customer_id=bea.pk)
    ask(bea)
    confirm(bea, newest_code())
    assert proven_at(placed, customer_id=bea.pk) > first
    assert proven_at(placed, customer_id=placed.customer_id) is None


def test_history_and_tables_hold_no_code(settings):
    order()
    bea = someone()
    ask(bea)
    job = str(ProcrastinateJob.objects.get(task_name="orders.send_code").args)
    code = newest_code()
    confirm(bea, code)
    events = Event.objects.filter(subject__startswith="order:").order_by("id")
    assert [each.action for each in events] == ["order.code_asked", "order.proven"]
    assert {each.by for each in events} == {f"customer:{bea.pk}"}
    kept = str([*events.values(), *OneTimeCode.objects.values("digest", "problem"), job])
    assert code not in kept
    assert NUMBER not in job


def test_the_words_are_the_pages():
    text = ask(someone()).text
    assert text.startswith("If this order exists, its contact has a code now.")


def test_the_erased_ask_for_nothing():
    gone = someone(erased_at=timezone.now())
    with pytest.raises(NotVisible):
        ask(gone)


def test_with_a_customer_go_their_proofs_and_those_of_what_was_theirs(settings):
    placed = order()
    bea, olga = someone(), someone()
    other = order("LK-2", customer=bea)
    for each, number in [(bea, NUMBER), (olga, "LK-2")]:
        ask(each, number)
        confirm(each, newest_code(), number)
    ask(olga, UNKNOWN)
    erase_proofs([bea.pk])
    assert not OrderGrant.objects.exists()
    assert [each.number_key for each in OneTimeCode.objects.all()] == ["LK2026999999"]
    assert {placed, other} == {type(placed).objects.get(pk=each.pk) for each in (placed, other)}


def test_old_codes_are_swept_and_young_ones_stay():
    order()
    bea = someone()
    ask(bea)
    run_jobs("orders.send_code")
    sweep_codes(timezone.now() + timedelta(hours=23))
    assert OneTimeCode.objects.count() == len(letters()) == 1
    sweep_codes(timezone.now() + timedelta(hours=25))
    assert not OneTimeCode.objects.exists()
