"""Caps: no sequence of refunds comes to more than was captured."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loket.orders.bookkeeping.caps import Captured, Checkout, Returned, shared, spread

D = Decimal
amounts = st.integers(1, 50_000).map(lambda cents: Decimal(cents) / 100)


def paid(payment, order, reference, amount, total):
    return Captured(payment, order, reference, D(amount), D(total))


@pytest.mark.parametrize(
    ("captured", "left"),
    [
        ((paid(1, 1, "a", 100, 100),), (100, 0, 100)),
        # Two orders, one payment: by shares, and whole in each.
        ((paid(1, 1, "a", 100, 100), paid(2, 2, "a", 50, 50)), (100, 50, 150)),
        ((paid(1, 1, "a", 150, 100), paid(2, 2, "a", 150, 50)), (100, 50, 150)),
        # Together they paid less than the orders cost.
        ((paid(1, 1, "a", 120, 100), paid(2, 2, "a", 120, 50)), (100, 50, 120)),
        # Charged twice: both payments count.
        ((paid(1, 1, "a", 100, 100), paid(2, 1, "b", 100, 100)), (200, 0, 200)),
    ],
)
def test_what_was_captured_is_what_may_go_back(captured, left):
    checkout = Checkout(captured)
    assert (checkout.left_of_order(1), checkout.left_of_order(2), checkout.left()) == tuple(map(D, left))


def test_a_payment_that_was_not_captured_gives_nothing():
    assert Checkout().left_of_payment(1) == 0
    assert Checkout().most(1, payment=None, lines={}) == 0


def test_money_of_one_order_is_not_given_to_the_other():
    checkout = Checkout((paid(1, 1, "a", 150, 100), paid(2, 2, "a", 150, 50)), (Returned(1, 1, D(100)),))
    assert checkout.most(1, payment=None, lines={}) == 0
    assert checkout.most(2, payment=None, lines={}) == 50


@given(st.lists(amounts, min_size=1, max_size=4), st.data())
def test_spreading_gives_the_whole_amount_within_each_payment(rooms, data):
    amount = data.draw(st.integers(1, int(sum(rooms) * 100)).map(lambda cents: Decimal(cents) / 100))
    left = dict(enumerate(rooms))
    parts = spread(amount, left)
    assert sum(part for _payment, part in parts) == amount
    assert all(0 < part <= left[payment] for payment, part in parts)
    assert len(parts) == 1 or max(rooms) < amount


@given(st.lists(amounts, min_size=1, max_size=6), st.data(), st.sampled_from(["BRL", "JPY", "BHD"]))
def test_shares_come_to_the_amount_and_stay_within_their_lines(rooms, data, currency):
    left = dict(enumerate(rooms, start=1))
    amount = data.draw(st.integers(1, int(sum(rooms) * 100)).map(lambda cents: Decimal(cents) / 100))
    parts = shared(amount, left, currency)
    assert sum(parts.values()) == amount
    assert all(0 < part <= left[line] for line, part in parts.items())


@given(
    st.lists(st.tuples(amounts, amounts), min_size=1, max_size=4),
    st.booleans(),
    st.lists(st.tuples(st.integers(0, 3), amounts), max_size=12),
)
def test_no_sequence_gives_back_more_than_was_captured(orders, is_shared, asked):
    whole = sum(total for total, _paid in orders)
    captured = tuple(
        Captured(place, place, "one" if is_shared else f"p{place}", min(amount, total), total)
        for place, (total, amount) in enumerate(orders)
    )
    returned = ()
    for place, amount in asked:
        checkout = Checkout(captured, returned)
        if place < len(orders) and amount <= checkout.most(place, payment=None, lines={}):
            returned += tuple(
                Returned(payment, place, part)
                for payment, part in spread(amount, {place: checkout.left_of_payment(place)})
            )
    for place, each in enumerate(captured):
        assert sum(part.amount for part in returned if part.order == place) <= each.amount
    assert sum(part.amount for part in returned) <= whole
