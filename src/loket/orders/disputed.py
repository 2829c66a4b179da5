"""What an order says of the lines that a dispute is about; whoever asks has taken the order from ``access``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from loket.orders.bookkeeping.caps import NOTHING
from loket.orders.bookkeeping.checkouts import checkout_of, orders_of_checkout
from loket.orders.facts import OrderFacts, ShipmentFacts
from loket.orders.models import Order, Shipment
from loket.orders.queries import order_facts
from loket.orders.states import ShipmentState

Delivery = Literal["not_shipped", "no_tracking", "in_transit", "customs", "delivered", "returned", "lost"]
_WALLETS = frozenset({"wallet", "ovo", "gopay", "dana", "shopeepay", "paypal", "mercado_pago", "store_credit"})
# Of several parcels the one that is worst off says how the lines stand.
_WORST_FIRST: tuple[Delivery, ...] = (
    "lost",
    "returned",
    "customs",
    "not_shipped",
    "no_tracking",
    "in_transit",
    "delivered",
)


@dataclass(frozen=True, slots=True)
class DisputedLines:
    """What was paid for the lines, what of it may still go back, and where their parcels are.

    ``cap`` counts the shipping where the dispute is about the whole order. Amounts are in the order's currency.
    """

    delivery: Delivery
    paid: Decimal
    cap: Decimal
    category: str
    shipped_at: datetime | None
    promised_by: datetime | None
    delivered_at: datetime | None
    is_paid_by_wallet: bool


def disputed_lines(order: Order, lines: Iterable[int]) -> DisputedLines:
    """The record of these lines as it stands now; raises ValueError for a line that the order does not have."""
    facts, wanted = order_facts(order), frozenset(lines)
    items = [each for each in facts.items if each.line in wanted]
    if len(items) != len(wanted) or not items:
        raise ValueError("The order has no such line.")
    is_whole = len(items) == len(facts.items)
    parcels = [each for each in facts.shipments if not each.lines or wanted & set(each.lines)]
    return DisputedLines(
        delivery=_delivery(parcels),
        paid=sum((each.paid for each in items), facts.shipping if is_whole else NOTHING),
        cap=_cap(order, facts, wanted, is_whole=is_whole),
        category=items[0].category,
        shipped_at=min((each.shipped_at for each in parcels if each.shipped_at), default=None),
        promised_by=facts.promised_by,
        delivered_at=_delivered_at(parcels),
        is_paid_by_wallet=bool(facts.payments) and all(each.method in _WALLETS for each in facts.payments),
    )


def tracking_is_known(number: str, *, besides: int | None = None) -> bool:
    """Whether a tracking number was used before, by any parcel of another order than ``besides``."""
    used = Shipment.objects.filter(tracking_number__iexact=number.strip())
    return used.exclude(order=besides).exists() if besides else used.exists()


def _cap(order: Order, facts: OrderFacts, lines: frozenset[int], *, is_whole: bool) -> Decimal:
    together = Order.objects.filter(orders_of_checkout(order)).values_list("pk", flat=True)
    checkout = checkout_of(together)
    if is_whole:
        return checkout.most(order.pk, payment=None, lines={})
    left = checkout.left_of_lines(order.pk, {each.line: each.paid for each in facts.items if each.line in lines})
    return checkout.most(order.pk, payment=None, lines=left)


def _delivery(parcels: list[ShipmentFacts]) -> Delivery:
    if not parcels:
        return "not_shipped"
    return min((_delivery_of(each) for each in parcels), key=_WORST_FIRST.index)


def _delivery_of(parcel: ShipmentFacts) -> Delivery:
    state = ShipmentState(parcel.state)
    if state == ShipmentState.PREPARING:
        return "not_shipped"
    if state == ShipmentState.IN_TRANSIT:
        return "in_transit" if parcel.tracking_number else "no_tracking"
    settled: dict[ShipmentState, Delivery] = {
        ShipmentState.CUSTOMS: "customs",
        ShipmentState.DELIVERED: "delivered",
        ShipmentState.RETURNED: "returned",
        ShipmentState.LOST: "lost",
    }
    return settled[state]


def _delivered_at(parcels: list[ShipmentFacts]) -> datetime | None:
    moments = [each.delivered_at for each in parcels]
    return max((each for each in moments if each), default=None) if parcels and all(moments) else None
