"""Lists of disputes: whose they are, in which order, and at what price."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from loket.disputes.keyset import Key
from loket.disputes.models import Dispute
from loket.disputes.queries import (
    ClaimFilter,
    adjudication_queue,
    claims_of_seller,
    count_claims,
    count_queue,
    disputes_of,
    disputes_of_order,
    languages_in_queue,
)
from loket.disputes.tests.dispute_shop import buyer_of, do, draft, judge, seller_of, submitted
from loket.orders.tests.ledger_shop import bea, order, staff
from loket.people.actors import NOBODY, CustomerActor, SellerActor
from loket.people.models import Customer, Seller

pytestmark = pytest.mark.django_db


def escalated(**changes):
    dispute = submitted(**changes)
    do(dispute, seller_of(dispute.order), "refuse", {"refusal": "as_described", "text": "As shown."})
    return do(dispute, buyer_of(dispute.order), "ask_platform")


def due(dispute, hours):
    deadline = timezone.now() + timedelta(hours=hours) if hours is not None else None
    Dispute.objects.filter(pk=dispute.pk).update(deadline_at=deadline)
    return dispute


def paged(read):
    """All numbers, page by page."""
    key, found = "", []
    for _page in range(20):
        page = read(key)
        found += [each.number for each in page.disputes]
        key = page.next
        if not key:
            return found
    raise AssertionError("the pages never end")


def test_the_queue_goes_by_deadline_and_pages_do_not_overlap():
    hours = [5, 3, None, 9, 1]
    made = [due(escalated(), each) for each in hours]
    wanted = [made[index].number for index in (4, 1, 0, 3, 2)]
    assert paged(lambda key: adjudication_queue(judge(), after=key, limit=2)) == wanted
    assert paged(lambda key: adjudication_queue(judge(), after=key, limit=1)) == wanted


def test_the_queue_keeps_what_a_filter_wants():
    cheap, dear = escalated(), escalated(amount="55.00")
    Dispute.objects.filter(pk=dear.pk).update(language="id")
    judge_ = judge()
    do(cheap, judge_, "take")
    numbers = lambda **wanted: [each.number for each in adjudication_queue(judge_, **wanted).disputes]  # noqa: E731
    assert numbers(language="id") == numbers(least=Decimal(50)) == numbers(is_own=False) == [dear.number]
    assert numbers(most=Decimal(50)) == numbers(is_own=True) == numbers(state="in_review") == [cheap.number]
    assert numbers(currency="EUR") == []
    assert languages_in_queue(judge_) == ["id", "pt-BR"]
    assert count_queue(judge_)["escalated"] == 1


@pytest.mark.parametrize("nobody", ["buyer", "seller", "editor", "nobody"])
def test_the_queue_is_shown_to_nobody_else(nobody):
    made = escalated()
    actor = {
        "buyer": buyer_of(made.order),
        "seller": seller_of(made.order),
        "editor": staff("Edith", "editor"),
        "nobody": NOBODY,
    }[nobody]
    assert adjudication_queue(actor).disputes == ()
    assert (languages_in_queue(actor), count_queue(actor)) == ([], {})


def test_each_sees_their_own():
    dispute = submitted()
    olga = CustomerActor(Customer.objects.create(external_id="u-olga").pk)
    other = SellerActor(Seller.objects.create(external_id="s-other", name="Olaf").pk)
    assert [each.number for each in disputes_of(buyer_of(dispute.order)).disputes] == [dispute.number]
    assert [each.number for each in disputes_of(seller_of(dispute.order)).disputes] == [dispute.number]
    assert disputes_of(olga).disputes == claims_of_seller(other).disputes == ()
    assert disputes_of_order(olga, [dispute.order_id]) == {dispute.order_id: ()}


def test_an_order_names_its_disputes_with_their_lines():
    made = order()
    begun, claim = draft(made=made, lines=(2,)), submitted(made=made)
    (newest, oldest) = disputes_of_order(bea(made), [made.pk])[made.pk]
    assert {newest.number, oldest.number} == {begun.number, claim.number}
    assert {each.number: each.lines for each in (newest, oldest)} == {begun.number: (2,), claim.number: (1,)}
    assert [each.number for each in disputes_of_order(seller_of(made), [made.pk])[made.pk]] == [claim.number]


def test_a_sellers_list_shows_what_he_can_accept_at_once():
    waiting, answered = submitted(), submitted()
    seller = seller_of(waiting.order)
    do(answered, seller, "refuse", {"refusal": "as_described", "text": "As shown."})
    (listed,) = claims_of_seller(seller, ClaimFilter.YOUR_TURN).disputes
    body = {"offer": listed.asked.id, "offer_version": listed.asked.version}
    assert (listed.number, listed.lines[0].title, listed.adjudicator) == (waiting.number, "Thing 1", "")
    assert do(waiting, seller, "accept", body).state == "refund_pending"
    assert {each.number for each in claims_of_seller(seller, ClaimFilter.WAITING).disputes} == {
        waiting.number,
        answered.number,
    }
    assert count_claims(seller) == {"": 2, "your_turn": 0, "waiting": 2, "done": 0}


def test_what_is_done_comes_the_newest_first():
    first, second = submitted(), submitted()
    for each in (first, second):
        do(each, buyer_of(each.order), "withdraw", {"withdraw_code": "changed_mind"})
    seller = seller_of(first.order)
    read = lambda key: claims_of_seller(seller, ClaimFilter.DONE, after=key, limit=1)  # noqa: E731
    assert paged(read) == [second.number, first.number]


def test_a_longer_list_takes_no_more_statements():
    def count():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            adjudication_queue(judge_), disputes_of(max_), claims_of_seller(seller)
        return len(captured)

    made = escalated()
    judge_, max_, seller = judge(), staff("Max", "lead"), seller_of(made.order)
    before = count()
    for _each in range(3):
        escalated()
    assert count() == before


@pytest.mark.parametrize("nonsense", ["", "x", "~", "2026-01-01~x", "2026-01-01~00000000-0000-0000-0000-000000000000"])
def test_a_key_that_is_none_begins_at_the_first_page(nonsense):
    assert Key.read(nonsense) is None
