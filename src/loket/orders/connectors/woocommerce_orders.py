"""WooCommerce's orders as the contract's documents. Pure but for ``changed_orders``, which pages through the shop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from loket.lib.outbound import Answer
from loket.orders.money import written

KEY_IN_META = "_loket_key"
PER_PAGE = 50
# What changed while a page was read stands in the next fetch again.
OVERLAP = timedelta(minutes=5)

Document = dict[str, Any]

_KEY = re.compile(r"\[loket ([0-9a-f-]{36})\]")
_STATES = {
    "pending": "awaiting_payment",
    "on-hold": "awaiting_payment",
    "processing": "paid",
    "completed": "completed",
    "cancelled": "cancelled",
    "failed": "payment_failed",
}
_METHODS = {
    "bacs": "bank_transfer",
    "cheque": "cheque",
    "cod": "cash_on_delivery",
    "stripe": "card",
    "woocommerce_payments": "card",
    "ppcp-gateway": "paypal",
    "paypal": "paypal",
}


class OrdersUnreadable(Exception):
    """The shop did not answer with a list of orders; the text says what it said."""


def reason_with_key(reason: str, key: str) -> str:
    """A refund's reason that names our entry, so that the two can be told together for ever."""
    return f"{reason} [loket {key}]"


def key_in_reason(reason: str) -> str:
    """Our key in a refund's reason; empty for a refund that the shop began."""
    found = _KEY.search(reason)
    return found.group(1) if found else ""


def changed_orders(get: Callable[[str], Answer], *, since: datetime) -> Iterator[Document]:
    """Each order that changed after ``since``, as WooCommerce has it, the longest unchanged first.

    ``get`` reads a path of the API. Raises OrdersUnreadable and whatever ``get`` raises.
    """
    asked = {
        "modified_after": (since - OVERLAP).isoformat(),
        "dates_are_gmt": "true",
        "orderby": "modified",
        "order": "asc",
        "per_page": str(PER_PAGE),
    }
    page = 1
    while True:
        answer = get("/orders?" + urlencode({**asked, "page": str(page)}))
        if answer.status != 200 or not isinstance(answer.document, list):
            raise OrdersUnreadable(f"The shop answered with status {answer.status} instead of its orders.")
        yield from (each for each in answer.document if isinstance(each, dict))
        if len(answer.document) < PER_PAGE:
            return
        page += 1


def document_of(order: Mapping[str, Any], *, shop: str) -> Document | None:
    """The contract's document of a WooCommerce order; None for drafts and the trash. ``shop`` names the one seller."""
    state = _state(order)
    if state is None:
        return None
    currency = str(order["currency"])
    shipping = as_amount(order, "shipping_total") + as_amount(order, "shipping_tax")
    return {
        "number": str(order.get("number") or order["id"]),
        "woocommerce_id": order["id"],
        "checkout_id": None,
        "placed_at": _moment(order, "date_created_gmt"),
        "state": state,
        "buyer": _buyer(order),
        "seller": {"external_id": f"woocommerce:{shop}", "name": shop},
        "currency": currency,
        "market": str(_part(order, "billing").get("country") or ""),
        "total": written(as_amount(order, "total"), currency),
        "shipping": written(shipping, currency),
        "tax": written(as_amount(order, "total_tax"), currency),
        "ship_to": _ship_to(order),
        "items": [_item(each, currency) for each in (*_list(order, "line_items"), *_list(order, "fee_lines"))],
        "payments": [_payment(order, state, currency)],
        "coupons": [_coupon(each, currency) for each in _list(order, "coupon_lines")],
    }


def _state(order: Mapping[str, Any]) -> str | None:
    status = str(order.get("status"))
    if status == "refunded":
        # Everything went back: after it was sent, or instead.
        return "completed" if order.get("date_completed_gmt") else "cancelled"
    return _STATES.get(status)


def _buyer(order: Mapping[str, Any]) -> Document:
    billing = _part(order, "billing")
    customer = order.get("customer_id")
    return {
        # Guests have none; they are known by what they typed.
        "external_id": str(customer) if customer else None,
        "name": _name(billing),
        "email": billing.get("email") or None,
        "phone": billing.get("phone") or None,
        "country": billing.get("country") or None,
    }


def _ship_to(order: Mapping[str, Any]) -> Document | None:
    found = _part(order, "shipping")
    if not found.get("address_1"):
        found = _part(order, "billing")
    lines = [str(found[name]) for name in ("company", "address_1", "address_2") if found.get(name)]
    if not lines:
        return None
    return {
        "name": _name(found),
        "lines": lines,
        "city": ", ".join(str(found[name]) for name in ("city", "state") if found.get(name)),
        "postcode": str(found.get("postcode") or ""),
        "country": str(found.get("country") or ""),
    }


def _item(item: Mapping[str, Any], currency: str) -> Document:
    """A line of goods, or a fee; its number is WooCommerce's identifier, so that the two can be told together."""
    quantity = int(item.get("quantity") or 1)
    paid = as_amount(item, "total") + as_amount(item, "total_tax")
    before = as_amount(item, "subtotal") + as_amount(item, "subtotal_tax") if "subtotal" in item else paid
    image = _part(item, "image").get("src")
    return {
        "line": item["id"],
        "sku": str(item.get("sku") or ""),
        "title": str(item.get("name") or item["id"]),
        "quantity": quantity,
        "price": written(before / quantity, currency),
        "paid": written(paid, currency),
        "image_url": image or None,
    }


def _payment(order: Mapping[str, Any], state: str, currency: str) -> Document:
    method = str(order.get("payment_method") or "")
    paid_at = _moment(order, "date_paid_gmt")
    return {
        "reference": str(order.get("transaction_id") or f"woocommerce-{order['id']}"),
        "method": _METHODS.get(method, method[:40] or "other"),
        "amount": written(as_amount(order, "total"), currency),
        "state": "captured" if paid_at else "failed" if state == "payment_failed" else "pending",
        "paid_at": paid_at,
        "refunds": [_refund(each, currency) for each in _list(order, "refunds")],
    }


def _refund(refund: Mapping[str, Any], currency: str) -> Document:
    """Refunds stand in an order as negative totals; one of ours goes by our name."""
    return {
        "id": key_in_reason(str(refund.get("reason") or "")) or f"woocommerce-{refund['id']}",
        "amount": written(abs(as_amount(refund, "total")), currency),
        "destination": "original",
        "state": "settled",
    }


def _coupon(coupon: Mapping[str, Any], currency: str) -> Document:
    discount = as_amount(coupon, "discount") + as_amount(coupon, "discount_tax")
    return {"code": str(coupon["code"]), "discount": written(discount, currency), "funded_by": "seller"}


def _name(address: Mapping[str, Any]) -> str:
    return " ".join(str(address[name]) for name in ("first_name", "last_name") if address.get(name))


def _moment(order: Mapping[str, Any], name: str) -> str | None:
    """WooCommerce writes UTC without saying so."""
    found = order.get(name)
    return f"{found}Z" if found else None


def as_amount(found: Mapping[str, Any], name: str) -> Decimal:
    """A sum that WooCommerce writes as text; nothing where it is none."""
    try:
        return Decimal(str(found.get(name) or 0))
    except InvalidOperation:
        return Decimal(0)


def _part(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = found.get(name)
    return part if isinstance(part, dict) else {}


def _list(found: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    parts = found.get(name)
    return [each for each in parts if isinstance(each, dict)] if isinstance(parts, list) else []
