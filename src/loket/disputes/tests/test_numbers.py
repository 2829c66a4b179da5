"""What leads read of a stretch of disputes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.numbers import Appeals, ExpiredClock, LeadTime, numbers_of
from loket.disputes.tests.dispute_shop import do, draft, judge, seller_of, staff, submitted
from loket.disputes.tests.test_keeping_time import later, told
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


def numbers(**changes):
    now = timezone.now()
    stretch = {"since": now - timedelta(days=1), "until": now + timedelta(days=60), **changes}
    return numbers_of(staff("Max", "lead"), **stretch)


def moved(dispute, **back):
    """As if all steps so far had been taken earlier."""
    for each in DisputeEvent.objects.filter(dispute=dispute):
        DisputeEvent.objects.filter(pk=each.pk).update(at=each.at - timedelta(**back))


def test_shares_are_of_what_was_submitted():
    submitted(), submitted(reason="snad_damaged"), draft()
    ended = submitted()
    Dispute.objects.filter(pk=ended.pk).update(outcome="rejected", is_open=False)
    found = numbers()
    assert (found.submitted, found.open_now) == (3, 2)
    assert [(each.code, each.count, each.percent) for each in found.by_reason] == [
        ("snad_quality", 2, 67),
        ("snad_damaged", 1, 33),
    ]
    assert [each.code for each in found.by_outcome] == ["rejected"]
    assert [(each.code, each.count) for each in (*found.by_market, *found.by_seller)] == [("BR", 3), ("Sam", 3)]


def test_what_was_submitted_before_is_left_out():
    submitted()
    assert numbers(since=timezone.now() + timedelta(hours=1)).submitted == 0


def test_a_stay_counts_when_it_ends():
    dispute = submitted()
    moved(dispute, hours=5)
    assert "wait_seller" not in {each.state for each in numbers().times}
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
    stay = next(each for each in numbers().times if each.state == "wait_seller")
    assert stay.count == 1
    assert timedelta(hours=5) <= stay.median == stay.longest < timedelta(hours=6)


def test_a_clock_that_ran_out_is_counted_against_its_side():
    dispute = submitted()
    told(dispute, "seller")
    later(dispute, minutes=2)
    later(dispute, days=7)
    assert ExpiredClock("D2", "seller", 1) in numbers().expired


def test_appeals_that_changed_something_are_reversals():
    for sequence, result in enumerate(("upheld", "changed", "extra_refund"), start=90):
        DisputeEvent.objects.create(
            dispute=submitted(), sequence=sequence, at=timezone.now(), transition="T29", name="appeal.decided",
            role="senior", by="x", policy_version=1, state="resolved", details={"body": {"result": result}}, digest="x",
        )  # fmt: skip
    assert numbers().appeals == Appeals(decided=3, reversed=2)


def test_a_refund_is_timed_from_its_instruction_to_its_arrival():
    dispute, now = submitted(), timezone.now()
    refund = {"key": "r1", "amount": "5.00", "asked_at": (now - timedelta(days=3)).isoformat(), "state": "settled"}
    document = {**dispute.document, "refunds": [{**refund, "settled_at": now.isoformat()}]}
    Dispute.objects.filter(pk=dispute.pk).update(document=document)
    DisputeEvent.objects.create(
        dispute=dispute, sequence=90, at=now, transition="T26", name="refund.settled", role="psp", by="psp",
        policy_version=1, state="resolved", details={}, digest="x",
    )  # fmt: skip
    assert numbers().refunds == LeadTime(1, timedelta(days=3), timedelta(days=3))


def test_nothing_happened_in_an_empty_stretch():
    found = numbers()
    assert (found.submitted, found.appeals.decided, found.refunds.median, found.times) == (0, 0, None, [])


def test_only_leads_read_numbers(django_assert_max_num_queries):
    with pytest.raises(NotVisible):
        numbers_of(judge(), since=timezone.now(), until=timezone.now())
    submitted(), submitted()
    with django_assert_max_num_queries(9):
        numbers()
