"""What clocks do by themselves, through the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.disputes.actions.acting import facts_of
from loket.disputes.actions.keeping_time import keep_time
from loket.disputes.actions.listening import hear_of_ledger, hear_of_orders
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import verify
from loket.disputes.models import Dispute
from loket.disputes.tests.dispute_shop import do, draft, seller_of, submitted
from loket.notices.models import Notice
from loket.orders.actions import demo_marketplace
from loket.orders.actions.carrying_out import carry_out
from loket.orders.models import LedgerEntry

pytestmark = pytest.mark.django_db


def told(dispute, kind, *, at=None):
    """As if a channel had accepted what was written to one side."""
    return Notice.objects.create(
        key=f"told-{kind}-{Notice.objects.count()}",
        purpose="case_update",
        recipient_kind=kind,
        recipient_id="x",
        subject=dispute.subject,
        thread=dispute.subject,
        state="accepted",
        channel="email",
        created_at=timezone.now(),
        accepted_at=at or timezone.now(),
        expires_at=timezone.now() + timedelta(days=7),
    )


def later(dispute, **after):
    """Let the clocks act at a later moment; returns the dispute as it is then."""
    keep_time(timezone.now() + timedelta(**after))
    return Dispute.objects.get(pk=dispute.pk)


def test_no_clock_runs_against_a_seller_who_was_not_told():
    dispute = later(submitted(), hours=23)
    assert {each.rule for each in facts_of(dispute).deadlines} == {"told", "D5"}
    dispute = later(dispute, hours=25)
    assert (dispute.state, dispute.is_held) == ("wait_seller", True)


def test_the_clock_begins_when_the_outbox_says_so():
    dispute = submitted()
    told(dispute, "seller")
    dispute = later(dispute, minutes=2)
    assert "D2" in {each.rule for each in facts_of(dispute).deadlines}


def test_silence_refunds_a_small_amount_and_the_money_closes_it():
    dispute = submitted()
    told(dispute, "seller")
    later(dispute, minutes=2)
    dispute = later(dispute, days=7)
    assert (dispute.state, dispute.decided_by) == ("refund_pending", "timer")
    entry = LedgerEntry.objects.get(order=dispute.order, kind="refund")
    LedgerEntry.objects.filter(pk=entry.pk).update(state="settled")
    assert hear_of_ledger(str(entry.pk))
    dispute = Dispute.objects.get(pk=dispute.pk)
    assert (dispute.state, dispute.outcome) == ("resolved", "refund_partial")
    assert verify(log_of(dispute)) is None


def test_silence_about_a_large_amount_goes_to_a_person():
    dispute = submitted(made=None, amount="55.00")
    Dispute.objects.filter(pk=dispute.pk).update(policy_version=1)
    told(dispute, "seller")
    later(dispute, minutes=2)
    dispute = later(dispute, days=7)
    assert dispute.state in ("refund_pending", "escalated")


def test_a_second_sweep_at_the_same_moment_does_nothing():
    dispute = submitted()
    told(dispute, "seller")
    moment = timezone.now() + timedelta(days=7)
    keep_time(moment)
    before = Dispute.objects.get(pk=dispute.pk).sequence
    keep_time(moment)
    assert Dispute.objects.get(pk=dispute.pk).sequence == before


def test_a_draft_that_nobody_submits_expires():
    assert later(draft(), days=9).state == "closed"


@pytest.mark.django_db(transaction=True)
def test_the_ledgers_own_end_is_heard(monkeypatch):
    monkeypatch.setattr(demo_marketplace, "SETTLES_AFTER", timedelta(0))
    dispute = submitted()
    offer = facts_of(dispute).offers[0]
    do(dispute, seller_of(dispute.order), "accept", {"offer": offer.id, "offer_version": offer.version})
    entry = LedgerEntry.objects.get(order=dispute.order, kind="refund")
    for hours in range(1, 5):
        carry_out(entry.pk, now=timezone.now() + timedelta(hours=hours))
    hear_of_ledger(str(entry.pk))
    assert Dispute.objects.get(pk=dispute.pk).state == "resolved"


def test_orders_that_changed_are_looked_at_once():
    assert hear_of_orders() == 0
