"""Parcels that have arrived, or are said to have."""

from __future__ import annotations

from loket.ops.demo.orders.stories.shapes import Life, Parcel, Refund, Story


def _delivered(
    placed: float, arrived: float, promised: float, *ending: str, refund: Refund | None = None, state: str = "delivered"
) -> tuple[Life, ...]:
    parcel = Parcel("delivered", "out_for_delivery" if ending else "delivered", placed - 3, arrived, ending)
    return (Life(state, promised, (parcel,), refund),)


ARRIVAL_STORIES = (
    Story(
        *(50, "delivered_yesterday", ("O1",), "Arrived yesterday", 7, 28),
        _delivered(28, 0.8, -8),
        spread=0.4,
    ),
    Story(
        *(51, "marked_delivered_not_here", ("P1", "O1"), "Marked delivered, but the buyer has nothing", 7, 27),
        _delivered(27, 3.5, -7, "delivered_elsewhere"),
        spread=5,
    ),
    Story(
        *(52, "damaged", ("P1",), "Arrived broken", 7, 30),
        _delivered(30, 1.5, -6),
        spread=4,
        categories=("lamp", "teapot", "kitchen", "ring"),
    ),
    Story(
        *(53, "wrong_item", ("P1",), "Another size, colour or thing than ordered", 5, 29),
        _delivered(29, 2, -6),
        spread=4,
        categories=("shirt", "shoe", "textile", "bag"),
    ),
    Story(
        *(54, "not_as_described", ("P1",), "Not what the page said", 5, 29),
        _delivered(29, 2.5, -6),
        spread=5,
        categories=("phone", "headphones", "watch", "cable", "tent"),
    ),
    Story(
        *(55, "missing_parts", ("P1",), "Something of the set is not in the parcel", 5, 28),
        _delivered(28, 1.2, -6),
        spread=4,
        categories=("tool", "teapot", "toy", "beauty", "sport"),
    ),
    Story(
        *(56, "can_be_returned", ("P1", "O1"), "Arrived days ago; the buyer has thought better of it", 7, 33),
        _delivered(33, 2.2, -4),
        spread=3.5,
        categories=("shirt", "shoe", "bag", "watch", "tent"),
    ),
    Story(
        *(57, "return_window_over", ("P1",), "Arrived too long ago to be sent back", 4, 58),
        _delivered(58, 27, 15, state="completed"),
        spread=8,
    ),
    Story(
        *(58, "returned_refund_under_way", ("P1", "O1"), "Sent back; the refund has been asked for", 3, 52),
        _delivered(52, 22, 8, refund=Refund("requested", -6)),
        spread=2,
    ),
    Story(
        *(59, "partial_refund", ("P1", "M1"), "Part of the price came back, the buyer kept the thing", 4, 45),
        _delivered(45, 17, 4, refund=Refund("settled", 6, "3/10")),
        spread=6,
    ),
    Story(
        *(60, "partial_refund_under_way", ("P1",), "Part of the price is on its way back", 3, 36),
        _delivered(36, 8, -2, refund=Refund("sent", -5, "2/5")),
        spread=2,
    ),
    Story(
        *(61, "completed", ("M1",), "All went well", 43, 70),
        _delivered(70, 44, 28, state="completed"),
        spread=160,
    ),
    Story(
        *(62, "completed_at_home", ("M1",), "All went well within one country, paid at the door", 3, 24),
        _delivered(24, 19, 18, state="completed"),
        spread=30,
        payment="on_delivery",
        methods=("cash_on_delivery",),
        at_home=True,
    ),
)
