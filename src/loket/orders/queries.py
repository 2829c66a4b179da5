"""Reads of orders; whoever asks has taken the order from ``access`` before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from loket.orders.facts import (
    CouponFacts,
    EntryFacts,
    EventFacts,
    ItemFacts,
    OrderFacts,
    PaymentFacts,
    RefundFacts,
    ShipmentFacts,
)
from loket.orders.models import (
    PAYOUT_KINDS,
    Coupon,
    LedgerEntry,
    Order,
    OrderGrant,
    OrderItem,
    Payment,
    Refund,
    Shipment,
    TrackingEvent,
)

# The columns of each kind of facts, in its order.
_ITEM = ("line", "title", "quantity", "price", "paid", "sku", "category", "image_url")
_COUPON = ("code", "discount", "funded_by", "state", "expires_at")
_ENTRY = ("pk", "kind", "state", "reason", "created_at", "amount", "lines")
_PAYMENT = ("reference", "method", "amount", "state", "expires_at", "paid_at")
_REFUND = ("external_id", "amount", "destination", "state", "expected_by", "entry_id")
_SHIPMENT = ("external_id", "lines", "state", "carrier", "tracking_number", "shipped_at", "delivered_at")
_EVENT = ("at", "code", "place", "text")

Columns = tuple[str, ...]
Row = Sequence[Any]

_item, _coupon, _entry, _payment, _refund, _shipment, _event = (
    attrgetter(*each) for each in (_ITEM, _COUPON, _ENTRY, _PAYMENT, _REFUND, _SHIPMENT, _EVENT)
)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What belongs to one order."""

    items: tuple[ItemFacts, ...]
    payments: tuple[PaymentFacts, ...]
    shipments: tuple[ShipmentFacts, ...]
    coupons: tuple[CouponFacts, ...]
    ledger: tuple[EntryFacts, ...]


def newest_pictures(limit: int) -> list[str]:
    """The pictures' addresses of the newest items that name any; as cheap however many orders there are."""
    addresses = OrderItem.objects.order_by("-pk").values_list("image_url", flat=True)[:limit]
    return [each for each in addresses if each]


def with_everything(orders: QuerySet[Order]) -> QuerySet[Order]:
    """These orders with all that belongs to them, in as many statements as there are kinds of rows."""
    return orders.select_related("seller").prefetch_related(
        "items",
        "coupons",
        "ledger",
        Prefetch("payments", Payment.objects.order_by("id")),
        Prefetch("payments__refunds", Refund.objects.order_by("id")),
        Prefetch("shipments", Shipment.objects.order_by("id")),
        Prefetch("shipments__events", TrackingEvent.objects.order_by("at", "id")),
    )


def all_facts(orders: QuerySet[Order]) -> tuple[OrderFacts, ...]:
    """The facts of these orders, in their order."""
    return tuple(facts_by_key(orders).values())


def facts_by_key(orders: QuerySet[Order]) -> dict[int, OrderFacts]:
    """The facts of these orders by their keys, in their order; reads values, a third of the time that rows take."""
    rows = list(orders.select_related("seller"))
    parts = _read_parts([each.pk for each in rows])
    return {each.pk: _facts(each, parts[each.pk]) for each in rows}


def order_facts(order: Order) -> OrderFacts:
    """The facts of one order, read now."""
    return facts_of_row(Order.objects.select_related("seller").get(pk=order.pk))


def facts_of_row(order: Order) -> OrderFacts:
    """The facts of an order whose row was read just now, with its seller; the rest is read now."""
    return _facts(order, _read_parts([order.pk])[order.pk])


def proven_at(order: Order, *, customer_id: UUID) -> datetime | None:
    """When this customer last proved the order with a code; None where they never did."""
    granted = OrderGrant.objects.filter(order=order, customer=customer_id)
    return granted.values_list("granted_at", flat=True).first()


def facts_of(order: Order) -> OrderFacts:
    """The facts of an order that came from ``with_everything``."""
    payments = (_payment_facts(_payment(each), map(_refund, each.refunds.all())) for each in order.payments.all())
    shipments = (_shipment_facts(_shipment(each), map(_event, each.events.all())) for each in order.shipments.all())
    parts = _Parts(
        items=tuple(ItemFacts(*_item(each)) for each in order.items.all()),
        payments=tuple(payments),
        shipments=tuple(shipments),
        coupons=tuple(CouponFacts(*_coupon(each)) for each in order.coupons.all()),
        ledger=tuple(_entry_facts(*_entry(each)) for each in order.ledger.all() if each.kind not in PAYOUT_KINDS),
    )
    return _facts(order, parts)


def _read_parts(orders: Iterable[int]) -> Mapping[int, _Parts]:
    """What belongs to each of these orders: always the same few statements."""
    keys = list(orders)
    items = _by_order(OrderItem.objects.filter(order__in=keys).order_by("line"), _ITEM)
    coupons = _by_order(Coupon.objects.filter(order__in=keys).order_by("code"), _COUPON)
    asked = LedgerEntry.objects.filter(order__in=keys).exclude(kind__in=PAYOUT_KINDS)
    entries = _by_order(asked.order_by("created_at"), _ENTRY)
    paid = Payment.objects.filter(order__in=keys).order_by("id", "refunds__id")
    payments = _with_inner(paid, _PAYMENT, "refunds", _REFUND)
    sent = Shipment.objects.filter(order__in=keys).order_by("id", "events__at", "events__id")
    shipments = _with_inner(sent, _SHIPMENT, "events", _EVENT)
    return {
        key: _Parts(
            items=tuple(ItemFacts(*row) for row in items[key]),
            payments=tuple(_payment_facts(*both) for both in payments[key].values()),
            shipments=tuple(_shipment_facts(*both) for both in shipments[key].values()),
            coupons=tuple(CouponFacts(*row) for row in coupons[key]),
            ledger=tuple(_entry_facts(*row) for row in entries[key]),
        )
        for key in keys
    }


def _by_order(rows: QuerySet[Any], columns: Columns) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for key, *row in rows.values_list("order_id", *columns):
        found[key].append(row)
    return found


def _with_inner(
    rows: QuerySet[Any], columns: Columns, inner: str, inner_columns: Columns
) -> Mapping[int, dict[int, tuple[Row, list[Row]]]]:
    """By order and key the columns of each row, and those of what is in it; in one statement."""
    found: dict[int, dict[int, tuple[Row, list[Row]]]] = defaultdict(dict)
    inside = (f"{inner}__{name}" for name in ("pk", *inner_columns))
    for order, key, *row in rows.values_list("order_id", "pk", *columns, *inside):
        mine, (inner_key, *its) = row[: len(columns)], row[len(columns) :]
        _mine, its_rows = found[order].setdefault(key, (mine, []))
        if inner_key is not None:
            its_rows.append(its)
    return found


def _facts(order: Order, parts: _Parts) -> OrderFacts:
    return OrderFacts(
        number=order.number,
        state=order.state,
        placed_at=order.placed_at,
        currency=order.currency,
        market=order.market,
        total=order.total,
        seller=order.seller.name,
        shipping=order.shipping,
        tax=order.tax,
        checkout_id=order.checkout_id,
        promised_by=order.promised_by,
        country=order.country,
        language=order.language,
        time_zone=order.time_zone,
        items=parts.items,
        payments=parts.payments,
        shipments=parts.shipments,
        coupons=parts.coupons,
        ledger=parts.ledger,
        ship_to=order.ship_to,
        group=order.group,
    )


def _payment_facts(row: Row, refunds: Iterable[Row]) -> PaymentFacts:
    return PaymentFacts(*(*row, tuple(_refund_facts(*each) for each in refunds)))


def _refund_facts(*row: Any) -> RefundFacts:
    *told, entry = row
    return RefundFacts(*(*told, entry is not None))


def _shipment_facts(row: Row, events: Iterable[Row]) -> ShipmentFacts:
    name, lines, *more = row
    return ShipmentFacts(*(name, tuple(lines), *more, tuple(EventFacts(*each) for each in events)))


def _entry_facts(*row: Any) -> EntryFacts:
    key, *told, lines = row
    return EntryFacts(*(str(key), *told, tuple(lines)))


def titles_of(order: Order) -> list[str]:
    """What was bought, by its titles."""
    return list(order.items.order_by("line").values_list("title", flat=True))
