"""What the rooms of the demo shop say about the same people."""

from __future__ import annotations

from loket.helpcentre.demo_identity import BUYERS
from loket.ops.demo.orders.buyers import NAMED_BUYERS


def test_whoever_can_sign_in_at_the_shop_has_orders_there():
    at_the_shop = {slug: (each.name, each.email) for slug, each in BUYERS.items()}
    assert at_the_shop == {slug: (each.name, each.email) for slug, each in NAMED_BUYERS.items()}
