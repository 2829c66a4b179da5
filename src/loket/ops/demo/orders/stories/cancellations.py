"""Cancelled orders, and where their money is; orders of several sellers and of groups."""

from __future__ import annotations

from loket.ops.demo.orders.stories.shapes import Life, Parcel, Refund, Story

_PREPARING = Parcel("preparing")
_ON_ITS_WAY = Life("shipped", -23, (Parcel("in_transit", "left_country", 9, 2),))
_ARRIVED = Life("delivered", -20, (Parcel("delivered", "delivered", 11, 0.7),))


def _cancelled(
    refund: Refund | None = None, *, by: str = "buyer", coupon_state: str = "returned", promised: float | None = None
) -> tuple[Life, ...]:
    return (Life("cancelled", promised, (), refund, coupon_state, by),)


CANCELLATION_STORIES = (
    Story(
        *(70, "refund_under_way", ("P1", "O1"), "Cancelled; the refund is on its way, in time", 7, 6),
        _cancelled(Refund("sent", -6)),
        spread=2,
    ),
    Story(
        *(71, "refund_late", ("P1", "O1"), "Cancelled; the refund should have been there days ago", 7, 34),
        _cancelled(Refund("sent", 5)),
        spread=5,
    ),
    Story(
        *(72, "refund_failed", ("P1", "O1"), "Cancelled; the bank did not take the refund", 3, 28),
        _cancelled(Refund("failed", 3)),
        spread=4,
    ),
    Story(
        *(73, "cancelled_without_refund", ("P1", "O1"), "Cancelled, paid, and nobody has started a refund", 5, 12),
        _cancelled(),
        spread=6,
    ),
    Story(
        *(74, "cancelled_by_seller", ("P1", "O1"), "The seller had none left", 5, 9),
        _cancelled(Refund("requested", -8), by="seller"),
        spread=3,
        coupons=("platform",),
    ),
    Story(
        *(75, "refund_settled", ("O1",), "Cancelled and refunded in full", 7, 40),
        _cancelled(Refund("settled", 25)),
        spread=40,
    ),
    Story(
        *(76, "refund_to_the_wallet", ("M1",), "Cancelled, refunded to the Samudra wallet", 3, 18),
        _cancelled(Refund("settled", 15, destination="wallet")),
        spread=10,
        methods=("boleto", "oxxo", "virtual_account"),
    ),
    Story(
        *(77, "refund_to_a_pix_key", ("M1",), "Cancelled, refunded to a Pix key", 3, 8),
        _cancelled(Refund("settled", 5, destination="pix_key")),
        spread=5,
        methods=("boleto",),
    ),
    Story(
        *(78, "coupon_lost", ("P1", "O1"), "Cancelled and refunded, but the coupon did not come back", 4, 10),
        _cancelled(Refund("settled", 4), coupon_state="lost", by="seller"),
        spread=4,
        coupons=("platform",),
    ),
    Story(
        *(79, "cancelled_unpaid", ("O1",), "Cancelled before anything was paid", 3, 7),
        _cancelled(),
        spread=10,
        payment="expired",
        methods=("boleto", "oxxo", "virtual_account", "spei"),
    ),
    Story(
        *(80, "several_sellers", ("M1",), "Three sellers under one payment: on its way, here, being prepared", 9, 14),
        (_ON_ITS_WAY, _ARRIVED, Life("paid", -21, (_PREPARING,))),
    ),
    Story(
        *(81, "several_sellers_one_cancelled", ("P1", "M1"), "Two sellers, one payment, one order cancelled", 6, 13),
        (_ON_ITS_WAY, *_cancelled(Refund("sent", -4), by="seller")),
    ),
    Story(
        *(82, "group_waiting", ("M1",), "A group order that still needs people", 4, 0.3),
        (Life("paid", -38, (_PREPARING,)),),
        spread=0.4,
        group=(5, 3),
    ),
    Story(
        *(83, "group_complete", ("M1",), "A group order that came together", 3, 12),
        (_ON_ITS_WAY,),
        spread=2,
        group=(3, 3),
    ),
    Story(
        *(84, "group_failed", ("M1", "P1"), "Too few joined; the refund is on its way", 3, 3),
        _cancelled(Refund("requested", -6), by="system"),
        spread=1.5,
        group=(5, 2),
    ),
    Story(
        *(85, "group_failed_without_refund", ("P1",), "Too few joined, and no refund was started", 3, 11),
        _cancelled(by="system"),
        spread=4,
        group=(10, 7),
    ),
)
