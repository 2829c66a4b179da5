"""Reads the lists of an order document: items, payments with refunds, parcels with events, coupons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from loket.orders.documents import order_values as values
from loket.orders.documents.order_fields import Fields
from loket.orders.documents.order_parts import (
    ChargebackPart,
    CouponPart,
    EventPart,
    ItemPart,
    PaymentPart,
    RefundPart,
    ShipmentPart,
)
from loket.orders.numbers import number_key

PAYMENT_STATES = ("pending", "captured", "failed", "expired")
CHARGEBACK_STATES = ("opened", "won", "lost")
REFUND_STATES = ("requested", "sent", "settled", "failed")
DESTINATIONS = ("original", "wallet", "pix_key", "bank_account", "store_credit")
SHIPMENT_STATES = ("preparing", "in_transit", "customs", "delivered", "returned", "lost")
COUPON_STATES = ("applied", "returned", "lost")
FUNDERS = ("platform", "seller")


class Once:
    """Refuses the second part of one key."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def note(self, fields: Fields, name: str, key: str) -> None:
        """Give the part its key, which nobody else may have."""
        fields.key = key
        if key and key in self._seen:
            fields.refuse(name, "twice", _("stands here twice"))
        self._seen.add(key)


def items(order: Fields, currency: str) -> Iterator[ItemPart]:
    """The lines of an order."""
    once = Once()
    for each in order.parts("items"):
        line = each.whole("line")
        once.note(each, "line", str(line))
        yield ItemPart(
            line=line,
            sku=each.text("sku", 100),
            title=each.text("title", 500, required=True),
            category=each.text("category", 200),
            quantity=each.whole("quantity", least=1, default=1),
            price=each.amount("price", currency),
            paid=each.amount("paid", currency),
            image_url=each.value("image_url", values.picture),
        )


def payments(order: Fields, currency: str, zone: ZoneInfo) -> Iterator[PaymentPart]:
    """The payments of an order; a refund's id stands once in all of them."""
    once, refunds_once = Once(), Once()
    for each in order.parts("payments"):
        reference = each.text("reference", 100, required=True)
        once.note(each, "reference", reference)
        refunds = sorted(_refunds(each, currency, zone, refunds_once), key=lambda refund: refund.id)
        yield PaymentPart(
            reference=reference,
            method=each.text("method", 40, required=True),
            amount=each.amount("amount", currency),
            state=each.choice("state", PAYMENT_STATES),
            expires_at=each.moment("expires_at", zone),
            paid_at=each.moment("paid_at", zone),
            refunds=tuple(refunds),
            chargeback=_chargeback(each),
        )


def shipments(order: Fields, zone: ZoneInfo) -> Iterator[ShipmentPart]:
    """The parcels of an order."""
    once = Once()
    for each in order.parts("shipments"):
        name = each.text("id", 100, required=True)
        once.note(each, "id", name)
        yield ShipmentPart(
            id=name,
            lines=each.numbers("lines"),
            carrier=each.text("carrier", 100),
            tracking_number=_tracking_number(each),
            state=each.choice("state", SHIPMENT_STATES),
            shipped_at=each.moment("shipped_at", zone),
            delivered_at=each.moment("delivered_at", zone),
            events=_events(each, zone),
        )


def coupons(order: Fields, currency: str, zone: ZoneInfo) -> Iterator[CouponPart]:
    """The coupons used on an order."""
    once = Once()
    for each in order.parts("coupons"):
        code = each.text("code", 100, required=True)
        once.note(each, "code", code)
        yield CouponPart(
            code=code,
            discount=each.amount("discount", currency),
            funded_by=each.choice("funded_by", FUNDERS, "platform"),
            expires_at=each.moment("expires_at", zone),
            state=each.choice("state", COUPON_STATES, "applied"),
        )


def _chargeback(payment: Fields) -> ChargebackPart | None:
    found = payment.part("chargeback")
    if found is None:
        return None
    return ChargebackPart(found.text("id", 100, required=True), found.choice("state", CHARGEBACK_STATES))


def _refunds(payment: Fields, currency: str, zone: ZoneInfo, once: Once) -> Iterator[RefundPart]:
    for each in payment.parts("refunds"):
        name = each.text("id", 100, required=True)
        once.note(each, "id", name)
        amount = each.amount("amount", currency)
        if not amount and each.has("amount") and not each.has_problem("amount"):
            each.refuse("amount", "amount", _("must be more than nothing"))
        yield RefundPart(
            id=name,
            amount=amount,
            destination=each.choice("destination", DESTINATIONS, "original"),
            state=each.choice("state", REFUND_STATES),
            expected_by=each.day("expected_by", zone),
        )


def _tracking_number(shipment: Fields) -> str:
    number = shipment.text("tracking_number", 100)
    if len(number_key(number)) > 100:
        shipment.refuse("tracking_number", "string_too_long", _("is too long"))
    return number


def _events(shipment: Fields, zone: ZoneInfo) -> tuple[EventPart, ...]:
    """Events in their order; carriers repeat themselves, and then the last telling counts."""
    found: dict[tuple[datetime, str, str], EventPart] = {}
    for each in shipment.parts("events"):
        at = each.moment("at", zone)
        if at is None and not each.has("at"):
            each.refuse("at", "missing", _("is missing"))
        event = EventPart(
            at=at or datetime(1970, 1, 2, tzinfo=UTC),
            code=each.text("code", 60),
            place=each.text("place", 200),
            text=each.text("text", 500),
        )
        each.key = event_key(event)
        found[event.at, event.code, event.place] = event
    return tuple(found[key] for key in sorted(found))


def event_key(event: EventPart) -> str:
    """Under which an event is found again in its parcel."""
    return f"{values.written_moment(event.at)} {event.code} {event.place}".rstrip()
