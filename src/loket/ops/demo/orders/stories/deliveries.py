"""Parcels that have not arrived: on their way, late, at customs, gone."""

from __future__ import annotations

from loket.ops.demo.orders.stories.shapes import Life, Parcel, Story

_PREPARING = Parcel("preparing")


def _under_way(reached: str, shipped: float, last: float, promised: float) -> tuple[Life, ...]:
    return (Life("shipped", promised, (Parcel("in_transit", reached, shipped, last),)),)


def _at_customs(shipped: float, last: float, promised: float, *ending: str) -> tuple[Life, ...]:
    return (Life("shipped", promised, (Parcel("customs", "customs_presented", shipped, last, ending),)),)


DELIVERY_STORIES = (
    Story(
        *(20, "just_paid", ("P1", "O1"), "Paid minutes or hours ago: can be cancelled, its address changed", 11, 0.05),
        (Life("paid", -36, (_PREPARING,)),),
        spread=0.9,
    ),
    Story(
        *(21, "not_shipped", ("P1", "O1"), "Paid more than a week ago and still not shipped", 5, 8.5),
        (Life("paid", -27, (_PREPARING,)),),
        spread=4,
    ),
    Story(
        *(22, "no_tracking_number", ("P1", "O1"), "Said to be shipped, no tracking number", 8, 6),
        (Life("shipped", -30, (Parcel("in_transit", "", 3, 3, has_number=False),)),),
        spread=2.5,
    ),
    Story(
        *(23, "cannot_cancel", ("P1", "O1"), "Shipped a day ago; the buyer wants to cancel", 7, 3.5),
        _under_way("sorted", 1.2, 0.3, -32),
        spread=0.7,
    ),
    Story(
        *(24, "on_its_way", ("O1",), "In transit, in time", 20, 13),
        _under_way("left_country", 10, 1.5, -22),
        spread=6,
    ),
    Story(
        *(25, "nearly_there", ("O1",), "In the buyer's country, in time", 10, 22),
        _under_way("at_hub", 19, 0.6, -12),
        spread=3,
    ),
    Story(
        *(26, "express", ("O1", "Q1"), "Express, out for delivery", 5, 8),
        _under_way("out_for_delivery", 6, 0.1, -2),
        spread=0.3,
        is_express=True,
    ),
    Story(
        *(27, "on_its_way_at_home", ("O1",), "Within one country", 4, 3),
        _under_way("sorted", 2, 0.5, -3),
        spread=0.6,
        countries=("ID", "TR", "IT"),
        at_home=True,
    ),
    Story(
        *(28, "not_moving", ("P1", "O1"), "No scan for more than three weeks", 5, 30),
        _under_way("left_country", 27, 21.5, -6),
        spread=4,
    ),
    Story(
        *(29, "late", ("P1", "O1"), "The promised day has passed by some days", 10, 48),
        _under_way("arrived_country", 45, 9, 3),
        spread=4,
    ),
    Story(
        *(30, "overdue_for_weeks", ("P1", "O1"), "Nothing received, the promised day weeks ago", 7, 76),
        _under_way("left_country", 71, 58, 25),
        spread=21,
    ),
    Story(
        *(31, "lost", ("P1", "O1"), "The carrier has given the parcel up", 4, 50),
        (Life("shipped", 5, (Parcel("lost", "left_country", 47, 2, ("lost",)),)),),
        spread=5,
    ),
    Story(
        *(32, "returned_to_seller", ("P1", "O1"), "On its way back, or back: the address was not found", 4, 40),
        (Life("shipped", -3, (Parcel("returned", "out_for_delivery", 37, 4, ("delivery_failed", "returned")),)),),
        spread=4,
    ),
    Story(
        *(33, "held_at_customs", ("I1", "O1"), "At customs, which asks for the recipient's tax number", 6, 26),
        _at_customs(23, 3, -14, "customs_held"),
        spread=4,
    ),
    Story(
        *(34, "customs_nearly_over", ("I1",), "At customs for more than two weeks: soon returned", 3, 44),
        _at_customs(41, 16, 2, "customs_held"),
        spread=2,
    ),
    Story(
        *(35, "taxed_on_delivery", ("I1",), "Customs asks for duty and tax", 5, 24),
        _at_customs(21, 2, -16, "duty_asked"),
        spread=4,
        countries=("CO", "CL", "AR", "ES", "PT", "DE", "NL", "GB", "TR", "SA"),
    ),
    Story(
        *(36, "taxed_twice", ("I1", "P1"), "Import tax paid at checkout, asked for again", 3, 25),
        _at_customs(22, 2, -15, "duty_asked"),
        spread=4,
        countries=("BR", "MX", "ID"),
    ),
    Story(
        *(37, "delivery_failed", ("O1",), "Nobody was at home; kept at the pick-up point", 3, 30),
        (Life("shipped", -5, (Parcel("in_transit", "out_for_delivery", 27, 1, ("delivery_failed", "pick_up")),)),),
        spread=2,
    ),
    Story(
        *(38, "split_parcels", ("O1",), "Two parcels, one here and one on its way", 5, 24),
        (
            Life(
                *("shipped", -11),
                (Parcel("delivered", "delivered", 21, 2), Parcel("in_transit", "left_country", 15, 4)),
            ),
        ),
        spread=4,
        least_lines=2,
    ),
    Story(
        *(39, "split_one_at_customs", ("I1", "O1"), "Two parcels, one on its way and one at customs", 3, 24),
        (
            Life(
                *("shipped", -13),
                (
                    Parcel("in_transit", "at_hub", 21, 1),
                    Parcel("customs", "customs_presented", 20, 4, ("customs_held",)),
                ),
            ),
        ),
        spread=3,
        least_lines=2,
    ),
    Story(
        *(40, "to_a_forwarder", ("I1",), "Sent to a forwarder's address", 3, 20),
        _under_way("arrived_country", 17, 1, -18),
        spread=3,
        countries=("CO", "CL", "AR", "MX"),
        ship_to="forwarder",
    ),
    Story(
        *(41, "for_resale", ("I1", "M1"), "Many pieces at once, to sell again", 4, 16),
        _under_way("left_country", 12, 2, -25),
        spread=5,
        categories=("cable", "kitchen", "beauty", "paper", "basket"),
        quantity=20,
    ),
    Story(
        *(42, "account_taken_over", ("A1",), "Ordered last night in the buyer's name to a stranger's address", 3, 0.3),
        (Life("paid", -35, (_PREPARING,)),),
        spread=0.2,
        methods=("card", "wallet"),
        categories=("phone", "watch", "headphones"),
        ship_to="stranger",
    ),
)
