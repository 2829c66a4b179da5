"""An order as the shop tells of it, checked: what files and API calls become, and what stored rows are compared with.

Parts of one kind stand in the order of their keys, so that two tellings of the same order are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class BuyerPart:
    """Who bought, and how to reach them about this order."""

    external_id: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class SellerPart:
    """Who sold."""

    external_id: str
    name: str = ""
    country: str = ""
    language: str = ""
    email: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class ItemPart:
    """One line; ``paid`` is what the buyer paid for it after discounts, with its share of tax."""

    line: int
    sku: str
    title: str
    category: str
    quantity: int
    price: Decimal
    paid: Decimal
    image_url: str


@dataclass(frozen=True, slots=True)
class RefundPart:
    """Money on its way back over one payment."""

    id: str
    amount: Decimal
    destination: str
    state: str
    expected_by: date | None = None


@dataclass(frozen=True, slots=True)
class ChargebackPart:
    """The bank takes a payment back, or tries to: opened, won by the shop, or lost."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """One payment and what goes back over it."""

    reference: str
    method: str
    amount: Decimal
    state: str
    expires_at: datetime | None = None
    paid_at: datetime | None = None
    refunds: tuple[RefundPart, ...] = ()
    chargeback: ChargebackPart | None = None


@dataclass(frozen=True, slots=True)
class EventPart:
    """Where a parcel was."""

    at: datetime
    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ShipmentPart:
    """One parcel."""

    id: str
    lines: tuple[int, ...]
    carrier: str
    tracking_number: str
    state: str
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    events: tuple[EventPart, ...] = ()


@dataclass(frozen=True, slots=True)
class CouponPart:
    """A coupon used on the order."""

    code: str
    discount: Decimal
    funded_by: str
    expires_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One order. Moments are in UTC; ``unknown`` holds what the contract does not know, each where it stood."""

    number: str
    checkout_id: str
    placed_at: datetime
    promised_by: datetime | None
    state: str
    buyer: BuyerPart
    seller: SellerPart
    currency: str
    market: str
    total: Decimal
    shipping: Decimal
    tax: Decimal
    ship_to: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[ItemPart, ...] = ()
    payments: tuple[PaymentPart, ...] = ()
    shipments: tuple[ShipmentPart, ...] = ()
    coupons: tuple[CouponPart, ...] = ()
    group: Mapping[str, Any] | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict)
