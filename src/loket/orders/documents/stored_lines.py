"""A stored order as the shop would tell of it now, to compare with what it tells."""

from __future__ import annotations

from collections.abc import Sequence

from loket.orders.documents.order_parts import (
    BuyerPart,
    ChargebackPart,
    CouponPart,
    EventPart,
    ItemPart,
    OrderLine,
    PaymentPart,
    RefundPart,
    SellerPart,
    ShipmentPart,
)
from loket.orders.models import Order, Payment, Shipment
from loket.orders.queries import with_everything


def current_lines(orders: Sequence[Order]) -> tuple[OrderLine, ...]:
    """The lines of these orders as they stand now, in their order; a few statements however many they are."""
    found = Order.objects.filter(pk__in=[each.pk for each in orders]).select_related("customer")
    by_key = {each.pk: stored_line(each) for each in with_everything(found)}
    return tuple(by_key[each.pk] for each in orders if each.pk in by_key)


def stored_line(order: Order) -> OrderLine:
    """The line of an order that came from ``queries.with_everything``."""
    return OrderLine(
        number=order.number,
        checkout_id=order.checkout_id,
        placed_at=order.placed_at,
        promised_by=order.promised_by,
        state=order.state,
        buyer=stored_buyer(order),
        seller=_seller(order),
        currency=order.currency,
        market=order.market,
        total=order.total,
        shipping=order.shipping,
        tax=order.tax,
        ship_to=order.ship_to,
        items=tuple(
            ItemPart(
                each.line, each.sku, each.title, each.category, each.quantity, each.price, each.paid, each.image_url
            )
            for each in sorted(order.items.all(), key=lambda each: each.line)
        ),
        payments=tuple(_payment(each) for each in sorted(order.payments.all(), key=lambda each: each.reference)),
        shipments=tuple(_shipment(each) for each in sorted(order.shipments.all(), key=lambda each: each.external_id)),
        coupons=tuple(
            CouponPart(each.code, each.discount, each.funded_by, each.expires_at, each.state)
            for each in sorted(order.coupons.all(), key=lambda each: each.code)
        ),
        group=order.group,
        unknown=order.unknown,
    )


def stored_buyer(order: Order) -> BuyerPart:
    """Who bought; the order's customer has to be there already."""
    return BuyerPart(
        external_id=order.customer.external_id or "",
        name=order.contact_name,
        email=order.contact_email,
        phone=order.contact_phone,
        country=order.country,
        language=order.language,
        time_zone=order.time_zone,
    )


def _seller(order: Order) -> SellerPart:
    seller = order.seller
    return SellerPart(seller.external_id, seller.name, seller.country, seller.language, seller.email, seller.time_zone)


def _payment(payment: Payment) -> PaymentPart:
    refunds = sorted(payment.refunds.all(), key=lambda each: each.external_id)
    return PaymentPart(
        reference=payment.reference,
        method=payment.method,
        amount=payment.amount,
        state=payment.state,
        expires_at=payment.expires_at,
        paid_at=payment.paid_at,
        refunds=tuple(
            RefundPart(each.external_id, each.amount, each.destination, each.state, each.expected_by)
            for each in refunds
        ),
        chargeback=ChargebackPart(payment.chargeback_id, payment.chargeback_state) if payment.chargeback_id else None,
    )


def _shipment(shipment: Shipment) -> ShipmentPart:
    events = sorted(shipment.events.all(), key=lambda each: (each.at, each.code, each.place))
    return ShipmentPart(
        id=shipment.external_id,
        lines=tuple(shipment.lines),
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        state=shipment.state,
        shipped_at=shipment.shipped_at,
        delivered_at=shipment.delivered_at,
        events=tuple(EventPart(each.at, each.code, each.place, each.text) for each in events),
    )
