"""Claims of Bea's about orders that the shop has sent."""

from __future__ import annotations

from loket.disputes.actions.opening import start_draft
from loket.disputes.tests.dispute_shop import CLAIM, buyer_of, do
from loket.helpcentre.tests.buyers import stored
from loket.orders.models import Order

TORN = CLAIM["text"]


def claimed(number="LK-1", **changes):
    """A claim that the seller has not answered yet."""
    stored(number)
    order = Order.objects.get(number=number)
    by = buyer_of(order)
    return do(start_draft(order, lines=[1], by=by), by, "submit", {**CLAIM, **changes})


def claim_at(dispute, *rest, tag="en"):
    """The address of a claim, or of something below it."""
    return "/".join([f"/{tag}/my-disputes/{dispute.number}", *rest])
