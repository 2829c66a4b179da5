"""An order as rules, flows and pages read it: values without a database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One line; ``paid`` is what the buyer paid for it after discounts."""

    line: int
    title: str
    quantity: int
    price: Decimal
    paid: Decimal
    sku: str = ""
    category: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """Money on its way back; ``is_ours`` where Loket's ledger began it."""

    id: str
    amount: Decimal
    destination: str
    state: str
    expected_by: date | None = None
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """One payment and what went back over it."""

    reference: str
    method: str
    amount: Decimal
    state: str
    expires_at: datetime | None = None
    paid_at: datetime | None = None
    refunds: tuple[RefundFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Where a parcel was, as its carrier says."""

    at: datetime
    code: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class ShipmentFacts:
    """One parcel, its events oldest first."""

    id: str
    lines: tuple[int, ...]
    state: str
    carrier: str = ""
    tracking_number: str = ""
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    events: tuple[EventFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class CouponFacts:
    """A coupon that was used on the order."""

    code: str
    discount: Decimal
    funded_by: str
    state: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What the ledger holds about the order."""

    id: str
    kind: str
    state: str
    reason: str
    created_at: datetime
    amount: Decimal | None = None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """One order with all that belongs to it. Amounts are in ``currency``."""

    number: str
    state: str
    placed_at: datetime
    currency: str
    market: str
    total: Decimal
    seller: str
    shipping: Decimal = NOTHING
    tax: Decimal = NOTHING
    checkout_id: str = ""
    promised_by: datetime | None = None
    country: str = ""
    language: str = ""
    time_zone: str = ""
    items: tuple[ItemFacts, ...] = ()
    payments: tuple[PaymentFacts, ...] = ()
    shipments: tuple[ShipmentFacts, ...] = ()
    coupons: tuple[CouponFacts, ...] = ()
    ledger: tuple[EntryFacts, ...] = ()
    ship_to: Mapping[str, Any] = field(default_factory=dict)
    group: Mapping[str, Any] | None = None

    @property
    def paid(self) -> Decimal:
        """What was captured for this order."""
        return sum((each.amount for each in self.payments if each.state == "captured"), NOTHING)

    @property
    def refunded(self) -> Decimal:
        """What went back, or is on its way; what failed is not."""
        return sum(
            (refund.amount for each in self.payments for refund in each.refunds if refund.state != "failed"), NOTHING
        )

    @property
    def refundable(self) -> Decimal:
        """What could still go back."""
        return max(NOTHING, self.paid - self.refunded)

    @property
    def shipped_at(self) -> datetime | None:
        """When its first parcel left."""
        return min((each.shipped_at for each in self.shipments if each.shipped_at), default=None)

    @property
    def delivered_at(self) -> datetime | None:
        """When its last parcel arrived; None while one is under way."""
        moments = [each.delivered_at for each in self.shipments]
        return max((each for each in moments if each), default=None) if all(moments) else None
