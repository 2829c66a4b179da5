"""Orders as the flows' tests need them: an order that has just been paid, changed to whatever a test speaks of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from loket.assistant.order_context import KnownOrder
from loket.orders.facts import EventFacts, ItemFacts, OrderFacts, PaymentFacts, ShipmentFacts
from loket.orders.rulebook.policies import built_in_policy
from loket.orders.rulebook.rules import granted, permission

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = ("cancel", "refund", "resend", "change_address", "return_coupon")
LAMP = ItemFacts(1, "Blue lamp", 1, Decimal("94.90"), Decimal("94.90"))
KETTLE = ItemFacts(2, "Kettle", 1, Decimal("20.00"), Decimal("20.00"))
PAID = OrderFacts(
    number="LK-2026-00817-3",
    state="paid",
    placed_at=NOW - timedelta(days=3),
    promised_by=NOW + timedelta(days=20),
    currency="BRL",
    market="BR",
    total=Decimal("94.90"),
    seller="Shenzhen Lights",
    time_zone="America/Recife",
    items=(LAMP,),
    payments=(PaymentFacts("p-1", "pix", Decimal("94.90"), "captured", paid_at=NOW - timedelta(days=3)),),
)


def parcel(state="in_transit", *, days_ago=30, number="LX123456785CN", **changes):
    left = NOW - timedelta(days=days_ago)
    events = (EventFacts(left, "picked_up", "Shenzhen", "Picked up"),)
    fields = {"carrier": "correios", "tracking_number": number, "shipped_at": left, "events": events, **changes}
    return ShipmentFacts("s-1", (1,), state, **fields)


def shipped(**changes):
    return replace(PAID, state="shipped", shipments=(parcel(**changes),))


def known(facts):
    """The order as reception hands it over: with what the built-in rules let its buyer do."""
    policy = built_in_policy()
    allowed = [
        each
        for kind in KINDS
        for each in granted(facts, kind, "buyer", policy=policy, now=NOW)
        or (permission(facts, kind, "buyer", policy=policy, now=NOW),)
    ]
    return KnownOrder(facts, tuple(allowed))
