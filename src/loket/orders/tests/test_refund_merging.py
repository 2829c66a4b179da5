from decimal import Decimal

import pytest

from loket.orders.documents.order_parts import PaymentPart, RefundPart
from loket.orders.documents.refund_merging import OurRefund, merge_payments

TEN = Decimal("10.00")
STATES = (
    "awaiting_approval", "waiting", "ready", "sending", "accepted", "settled", "refused", "declined", "needs_person",
)  # fmt: skip


def payment(*refunds, reference="pay-1", state="captured"):
    return PaymentPart(reference, "card", Decimal("106.90"), state, refunds=refunds)


def a_refund(name, state, amount=TEN, destination="original"):
    return RefundPart(name, amount, destination, state)


def ours(state, payment="pay-1"):
    return {"our-1": OurRefund("our-1", payment, TEN, "original", state)}


def merged(told, stored, ledger):
    result = merge_payments((told,), (stored,), ours=ledger)
    refunds = {each.id: each for part in result.payments for each in part.refunds}
    return refunds, result.disagreements


def test_the_shops_own_refunds_stand_as_it_says():
    told, stored = payment(a_refund("r-2", "settled")), payment(a_refund("r-1", "sent"))
    assert merged(told, stored, {}) == ({"r-2": a_refund("r-2", "settled")}, ())


@pytest.mark.parametrize("state", STATES)
def test_ours_stay_when_the_shop_leaves_them_out(state):
    standing = a_refund("our-1", "requested")
    assert merged(payment(), payment(standing), ours(state)) == ({"our-1": standing}, ())


@pytest.mark.parametrize("state", ["ready", "sending", "accepted", "settled", "needs_person"])
@pytest.mark.parametrize("told", ["requested", "sent", "settled"])
def test_word_that_agrees_takes_ours_forward(state, told):
    refunds, disagreements = merged(
        payment(a_refund("our-1", told)), payment(a_refund("our-1", "requested")), ours(state)
    )
    assert (refunds["our-1"].state, disagreements) == (told, ())


@pytest.mark.parametrize(("standing", "told"), [("settled", "sent"), ("settled", "requested"), ("sent", "requested")])
def test_old_word_takes_nothing_back(standing, told):
    refunds, disagreements = merged(
        payment(a_refund("our-1", told)), payment(a_refund("our-1", standing)), ours("accepted")
    )
    assert (refunds["our-1"].state, disagreements) == (standing, ())


@pytest.mark.parametrize("change", [{"amount": Decimal("99.00")}, {"destination": "wallet"}])
def test_another_amount_or_destination_changes_nothing_but_is_a_disagreement(change):
    told = a_refund("our-1", "settled", **change)
    refunds, disagreements = merged(payment(told), payment(a_refund("our-1", "sent")), ours("accepted"))
    assert refunds == {"our-1": a_refund("our-1", "sent")}
    assert [each.told for each in disagreements] == [told]


def test_failed_where_ours_settled_is_a_disagreement():
    refunds, disagreements = merged(
        payment(a_refund("our-1", "failed")), payment(a_refund("our-1", "settled")), ours("settled")
    )
    assert (refunds["our-1"].state, len(disagreements)) == ("settled", 1)


def test_failed_where_ours_was_on_its_way_is_news():
    refunds, disagreements = merged(
        payment(a_refund("our-1", "failed")), payment(a_refund("our-1", "sent")), ours("accepted")
    )
    assert (refunds["our-1"].state, disagreements) == ("failed", ())


@pytest.mark.parametrize("state", ["refused", "declined", "waiting", "awaiting_approval"])
def test_money_that_moved_though_we_never_sent_it_counts_as_gone_and_is_a_disagreement(state):
    standing = a_refund("our-1", "failed" if state in {"refused", "declined"} else "requested")
    refunds, disagreements = merged(payment(a_refund("our-1", "settled")), payment(standing), ours(state))
    assert (refunds["our-1"].state, len(disagreements)) == ("settled", 1)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("told", ["requested", "failed"])
def test_our_own_words_sent_back_are_no_disagreement(state, told):
    expected = {"refused": "failed", "declined": "failed"}.get(state, "requested")
    if told == expected:
        _refunds, disagreements = merged(
            payment(a_refund("our-1", told)), payment(a_refund("our-1", told)), ours(state)
        )
        assert disagreements == ()


def test_ours_under_another_payment_stays_where_it_is():
    result = merge_payments(
        (payment(reference="pay-1"), payment(a_refund("our-1", "sent"), reference="pay-2")),
        (payment(a_refund("our-1", "sent"), reference="pay-1"),),
        ours=ours("accepted"),
    )
    assert [[each.id for each in part.refunds] for part in result.payments] == [["our-1"], []]
    assert len(result.disagreements) == 1


def test_a_payment_over_which_ours_went_stays_though_the_shop_leaves_it_out():
    result = merge_payments((), (payment(a_refund("our-1", "sent")), payment(reference="x")), ours=ours("settled"))
    assert [part.reference for part in result.payments] == ["pay-1"]


def test_merging_twice_is_merging_once():
    told = (payment(a_refund("our-1", "sent"), a_refund("r-1", "failed")),)
    once = merge_payments(told, (payment(a_refund("our-1", "requested")),), ours=ours("accepted"))
    assert merge_payments(told, once.payments, ours=ours("accepted")).payments == once.payments
