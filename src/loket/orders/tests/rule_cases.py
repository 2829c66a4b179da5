"""Orders as rules meet them: one for each thing that can have happened to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from loket.orders.facts import (
    CouponFacts,
    EntryFacts,
    ItemFacts,
    OrderFacts,
    PaymentFacts,
    RefundFacts,
    ShipmentFacts,
)

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


def day(number):
    """So many days from now."""
    return NOW + timedelta(days=number)


PAYMENT = PaymentFacts("p1", "pix", Decimal("106.90"), "captured", paid_at=day(-8))
COUPON = CouponFacts("WELCOME", Decimal("5.00"), "platform", "applied", day(30))
ITEMS = (
    ItemFacts(1, "Lamp", 1, Decimal("64.90"), Decimal("64.90")),
    ItemFacts(2, "Shade", 1, Decimal("30.00"), Decimal("30.00")),
)
PAID = OrderFacts(
    number="LK-1",
    state="paid",
    placed_at=day(-8),
    currency="BRL",
    market="",
    total=Decimal("106.90"),
    seller="Sam",
    shipping=Decimal("12.00"),
    promised_by=day(5),
    time_zone="America/Recife",
    items=ITEMS,
    payments=(PAYMENT,),
    coupons=(COUPON,),
)


def parcel(state="in_transit", *, lines=(1, 2), shipped=-5, delivered=None, number="BR1"):
    """A parcel that left so many days ago."""
    return ShipmentFacts(
        f"s{lines}", lines, state, "Correios", number, day(shipped), None if delivered is None else day(delivered)
    )


def shipped(**changes):
    return replace(PAID, **{"state": "shipped", "shipments": (parcel(),), **changes})


def delivered(days_ago, *, state="delivered"):
    long_ago = day(-days_ago - 8)
    arrived = parcel("delivered", shipped=-days_ago - 5, delivered=-days_ago)
    return replace(PAID, state=state, placed_at=long_ago, promised_by=day(-days_ago), shipments=(arrived,))


def gone_back(amount, *, state="settled", id="r1", ours=False):
    return replace(PAYMENT, refunds=(RefundFacts(id, Decimal(amount), "original", state, is_ours=ours),))


def entry(kind, state, amount=None, *, id="e1", reason="goodwill"):
    return EntryFacts(id, kind, state, reason, day(-1), None if amount is None else Decimal(amount))


SECOND = replace(PAYMENT, reference="p2")
ORDERS = {
    "awaiting payment": replace(PAID, state="awaiting_payment", payments=(replace(PAYMENT, state="pending"),)),
    "paid": PAID,
    "charged twice": replace(PAID, payments=(PAYMENT, SECOND)),
    "on its way": shipped(),
    "5 days late": shipped(promised_by=day(-6)),
    "lost": shipped(shipments=(parcel("lost"),)),
    "delivered 3 days ago": delivered(3),
    "delivered 20 days ago": delivered(20),
    "completed": delivered(100, state="completed"),
    "cancelled, money back": replace(PAID, state="cancelled", payments=(gone_back("106.90"),)),
    "cancelled, money here": replace(PAID, state="cancelled"),
    "expired": replace(PAID, state="expired", payments=(replace(PAYMENT, state="expired"),)),
    "expired, paid later": replace(PAID, state="expired"),
}
