"""Before and around paying."""

from __future__ import annotations

from loket.ops.demo.orders.stories.shapes import Life, Parcel, Refund, Story

_WAITING = (Life("awaiting_payment"),)
_PREPARING = Parcel("preparing")
_BY_HAND = ("boleto", "oxxo", "virtual_account", "spei")

PAYMENT_STORIES = (
    Story(
        *(1, "awaiting_payment", ("Q1", "O1"), "Ordered a while ago, not paid yet, time left", 10, 0.3, _WAITING),
        in_window=True,
        payment="pending",
        methods=_BY_HAND,
    ),
    Story(
        *(2, "awaiting_instant_payment", ("Q1",), "A Pix code, QRIS or PSE link good for minutes", 3, 0.2, _WAITING),
        in_window=True,
        payment="pending",
        methods=("pix", "qris", "pse"),
    ),
    Story(
        *(3, "paid_not_recognised", ("P1", "O1"), "The buyer has paid; it says pending and soon expires", 8, 0.85),
        _WAITING,
        in_window=True,
        payment="pending",
        methods=_BY_HAND,
    ),
    Story(
        *(4, "payment_failed", ("P1", "O1"), "The card was declined", 7, 0.4, (Life("payment_failed"),)),
        spread=4,
        payment="failed",
        methods=("card",),
    ),
    Story(
        *(5, "payment_expired", ("P1", "O1"), "Not paid in time", 5, 4.5, (Life("expired"),)),
        spread=12,
        payment="expired",
        methods=(*_BY_HAND, "pix", "qris"),
    ),
    Story(
        *(6, "paid_after_expiry", ("P1", "O1"), "Paid, but after the order had expired: money there, order gone", 3, 5),
        (Life("expired"),),
        spread=4,
        payment="captured_after_expiry",
        methods=_BY_HAND,
    ),
    Story(
        *(7, "charged_twice", ("P1", "O1"), "Two captured payments for one order", 5, 2.5),
        (Life("paid", -30, (_PREPARING,)),),
        spread=2,
        payment="captured_twice",
        methods=("card", "pix", "wallet", "spei"),
    ),
    Story(
        *(8, "charged_twice_refund_under_way", ("P1", "O1"), "The second charge is on its way back", 3, 9),
        (Life("shipped", -28, (Parcel("in_transit", "sorted", 5, 3),), Refund("sent", -4)),),
        spread=2,
        payment="captured_twice",
        methods=("card",),
    ),
    Story(
        *(9, "paid_at_second_try", ("O1",), "A declined card, then one that held", 3, 1.5),
        (Life("paid", -33, (_PREPARING,)),),
        spread=2,
        payment="failed_then_captured",
        methods=("card",),
    ),
    Story(
        *(10, "gift_card_and_card", ("Q1",), "Paid with a gift card and the rest by card", 3, 14),
        (Life("shipped", -24, (Parcel("in_transit", "left_country", 11, 4),)),),
        spread=4,
        payment="gift_card_and_card",
        methods=("card",),
    ),
    Story(
        *(11, "cash_on_delivery", ("Q1", "O1"), "To be paid at the door", 4, 2),
        (Life("shipped", -3, (Parcel("in_transit", "at_hub", 1.5, 0.4),)),),
        payment="on_delivery",
        methods=("cash_on_delivery",),
        at_home=True,
    ),
    Story(
        *(12, "coupon_applied", ("M1",), "One coupon of Samudra's and one of the seller's", 4, 1),
        (Life("paid", -34, (_PREPARING,)),),
        spread=2,
        coupons=("platform", "seller"),
    ),
    Story(
        *(13, "question_to_seller", ("Q1",), "Made to order; the buyer has a question about it", 3, 0.8),
        (Life("paid", -40, (_PREPARING,)),),
        spread=3,
        categories=("bag", "ring", "lamp"),
    ),
)
