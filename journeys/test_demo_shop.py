"""What the rooms of the demo shop say about the same people."""

from __future__ import annotations

from loket.helpcentre.demo_identity import BUYERS, SELLERS
from loket.ops.demo.orders import sellers
from loket.ops.demo.orders.buyers import NAMED_BUYERS


def test_whoever_can_sign_in_at_the_shop_has_orders_there():
    at_the_shop = {slug: (each.name, each.email) for slug, each in BUYERS.items()}
    assert at_the_shop == {slug: (each.name, each.email) for slug, each in NAMED_BUYERS.items()}


def test_whoever_can_sell_at_the_shop_is_a_seller_there():
    for each in SELLERS.values():
        known = sellers.SELLERS[each.mailbox]
        there = (sellers.SELLER_NUMBERS[known.slug], known.name, known.language, known.email)
        assert there == (each.external_id, each.name, each.language, each.email)
