"""Acting through the database: one way for everybody, kept whole or not at all, money and goods with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from loket.disputes.actions.acting import ActionRefused, StaleVersion, Wish, act, facts_of
from loket.disputes.actions.opening import save_draft, start_draft
from loket.disputes.event_log import log_of
from loket.disputes.machine.chain import verify
from loket.disputes.machine.replay import replay
from loket.disputes.models import Dispute, DisputeText
from loket.disputes.tests.dispute_shop import CLAIM, buyer_of, do, draft, judge, seller_of, submitted
from loket.history.models import Event
from loket.orders.actions.payouts import held_back
from loket.orders.models import LedgerEntry
from loket.orders.tests.ledger_shop import order
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, CustomerActor
from loket.people.models import Customer

pytestmark = pytest.mark.django_db


def test_a_draft_is_found_again_and_keeps_what_was_filled_in():
    made = order()
    first = start_draft(made, lines=[1], by=buyer_of(made), answers={"reason": "snad_wrong", "strange": 1})
    again = start_draft(made, lines=[1], by=buyer_of(made))
    assert (again.pk, again.draft) == (first.pk, {"reason": "snad_wrong"})
    assert save_draft(again, {"text": "Outra cor."}, by=buyer_of(made)).draft["reason"] == "snad_wrong"


def test_a_claim_is_kept_with_its_words_its_money_and_its_history():
    dispute = submitted()
    assert (dispute.state, dispute.turn, dispute.amount) == ("wait_seller", ["seller"], Decimal("20.00"))
    words = DisputeText.objects.get(dispute=dispute)
    assert (words.kind, words.language, words.visible_to) == ("description", "pt-BR", ["buyer", "seller", "staff"])
    assert held_back(dispute.order_id) == Decimal("20.00")
    assert set(dispute.snapshots.values_list("kind", flat=True)) == {"listing", "tracking", "talk"}
    assert Event.objects.filter(subject=dispute.subject, action="dispute.submitted").count() == 1


def test_the_log_verifies_and_rebuilds_the_same_facts():
    dispute = submitted()
    made = dispute.order
    dispute = do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    log = log_of(dispute)
    assert verify(log) is None
    assert replay(log) == facts_of(Dispute.objects.get(pk=dispute.pk))


def test_one_line_is_in_one_open_dispute():
    dispute = submitted()
    with pytest.raises(ActionRefused) as refused:
        start_draft(dispute.order, lines=[1], by=buyer_of(dispute.order))
    assert refused.value.code == "line_in_dispute"
    assert start_draft(dispute.order, lines=[2], by=buyer_of(dispute.order)).pk != dispute.pk


def test_a_stale_version_changes_nothing():
    dispute = submitted()
    with pytest.raises(StaleVersion):
        act(dispute.pk, Wish("accept", dispute.version - 1, {}, confirmed=True), by=seller_of(dispute.order))
    assert Dispute.objects.get(pk=dispute.pk).state == "wait_seller"


def test_a_second_click_finds_the_first():
    made = order()
    found = draft(made=made)
    wish = Wish("submit", found.version, CLAIM, confirmed=True, key="click-1")
    first = act(found.pk, wish, by=buyer_of(made))
    again = act(found.pk, wish, by=buyer_of(made))
    assert (first.sequence, again.sequence) == (1, 1)
    assert LedgerEntry.objects.filter(order=made).count() == 1


def test_the_sellers_yes_refunds_once_and_lets_the_rest_go():
    dispute = submitted()
    seller = seller_of(dispute.order)
    offer = facts_of(dispute).offers[0]
    body = {"offer": offer.id, "offer_version": offer.version}
    dispute = do(dispute, seller, "accept", body)
    refund = LedgerEntry.objects.get(order=dispute.order, kind="refund")
    assert (dispute.state, refund.amount, refund.cost_to) == ("refund_pending", Decimal("20.00"), "seller")
    assert refund.rule == f"dispute:{dispute.number}"


@pytest.mark.parametrize("name", ["accept", "refuse", "withdraw", "take", "add"])
def test_strangers_do_nothing_and_learn_nothing(name):
    dispute = submitted()
    stranger = CustomerActor(Customer.objects.create(external_id="u-olga").pk)
    for actor in (stranger, NOBODY):
        with pytest.raises(NotVisible):
            act(dispute.pk, Wish(name, dispute.version, {}, confirmed=True), by=actor)


def test_a_seller_sees_no_draft():
    found = draft()
    with pytest.raises(NotVisible):
        act(found.pk, Wish("refuse", found.version, {}), by=seller_of(found.order))


def test_an_adjudicator_takes_what_is_escalated_and_decides_with_reasons():
    dispute = submitted()
    made = dispute.order
    dispute = do(dispute, seller_of(made), "refuse", {"refusal": "as_described", "text": "It is as shown."})
    dispute = do(dispute, buyer_of(made), "ask_platform")
    dispute = do(dispute, judge(), "take")
    assert (dispute.state, dispute.adjudicator.name) == ("in_review", "Jo")
    offer = {"solution": "refund", "amount": "10.00", "liability": "seller", "rule_cited": "SNAD 2", "text": "Half."}
    dispute = do(dispute, judge(), "propose", offer)
    assert dispute.state == "platform_offer"
    assert DisputeText.objects.filter(dispute=dispute, kind="reasons").count() == 1


def test_words_for_the_platform_alone_are_not_the_other_sides():
    dispute = submitted()
    do(dispute, buyer_of(dispute.order), "add", {"text": "Tenho medo dele."}, is_private=True)
    kept = DisputeText.objects.get(dispute=dispute, text__startswith="Tenho")
    assert kept.visible_to == ["buyer", "staff"]
