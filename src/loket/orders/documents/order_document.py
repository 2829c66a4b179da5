"""An order as the contract's document: what the API answers, what an export has, and what changes are told from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from loket.orders.documents.order_parts import (
    BuyerPart,
    CouponPart,
    ItemPart,
    OrderLine,
    PaymentPart,
    RefundPart,
    SellerPart,
    ShipmentPart,
)
from loket.orders.documents.order_values import written_moment
from loket.orders.money import written

Document = dict[str, Any]

# The lists of a document, and under what their parts are found again.
KEYS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "items": lambda part: str(part["line"]),
    "payments": lambda part: str(part["reference"]),
    "payments.refunds": lambda part: str(part["id"]),
    "shipments": lambda part: str(part["id"]),
    "shipments.events": lambda part: f"{part['at']} {part['code']} {part['place']}".rstrip(),
    "coupons": lambda part: str(part["code"]),
}


def document_of(line: OrderLine) -> Document:
    """The whole document, with what the contract does not know where it stood."""
    document = {
        "number": line.number,
        "checkout_id": line.checkout_id or None,
        "placed_at": written_moment(line.placed_at),
        "promised_by": _moment(line.promised_by),
        "state": line.state,
        "buyer": _buyer(line.buyer),
        "seller": _seller(line.seller),
        "currency": line.currency,
        "market": line.market,
        "total": written(line.total, line.currency),
        "shipping": written(line.shipping, line.currency),
        "tax": written(line.tax, line.currency),
        "ship_to": dict(line.ship_to) or None,
        "items": [_item(each, line.currency) for each in line.items],
        "payments": [_payment(each, line.currency) for each in line.payments],
        "shipments": [_shipment(each) for each in line.shipments],
        "coupons": [_coupon(each, line.currency) for each in line.coupons],
        "group": None if line.group is None else dict(line.group),
    }
    _put_back(document, line.unknown)
    return document


def document_for_buyer(line: OrderLine) -> Document:
    """What a buyer may read: without anybody's contacts and without what the shop keeps beside."""
    buyer = replace(line.buyer, external_id="", email="", phone="")
    seller = SellerPart(line.seller.external_id, line.seller.name, line.seller.country)
    return document_of(replace(line, buyer=buyer, seller=seller, unknown={}))


def _buyer(buyer: BuyerPart) -> Document:
    return {
        "external_id": buyer.external_id or None,
        "name": buyer.name,
        "email": buyer.email or None,
        "phone": buyer.phone or None,
        "country": buyer.country or None,
        "language": buyer.language or None,
        "time_zone": buyer.time_zone or None,
    }


def _seller(seller: SellerPart) -> Document:
    return {
        "external_id": seller.external_id,
        "name": seller.name,
        "country": seller.country or None,
        "language": seller.language or None,
        "email": seller.email or None,
        "time_zone": seller.time_zone or None,
    }


def _item(item: ItemPart, currency: str) -> Document:
    return {
        "line": item.line,
        "sku": item.sku,
        "title": item.title,
        "category": item.category,
        "quantity": item.quantity,
        "price": written(item.price, currency),
        "paid": written(item.paid, currency),
        "image_url": item.image_url or None,
    }


def _payment(payment: PaymentPart, currency: str) -> Document:
    return {
        "reference": payment.reference,
        "method": payment.method,
        "amount": written(payment.amount, currency),
        "state": payment.state,
        "expires_at": _moment(payment.expires_at),
        "paid_at": _moment(payment.paid_at),
        "refunds": [_refund(each, currency) for each in payment.refunds],
        **({"chargeback": asdict(payment.chargeback)} if payment.chargeback else {}),
    }


def _refund(refund: RefundPart, currency: str) -> Document:
    return {
        "id": refund.id,
        "amount": written(refund.amount, currency),
        "destination": refund.destination,
        "state": refund.state,
        "expected_by": _day(refund.expected_by),
    }


def _shipment(shipment: ShipmentPart) -> Document:
    return {
        "id": shipment.id,
        "lines": list(shipment.lines),
        "carrier": shipment.carrier,
        "tracking_number": shipment.tracking_number or None,
        "state": shipment.state,
        "shipped_at": _moment(shipment.shipped_at),
        "delivered_at": _moment(shipment.delivered_at),
        "events": [
            {"at": written_moment(each.at), "code": each.code, "place": each.place, "text": each.text}
            for each in shipment.events
        ],
    }


def _coupon(coupon: CouponPart, currency: str) -> Document:
    return {
        "code": coupon.code,
        "discount": written(coupon.discount, currency),
        "funded_by": coupon.funded_by,
        "expires_at": _moment(coupon.expires_at),
        "state": coupon.state,
    }


def _moment(at: datetime | None) -> str | None:
    return written_moment(at) if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _put_back(document: Document, unknown: Mapping[str, Any], place: str = "") -> None:
    """Lay what the contract does not know where it stood; a part that has gone takes its own along."""
    for name, kept in unknown.items():
        inside, here = document.get(name), f"{place}{name}"
        if isinstance(inside, list) and here in KEYS:
            for part in inside:
                _put_back(part, kept.get(KEYS[here](part), {}), f"{here}.")
        elif isinstance(inside, dict):
            _put_back(inside, kept, f"{here}.")
        elif name not in document:
            document[name] = kept
