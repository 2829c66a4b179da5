"""Many clocks that act at once do what each would do alone, and nothing that goes wrong with one stops the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loket.disputes.actions import effects, keeping_time, storing
from loket.disputes.actions.acting import facts_of
from loket.disputes.actions.keeping_time import keep_time, keep_time_of
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import verify
from loket.disputes.machine.replay import replay
from loket.disputes.models import Dispute, DisputeEvent, DisputeLine
from loket.disputes.tests.dispute_shop import draft, submitted
from loket.disputes.tests.test_keeping_time import told
from loket.history.models import Event
from loket.orders.models import LedgerEntry, Payment, Refund
from loket.orders.tests.ledger_shop import order

pytestmark = pytest.mark.django_db

A_WEEK = timedelta(days=7)
COLUMNS = ("state", "version", "sequence", "turn", "is_open", "is_frozen", "is_held", "outcome", "liability", "amount")


def told_and_silent(**changes):
    dispute = submitted(**changes)
    told(dispute, "seller")
    return dispute


def running(**changes):
    """As `told_and_silent`, and the clock has begun."""
    dispute = told_and_silent(**changes)
    keep_time_of(dispute.pk, now=timezone.now() + timedelta(minutes=2))
    return dispute


def stuck():
    dispute = running()
    Payment.objects.filter(order=dispute.order).update(method="oxxo")
    return dispute


KINDS = {
    "a small amount": running,
    "a large amount": lambda: running(amount="55.00"),
    "told, and not heard of yet": told_and_silent,
    "told to nobody": submitted,
    "a draft": draft,
    "money without a way back": stuck,
}


def flood(monkeypatch, disputes, now):
    """Let the clocks of these act together."""
    Dispute.objects.exclude(pk__in=[each.pk for each in disputes]).update(next_due_at=None)
    monkeypatch.setattr(keeping_time, "AT_ONCE", len(disputes))
    return keep_time(now, most=len(disputes))


def seen(dispute):
    """What came of a dispute, but for names and moments."""
    found = Dispute.objects.get(pk=dispute.pk)
    log = log_of(found)
    assert verify(log) is None
    assert replay(log) == facts_of(found)
    # The letters of a flood follow later.
    history = Event.objects.filter(subject=found.subject).exclude(action__startswith="notice.")
    entries = LedgerEntry.objects.filter(order=found.order).order_by("kind")
    return {
        **{name: getattr(found, name) for name in COLUMNS},
        "due in": found.next_due_at and round((found.next_due_at - found.created_at).total_seconds() / 600),
        "steps": [(each.transition, each.role) for each in log],
        "lines": list(DisputeLine.objects.filter(dispute=found).values_list("line", "is_open")),
        "ledger": [(each.kind, each.state, each.amount, each.details.get("shares"), each.lines) for each in entries],
        "refunds": list(Refund.objects.filter(payment__order=found.order).values_list("amount", "state")),
        "history": list(history.order_by("pk").values_list("action", flat=True)),
    }


@pytest.mark.parametrize("after", [timedelta(hours=23), timedelta(hours=73), A_WEEK, timedelta(days=60)])
def test_a_flood_takes_the_same_steps_as_one_at_a_time(monkeypatch, after):
    now = timezone.now() + after
    alone, many = ({name: make() for name, make in KINDS.items()} for _each in range(2))
    for each in alone.values():
        keep_time_of(each.pk, now=now)
    expected = {name: seen(each) for name, each in alone.items()}
    Dispute.objects.update(next_due_at=timezone.now())
    assert flood(monkeypatch, list(many.values()), now) == len(many)
    assert {name: seen(each) for name, each in many.items()} == expected


def test_a_flood_takes_as_many_statements_however_many_there_are(monkeypatch):
    def counted(many):
        made = [running() for _each in range(many)]
        with CaptureQueriesContext(connection) as captured:
            flood(monkeypatch, made, timezone.now() + A_WEEK)
        assert DisputeEvent.objects.filter(transition="T6", dispute__in=made).count() == many
        return len(captured)

    assert counted(2) == counted(6)


def test_one_that_goes_wrong_in_a_flood_stops_no_other(monkeypatch, caplog):
    made = [running() for _each in range(5)]
    wrong, refund = made[2], effects._refund

    def fail(dispute, step, items):
        if dispute.pk == wrong.pk:
            raise ValueError("The marketplace's answer makes no sense.")
        return refund(dispute, step, items)

    monkeypatch.setattr(effects, "_refund", fail)
    now = timezone.now() + A_WEEK
    flood(monkeypatch, made, now)
    states = {each.pk: seen(each)["state"] for each in made}
    assert states.pop(wrong.pk) == "wait_seller"
    assert set(states.values()) == {"refund_pending"}
    assert wrong.number in caplog.text
    monkeypatch.setattr(effects, "_refund", refund)
    keep_time(now + timedelta(minutes=11))
    assert seen(wrong)["state"] == "refund_pending"


class Killed(BaseException):
    """The worker's process is gone."""


def test_a_worker_that_is_killed_in_a_flood_leaves_nothing_half_done(monkeypatch):
    made = [running() for _each in range(3)]
    before, keep = [seen(each) for each in made], storing.record_all

    def die(happenings):
        keep(happenings)
        raise Killed

    monkeypatch.setattr(storing, "record_all", die)
    with pytest.raises(Killed):
        flood(monkeypatch, made, timezone.now() + A_WEEK)
    assert [seen(each) for each in made] == before
    monkeypatch.setattr(storing, "record_all", keep)
    flood(monkeypatch, made, timezone.now() + A_WEEK)
    assert {seen(each)["state"] for each in made} == {"refund_pending"}
    assert LedgerEntry.objects.filter(kind="refund").count() == len(made)


def test_two_disputes_of_one_checkout_are_refunded_within_what_was_paid(monkeypatch):
    payments = {"both": "213.80"}
    made = [running(made=order(payments=payments, checkout_id="co-1")) for _each in range(2)]
    flood(monkeypatch, made, timezone.now() + A_WEEK)
    assert {seen(each)["state"] for each in made} == {"refund_pending"}
    assert LedgerEntry.objects.filter(kind="refund", state="ready").count() == len(made)
