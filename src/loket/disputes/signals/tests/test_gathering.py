"""Signs about both sides, from stored rows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute, DisputeEvent, EvidenceItem
from loket.disputes.signals import Sign, Signal, signals_of
from loket.disputes.tests.dispute_shop import buyer_of, do, judge, order, seller_of, submitted
from loket.disputes.wording.signals import signal_sentence
from loket.files.models import Upload
from loket.orders.models import LedgerEntry, Order, Shipment, TalkMessage
from loket.people.access import NotVisible

pytestmark = pytest.mark.django_db


def found_in(dispute):
    return {each.sign: each for each in signals_of(dispute, judge(), now=timezone.now())}


def with_photo(dispute, bits):
    upload = Upload.objects.create(
        scope=dispute.subject, name="a.jpg", media_type="image/jpeg", size=1, sha256="0" * 64, picture_hash=bits
    )
    EvidenceItem.objects.create(
        dispute=dispute, submitter=Role.BUYER, by="x", kind="photo", upload=upload,
        submitted_at=timezone.now(), submitted_in="draft",
    )  # fmt: skip


def test_a_claim_of_a_known_buyer_shows_nothing():
    dispute, earlier = submitted(), order(placed_days_ago=60)
    Order.objects.filter(pk=earlier.pk).update(customer=dispute.customer_id)
    assert found_in(dispute) == {}


def test_a_new_buyer_is_named():
    assert found_in(submitted())[Sign.NEW_BUYER].count == 10


def test_nearly_the_same_photo_in_another_claim_is_named():
    ours, other, unlike = submitted(), submitted(), submitted()
    with_photo(ours, 0x0F0F33335555AAAA)
    with_photo(other, 0x0F0F33335555AAAB)
    with_photo(unlike, 0x70F0CCCCAAAA5555)
    assert found_in(ours)[Sign.LIKE_PHOTO].seen_in == (other.number,)


def test_many_refunds_are_counted():
    ours = submitted()
    for _each in range(4):
        other = submitted()
        Dispute.objects.filter(pk=other.pk).update(
            customer=ours.customer_id, outcome="refund_full", resolved_at=timezone.now() - timedelta(days=3)
        )
    assert found_in(ours)[Sign.MANY_REFUNDS].count == 4


def test_a_tracking_number_of_another_buyers_parcel_is_named():
    ours, other = submitted(), submitted()
    for each in (ours, other):
        Shipment.objects.filter(order=each.order_id).update(tracking_key="LX123456789CN")
    assert found_in(ours)[Sign.TRACKING_TWICE].seen_in == (other.order.number,)


def weighing(parcel, piece):
    """A claim about an order of which the shop tells these weights, in its own way."""
    ours = submitted()
    shipment, items = ours.order.shipments.get(), list(ours.order.items.all())
    told = {
        "shipments": {shipment.external_id: {"weight_grams": parcel}},
        "items": {str(each.line): {"weight_grams": piece} for each in items},
    }
    Order.objects.filter(pk=ours.order_id).update(unknown=told)
    Shipment.objects.filter(pk=shipment.pk).update(lines=[each.line for each in items])
    return Dispute.objects.get(pk=ours.pk), sum(each.quantity for each in items)


def test_a_parcel_that_is_too_light_for_its_goods_is_named():
    ours, pieces = weighing(40, 500)
    sign = found_in(ours)[Sign.LIGHT_PARCEL]
    assert (sign.whose, sign.count, sign.total) == (Role.SELLER, 40, 500 * pieces)
    assert "weighed 40 g" in signal_sentence(sign)


@pytest.mark.parametrize(("parcel", "piece"), [(100_000, 500), (None, 500), (40, None), ("40", 500), (-1, 500)])
def test_a_parcel_that_can_be_right_or_of_which_a_weight_is_unknown_is_not(parcel, piece):
    ours, _pieces = weighing(parcel, piece)
    assert Sign.LIGHT_PARCEL not in found_in(ours)


def test_a_seller_who_leads_the_talk_elsewhere_is_quoted():
    ours = submitted()
    TalkMessage.objects.create(
        order=ours.order, sender="seller", text="Write me on WhatsApp", language="en", sent_at=timezone.now(), by="x"
    )
    sign = found_in(ours)[Sign.ASKS_TO_TALK_ELSEWHERE]
    assert "Write me on WhatsApp" in signal_sentence(sign)


def test_an_account_to_which_others_refunds_went_is_named():
    ours, other = submitted(), submitted()
    for each in (ours, other):
        LedgerEntry.objects.create(
            idempotency_key=f"k-{each.pk}", order=each.order, payment=each.order.payments.get(),
            kind="refund", state="sent", amount=1,
            destination="bank_account", details={"account": "12-345"}, reason="x", asked_by="x",
        )  # fmt: skip
    assert found_in(ours)[Sign.SHARED_ACCOUNT].seen_in == (other.order.number,)


def test_refusals_that_appeals_overturned_are_counted():
    ours = submitted()
    for each in (submitted(), submitted()):
        do(each, seller_of(each.order), "refuse", {"refusal": "as_described", "text": "Como no anúncio."})
        Dispute.objects.filter(pk=each.pk).update(resolved_at=timezone.now(), liability="seller")
        DisputeEvent.objects.create(
            dispute=each, sequence=90, at=timezone.now(), transition="T29", name="appeal.decided", role="senior",
            by="x", policy_version=1, state="resolved", details={"body": {"result": "changed"}}, digest="x",
        )  # fmt: skip
    found = found_in(ours)[Sign.REFUSALS_OVERTURNED]
    assert (found.count, found.total) == (2, 2)


def test_neither_side_is_shown_signs():
    dispute = submitted()
    for each in (buyer_of(dispute.order), seller_of(dispute.order)):
        with pytest.raises(NotVisible):
            signals_of(dispute, each, now=timezone.now())


@pytest.mark.parametrize("sign", Sign)
def test_each_sign_has_its_sentence(sign):
    assert "%(" not in signal_sentence(Signal(sign, Role.BUYER, 1, 2, ("A", "B"), "x"))
