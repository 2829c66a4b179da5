"""What leads read of a stretch of disputes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loket.disputes.models import Dispute, DisputeEvent, EvidenceItem
from loket.disputes.numbers import (
    Appeals,
    EvidenceGiven,
    ExpiredClock,
    LeadTime,
    Stretch,
    headline_of,
    markets_with_claims,
    numbers_of,
    sellers_called,
)
from loket.disputes.tests.dispute_shop import do, draft, judge, seller_of, staff, submitted
from loket.disputes.tests.test_keeping_time import later, told
from loket.orders.models import OrderItem
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


def stretch(**changes):
    now = timezone.now()
    return Stretch(**{"since": now - timedelta(days=1), "until": now + timedelta(days=60), **changes})


def numbers(**changes):
    return numbers_of(staff("Max", "lead"), stretch(**changes))


def moved(dispute, **back):
    """As if all steps so far had been taken earlier."""
    for each in DisputeEvent.objects.filter(dispute=dispute):
        DisputeEvent.objects.filter(pk=each.pk).update(at=each.at - timedelta(**back))


def ended(outcome, decided_by="agreement", *, after=timedelta(hours=6), **columns):
    """A claim that ended so long after it was sent."""
    found = submitted()
    kept = Dispute.objects.filter(pk=found.pk)
    kept.update(
        outcome=outcome, decided_by=decided_by, is_open=False, state="resolved", resolved_at=found.submitted_at + after,
        **columns,
    )  # fmt: skip
    return found


def named(dispute, name, sequence=90, **columns):
    """One more record of the log, as the machine would write it."""
    return DisputeEvent.objects.create(
        dispute=dispute, sequence=sequence, at=timezone.now(), name=name, by="x", policy_version=1,
        **{"transition": "T0", "role": "senior", "state": "resolved", "digest": "x", **columns},
    )  # fmt: skip


def test_shares_are_of_what_was_submitted():
    submitted(), submitted(reason="snad_damaged"), submitted(), draft()
    found = numbers()
    assert (found.headline.submitted, found.open_now) == (3, 3)
    assert [(each.code, each.count, each.percent) for each in found.by_reason] == [
        ("snad_quality", 2, 67),
        ("snad_damaged", 1, 33),
    ]
    assert [(each.code, each.count) for each in found.by_market] == [("BR", 3)]


def test_ends_are_counted_when_they_come():
    ended("rejected", "adjudicator", after=timedelta(days=3))
    ended("refund_full"), ended("refund_full", after=timedelta(days=90))
    found = numbers()
    assert [(each.code, each.percent) for each in found.by_outcome] == [("refund_full", 50), ("rejected", 50)]
    assert [each.code for each in found.by_ending] == ["adjudicator", "agreement"]
    assert (found.headline.ended, found.headline.agreed_percent) == (2, 50)
    assert found.headline.until_end == timedelta(days=1, hours=15)


def test_what_was_submitted_before_is_left_out():
    submitted()
    assert numbers(since=timezone.now() + timedelta(hours=1)).headline.is_empty


def test_the_time_before_is_as_long_and_ends_where_this_begins():
    submitted()
    asked = stretch(since=timezone.now() + timedelta(hours=1), until=timezone.now() + timedelta(hours=3))
    assert headline_of(staff("Max", "lead"), asked.before).submitted == 1


def test_a_stay_counts_when_it_ends():
    dispute = submitted()
    moved(dispute, hours=5)
    assert "wait_seller" not in {each.state for each in numbers().times}
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
    stay = next(each for each in numbers().times if each.state == "wait_seller")
    assert stay.count == 1
    assert timedelta(hours=5) <= stay.median == stay.longest < timedelta(hours=6)


def test_a_clock_that_ran_out_is_counted_against_its_side_and_its_seller():
    dispute = submitted()
    told(dispute, "seller")
    later(dispute, minutes=2)
    later(dispute, days=7)
    found = numbers()
    assert ExpiredClock("D2", "seller", 1) in found.expired
    assert [each.expired for each in found.by_seller] == [1]
    assert not numbers(market="DE").expired


def test_a_window_that_closes_is_nobodys_fault():
    dispute = submitted()
    deadline = {"rule": "D16", "whose": "buyer", "consequence": "closed"}
    named(dispute, "dispute.resolved", details={"deadlines": [deadline]})
    named(dispute, "dispute.closed", 91, role="timer", rule="D16", details={})
    assert "D16" not in {each.rule for each in numbers().expired}


def test_appeals_that_changed_something_are_reversals():
    for result in ("upheld", "changed", "extra_refund"):
        named(submitted(), "appeal.decided", details={"body": {"result": result}})
    assert numbers().headline.appeals == Appeals(decided=3, reversed=2)


def test_a_refund_is_timed_from_its_instruction_to_its_arrival():
    dispute, now = submitted(), timezone.now()
    refund = {"key": "r1", "amount": "5.00", "asked_at": (now - timedelta(days=3)).isoformat(), "state": "settled"}
    document = {**dispute.document, "refunds": [{**refund, "settled_at": now.isoformat()}, refund]}
    Dispute.objects.filter(pk=dispute.pk).update(document=document)
    named(dispute, "refund.settled", role="psp")
    assert numbers().headline.refunds == LeadTime(1, timedelta(days=3), timedelta(days=3))


def test_a_product_stands_there_from_its_second_claim():
    first = submitted()
    assert numbers().products == []
    item = OrderItem.objects.get(order=first.order, line=1)
    submitted()
    (again,) = numbers().products
    assert (again.title, again.seller, again.count) == (item.title, "Sam", 2)


def test_languages_are_paired():
    first, second = submitted(), submitted()
    Dispute.objects.filter(pk__in=[first.pk, second.pk]).update(language="id")
    pairs = [(each.buyer, each.seller, each.count, each.percent) for each in numbers().languages]
    assert pairs == [("id", first.seller.language, 2, 100)]


def test_evidence_is_complete_with_what_the_reason_asks_for_from_the_beginning():
    first, late, _bare = submitted(), submitted(), submitted()
    given = {"submitter": "buyer", "by": "x", "submitted_at": timezone.now(), "kind": "video"}
    EvidenceItem.objects.create(dispute=first, submitted_in="draft", **given)
    EvidenceItem.objects.create(dispute=late, submitted_in="wait_seller", **given)
    assert numbers().evidence == [EvidenceGiven("snad_quality", 1, 3)]


def test_numbers_are_of_one_market_or_seller_where_that_is_asked():
    dispute = submitted()
    max_ = staff("Max", "lead")
    assert sellers_called(max_, "sAM") == (dispute.seller_id,) == sellers_called(max_, dispute.seller.external_id)
    assert numbers(sellers=(dispute.seller_id,), market="BR").headline.submitted == 1
    assert sellers_called(max_, "Nobody") == ()
    assert numbers(sellers=()).headline.is_empty and numbers(market="DE").by_reason == []
    assert markets_with_claims(max_) == ["BR"]


def test_nothing_happened_in_an_empty_stretch():
    found = numbers()
    assert found.headline.is_empty and found.headline.refunds.median is None
    assert (found.times, found.expired, found.by_seller, found.headline.until_end) == ([], [], [], None)


def test_only_leads_read_numbers():
    for read in (numbers_of, headline_of):
        with pytest.raises(NotVisible):
            read(judge(), stretch())
    with pytest.raises(NotVisible):
        sellers_called(judge(), "Sam")


def test_the_same_stretch_is_counted_once_in_a_while(django_assert_num_queries):
    asked, max_ = stretch(), staff("Max", "lead")
    submitted()
    before = numbers_of(max_, asked)
    submitted()
    with django_assert_num_queries(0):
        assert numbers_of(max_, asked) == before


def test_more_disputes_ask_no_more_statements():
    def statements():
        with CaptureQueriesContext(connection) as seen:
            numbers_of(max_, stretch())
        return len(seen)

    max_ = staff("Max", "lead")
    submitted()
    few = statements()
    submitted(), submitted(reason="snad_damaged"), ended("rejected")
    assert statements() == few <= 20
