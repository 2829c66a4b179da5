"""Carrying out: noted first, done once, looked up before it is ever sent again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from journeys.racing import race
from loket.history.models import Event
from loket.orders.actions import carrying_out
from loket.orders.actions.ledger import Request, ask_for, carry_out, carry_out_due, reconcile
from loket.orders.bookkeeping.ledger_states import MOST_ATTEMPTS
from loket.orders.models import LedgerEntry, OrderChange, OrderTask, Refund
from loket.orders.tests.ledger_shop import Shop, ada, bea, coupon, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(monkeypatch):
    found = Shop()
    monkeypatch.setattr(carrying_out, "connector", lambda: found)
    return found


def refund(amount="20.00", made=None):
    return ask_for(made or order(), Request("refund", "damaged", Decimal(amount)), key="k-1", by=ada())


def later(entry, **time):
    return carry_out(entry.pk, now=timezone.now() + timedelta(**time))


def again(entry):
    entry.refresh_from_db()
    return entry


def test_a_refund_is_sent_once_and_settles(shop):
    entry = refund()
    carry_out(entry.pk)
    carry_out(entry.pk)
    again(entry)
    assert (entry.state, entry.attempts, entry.marketplace_reference) == ("settled", 1, f"ref-{str(entry.pk)[:8]}")
    assert [each.key for each in shop.sent] == [str(entry.pk)]
    assert Refund.objects.get(entry=entry).state == "settled"
    assert Event.objects.filter(action="ledger.settled").count() == 1


def test_what_was_done_without_an_answer_is_found_and_not_done_again(shop):
    shop.plan = ["do and lose"]
    entry = refund()
    carry_out(entry.pk)
    assert again(entry).state == "sending"
    assert entry.problem == "no answer within 10 s"
    carry_out(entry.pk)
    assert shop.looked_up == []
    later(entry, minutes=1)
    assert again(entry).state == "settled"
    assert len(shop.sent) == 1


def test_what_never_arrived_is_sent_again_under_the_same_key(shop):
    shop.plan = ["lose"]
    entry = refund()
    carry_out(entry.pk)
    later(entry, minutes=1)
    assert again(entry).state == "settled"
    assert [each.key for each in shop.sent] == [str(entry.pk)] * 2


def test_nothing_is_sent_again_while_the_marketplace_may_still_be_at_it(shop):
    shop.plan, shop.settles_within = ["lose"], timedelta(minutes=10)
    entry = refund()
    carry_out(entry.pk)
    later(entry, minutes=1)
    assert (again(entry).state, len(shop.sent)) == ("sending", 1)
    later(entry, minutes=30)
    assert (again(entry).state, len(shop.sent)) == ("settled", 2)


def test_a_repeat_that_is_refused_because_the_first_was_done_counts_as_done(shop):
    shop.plan = ["lose"]
    entry = refund()
    carry_out(entry.pk)
    shop.plan = ["refuse"]
    look_up = shop.look_up

    def knows_it_too_late(key):
        seen = look_up(key)
        shop.states[key] = "settled"
        return seen

    shop.look_up = knows_it_too_late
    later(entry, minutes=1)
    assert again(entry).state == "settled"


def test_a_refusal_frees_the_money_and_gives_a_person_the_rest(shop):
    shop.plan = ["refuse"]
    entry = refund("106.90")
    carry_out(entry.pk)
    assert (again(entry).state, entry.problem) == ("refused", "Not with us.")
    assert OrderTask.objects.get().kind == "refused"
    assert Refund.objects.get(entry=entry).state == "failed"
    ask_for(entry.order, Request("refund", "damaged", Decimal("106.90")), key="k-2", by=ada())


def test_what_stays_unknown_comes_to_a_person_and_its_money_stays_counted(shop):
    entry = refund("106.90")
    shop.plan = ["lose"] + ["blind"] * MOST_ATTEMPTS
    now = timezone.now()
    for _attempt in range(MOST_ATTEMPTS):
        carry_out(entry.pk, now=now)
        now = max(now, again(entry).due_at)
    assert timedelta(hours=40) < now - entry.created_at < timedelta(hours=60)
    assert (entry.state, OrderTask.objects.get().kind) == ("needs_person", "outcome_unknown")
    assert Refund.objects.get(entry=entry).state == "requested"
    reconcile(entry.pk)
    assert again(entry).state == "needs_person"
    shop.plan = []
    shop.states[str(entry.pk)] = "settled"
    reconcile(entry.pk)
    assert again(entry).state == "settled"
    assert OrderTask.objects.get().done_at is not None


def test_an_attempt_that_is_always_cut_off_comes_to_a_person(shop, monkeypatch):
    entry = refund()
    monkeypatch.setattr(carrying_out, "_ask", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    now = timezone.now()
    for _attempt in range(MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            carry_out(entry.pk, now=now)
        now = again(entry).due_at
    assert carry_out(entry.pk, now=now) is None
    assert again(entry).state == "needs_person"


def test_what_was_taken_is_asked_about_ever_more_seldom_until_it_is_done(shop):
    shop.plan = ["accept"]
    entry = refund()
    now = timezone.now()
    carry_out(entry.pk, now=now)
    assert (again(entry).state, Refund.objects.get(entry=entry).state) == ("accepted", "sent")
    assert Refund.objects.get(entry=entry).expected_by is not None
    pauses = []
    for _look in range(12):
        pauses.append(entry.due_at - now)
        now = entry.due_at
        carry_out(entry.pk, now=now)
        again(entry)
    assert pauses == sorted(pauses)
    assert len(shop.sent) == 1
    shop.states[str(entry.pk)] = "settled"
    carry_out(entry.pk, now=entry.due_at)
    assert again(entry).state == "settled"


def test_what_was_taken_and_never_done_comes_to_a_person(shop):
    shop.plan = ["accept"]
    entry = refund()
    carry_out(entry.pk)
    later(entry, days=31)
    assert again(entry).state == "needs_person"


def test_the_order_is_cancelled_before_its_money_goes_back(shop):
    made = order(state="paid")
    coupon(made)
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    money = made.ledger.get(kind="refund")
    assert carry_out(money.pk) is None
    carry_out(entry.pk)
    made.refresh_from_db()
    assert (made.state, made.version) == ("cancelled", 2)
    assert OrderChange.objects.get(order=made).changed == {"state": ["paid", "cancelled"]}
    carry_out_due()
    assert again(money).state == "settled"
    assert [each.kind for each in shop.sent] == ["cancel", "refund", "return_coupon"]
    assert made.coupons.get().state == "returned"


def test_a_cancellation_that_is_refused_moves_no_money(shop):
    shop.plan = ["refuse"]
    made = order(state="paid")
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    carry_out(entry.pk)
    assert set(made.ledger.values_list("state", flat=True)) == {"refused"}
    assert OrderTask.objects.count() == 1
    made.refresh_from_db()
    assert made.state == "paid"


def test_money_waits_as_long_as_nobody_knows_whether_the_order_is_cancelled(shop):
    shop.plan = ["lose"]
    made = order(state="paid")
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    carry_out(entry.pk)
    money = made.ledger.get(kind="refund")
    later(money, hours=2)
    assert again(money).state == "waiting"
    assert [each.kind for each in shop.sent] == ["cancel"]


def test_money_that_missed_the_end_of_its_cancellation_finds_it_by_itself(shop):
    made = order(state="paid")
    entry = ask_for(made, Request("cancel", "changed_mind"), key="k-1", by=bea(made))
    LedgerEntry.objects.filter(pk=entry.pk).update(state="settled")
    money = made.ledger.get(kind="refund")
    later(money, hours=2)
    assert again(money).state == "settled"


def test_an_address_is_changed_in_the_order_once_the_marketplace_has_it(shop):
    made = order(state="paid")
    address = {"name": "Bea Souza", "lines": ["Rua A, 1"], "city": "Recife", "postcode": "50000-000", "country": "BR"}
    request = Request("change_address", "ordered_by_mistake", details={"address": address})
    entry = ask_for(made, request, key="k-1", by=ada())
    carry_out(entry.pk)
    made.refresh_from_db()
    assert made.ship_to == shop.sent[0].details["address"] == address
    assert OrderChange.objects.get(order=made).by == f"ledger:{entry.pk}"


def test_money_to_another_destination_goes_after_its_day(shop):
    entry = refund()
    LedgerEntry.objects.update(state="waiting", due_at=timezone.now() + timedelta(hours=24))
    later(entry, hours=23)
    assert shop.sent == []
    later(entry, hours=25)
    assert again(entry).state == "settled"


def test_the_sweep_leaves_a_dead_marketplace_alone(shop):
    for number in range(6):
        ask_for(order(), Request("refund", "damaged", Decimal("1.00")), key=f"k-{number}", by=ada())
    shop.plan = ["lose"] * 6
    assert carry_out_due() == 3


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_marketplace_is_asked(shop):
    entry = refund()
    do = shop.carry_out

    def look_around(instruction):
        assert not connection.in_atomic_block
        assert LedgerEntry.objects.get(pk=entry.pk).state == "sending"
        assert carry_out(entry.pk) is None
        return do(instruction)

    shop.carry_out = look_around
    carry_out(entry.pk)
    assert again(entry).state == "settled"


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_it_once(shop):
    entry = refund()
    found = race(*[lambda: carry_out(entry.pk)] * 6)
    assert [each.state for each in found if each] == ["settled"], found
    assert len(shop.sent) == 1
