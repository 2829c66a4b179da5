"""Several workers at once, and workers that die: every step is taken once, and none is lost."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from loket.disputes.actions import keeping_time, storing
from loket.disputes.actions.acting import ActionRefused, facts_of
from loket.disputes.actions.keeping_time import keep_time, keep_time_of
from loket.disputes.actions.telling_later import tell_of_record
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import verify
from loket.disputes.machine.replay import replay
from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.tests.dispute_shop import buyer_of, do, seller_of, submitted
from loket.disputes.tests.test_keeping_time import told
from loket.notices.models import Notice
from loket.orders.models import LedgerEntry

pytestmark = pytest.mark.django_db

WORKERS = 3
A_WEEK = timedelta(days=7)


def silent(many):
    """Claims whose sellers were told and say nothing."""
    made = [submitted() for _each in range(many)]
    for each in made:
        told(each, "seller")
    keep_time(timezone.now() + timedelta(minutes=2))
    return made


def at_once(*doings):
    """Everybody begins at the same moment; what they raise is kept."""
    start, raised = Barrier(len(doings)), []

    def run(doing):
        start.wait()
        try:
            doing()
        except ActionRefused as refused:
            raised.append(refused)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[each]) for each in doings]
    for each in threads:
        each.start()
    for each in threads:
        each.join(60)
    return raised


def check(dispute):
    found = Dispute.objects.get(pk=dispute.pk)
    log = log_of(found)
    assert verify(log) is None
    assert replay(log) == facts_of(found)
    return found


@pytest.mark.django_db(transaction=True)
def test_three_workers_take_each_step_once(monkeypatch):
    monkeypatch.setattr(keeping_time, "AT_ONCE", 2)
    made = silent(9)
    at_once(*[lambda: keep_time(timezone.now() + A_WEEK)] * WORKERS)
    assert {check(each).state for each in made} == {"refund_pending"}
    assert DisputeEvent.objects.filter(transition="T6").count() == len(made)
    assert LedgerEntry.objects.filter(kind="refund").count() == len(made)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_act_on_one_version_one_is_told_that_it_is_stale():
    dispute = submitted()
    sam, bea = seller_of(dispute.order), buyer_of(dispute.order)
    offer = facts_of(dispute).offers[0]
    raised = at_once(
        lambda: do(dispute, sam, "accept", {"offer": offer.id, "offer_version": offer.version}),
        lambda: do(dispute, bea, "withdraw", {"withdraw_code": "changed_mind"}),
    )
    assert len(raised) == 1
    assert check(dispute).state in ("refund_pending", "withdrawn")


class Killed(BaseException):
    """The worker's process is gone."""


def test_a_worker_that_is_killed_leaves_nothing_half_done(monkeypatch):
    (dispute,) = silent(1)
    before, keep = Dispute.objects.get(pk=dispute.pk).sequence, storing.carry_out_effects

    def die(*about):
        keep(*about)
        raise Killed

    monkeypatch.setattr(storing, "carry_out_effects", die)
    with pytest.raises(Killed):
        keep_time(timezone.now() + A_WEEK)
    assert (check(dispute).sequence, LedgerEntry.objects.filter(kind="refund").count()) == (before, 0)
    monkeypatch.setattr(storing, "carry_out_effects", keep)
    keep_time(timezone.now() + A_WEEK)
    assert (check(dispute).state, LedgerEntry.objects.filter(kind="refund").count()) == ("refund_pending", 1)


def test_one_dispute_that_goes_wrong_stops_no_other(monkeypatch, caplog):
    first, second = silent(2)
    keep = storing.carry_out_effects

    def fail(dispute, step):
        if dispute.pk == first.pk:
            raise ValueError("The marketplace's answer makes no sense.")
        keep(dispute, step)

    monkeypatch.setattr(storing, "carry_out_effects", fail)
    keep_time(timezone.now() + A_WEEK)
    assert (check(first).state, check(second).state) == ("wait_seller", "refund_pending")
    assert first.number in caplog.text
    monkeypatch.setattr(storing, "carry_out_effects", keep)
    keep_time(timezone.now() + A_WEEK + timedelta(minutes=11))
    assert check(first).state == "refund_pending"


def test_in_a_flood_the_letters_follow_through_jobs_and_say_the_same(monkeypatch):
    (alone,), (many,) = silent(1), silent(1)
    keep_time_of(alone.pk, now=timezone.now() + A_WEEK)
    monkeypatch.setattr(keeping_time, "AT_ONCE", 1)
    keep_time(timezone.now() + A_WEEK)
    assert {check(alone).state, check(many).state} == {"refund_pending"}
    first, second = (Notice.objects.filter(subject=each.subject, key__startswith="dispute:") for each in (alone, many))
    event = many.events.get(transition="T6")
    assert not second.filter(key__contains=f":{event.sequence}:").exists()
    assert tell_of_record(str(many.pk), event.sequence)
    assert tell_of_record(str(many.pk), event.sequence)
    assert [each.purpose for each in second.order_by("pk")] == [each.purpose for each in first.order_by("pk")]
