"""Reads of orders; whoever asks has taken the order from ``access`` before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
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
from loket.orders.models import Order, OrderGrant, Payment, Refund, Shipment, TrackingEvent


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
    return tuple(facts_of(each) for each in with_everything(orders))


def order_facts(order: Order) -> OrderFacts:
    """The facts of one order, read now."""
    return facts_of(with_everything(Order.objects.filter(pk=order.pk)).get())


def proven_at(order: Order, *, customer_id: UUID) -> datetime | None:
    """When this customer last proved the order with a code; None where they never did."""
    granted = OrderGrant.objects.filter(order=order, customer=customer_id)
    return granted.values_list("granted_at", flat=True).first()


def facts_of(order: Order) -> OrderFacts:
    """The facts of an order that came from ``with_everything``."""
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
        items=tuple(_items(order)),
        payments=tuple(_payment(each) for each in order.payments.all()),
        shipments=tuple(_shipment(each) for each in order.shipments.all()),
        coupons=tuple(
            CouponFacts(each.code, each.discount, each.funded_by, each.state, each.expires_at)
            for each in order.coupons.all()
        ),
        ledger=tuple(_entries(order)),
        ship_to=order.ship_to,
        group=order.group,
    )


def _items(order: Order) -> Iterable[ItemFacts]:
    for each in order.items.all():
        yield ItemFacts(
            each.line, each.title, each.quantity, each.price, each.paid, each.sku, each.category, each.image_url
        )


def _payment(payment: Payment) -> PaymentFacts:
    refunds = tuple(
        RefundFacts(
            each.external_id, each.amount, each.destination, each.state, each.expected_by, each.entry_id is not None
        )
        for each in payment.refunds.all()
    )
    return PaymentFacts(
        payment.reference,
        payment.method,
        payment.amount,
        payment.state,
        payment.expires_at,
        payment.paid_at,
        refunds,
    )


def _shipment(shipment: Shipment) -> ShipmentFacts:
    events = tuple(EventFacts(each.at, each.code, each.place, each.text) for each in shipment.events.all())
    return ShipmentFacts(
        shipment.external_id,
        tuple(shipment.lines),
        shipment.state,
        shipment.carrier,
        shipment.tracking_number,
        shipment.shipped_at,
        shipment.delivered_at,
        events,
    )


def _entries(order: Order) -> Iterable[EntryFacts]:
    for each in order.ledger.all():
        yield EntryFacts(
            str(each.pk), each.kind, each.state, each.reason, each.created_at, each.amount, tuple(each.lines)
        )
