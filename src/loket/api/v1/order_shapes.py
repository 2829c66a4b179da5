"""An order as it comes and goes, for the API's description; ``orders.order_lines`` alone checks what comes in."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field, StrictStr

from loket.api.v1.schemas import STORABLE

Amount = Annotated[str, Field(pattern=r"^[0-9]{1,13}(\.[0-9]{1,3})?$", examples=["106.90"])]
# A moment; a date alone, and a moment without a zone, are the buyer's.
Moment = Annotated[str, Field(examples=["2026-10-02T10:00:00Z", "2026-11-20"])]
Whole = Annotated[int, Field(ge=0, le=2_147_483_647)]
Name = Annotated[str, Field(max_length=200)]


class OrderBuyer(Schema):
    external_id: Name | None = None
    name: Name | None = None
    email: str | None = None
    phone: Annotated[str, Field(max_length=40)] | None = None
    country: str | None = None
    language: str | None = None
    time_zone: str | None = None


class OrderSeller(Schema):
    external_id: Annotated[str, Field(min_length=1, max_length=200)]
    name: Name | None = None
    country: str | None = None
    language: str | None = None
    email: str | None = None
    time_zone: str | None = None


class OrderAddress(Schema):
    name: Name | None = None
    lines: list[str] | None = None
    city: Name | None = None
    postcode: Annotated[str, Field(max_length=40)] | None = None
    country: str | None = None


class OrderItem(Schema):
    line: Whole
    sku: str | None = None
    title: Annotated[str, Field(min_length=1, max_length=500)]
    category: str | None = None
    quantity: Whole | None = None
    price: Amount
    paid: Amount
    image_url: str | None = None


class OrderRefund(Schema):
    id: Annotated[str, Field(min_length=1, max_length=100)]
    amount: Amount
    destination: Literal["original", "wallet", "pix_key", "bank_account", "store_credit"] | None = None
    state: Literal["requested", "sent", "settled", "failed"]
    expected_by: Moment | None = None


class OrderChargeback(Schema):
    id: Annotated[str, Field(min_length=1, max_length=100)]
    state: Literal["opened", "won", "lost"]


class OrderPayment(Schema):
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    method: Annotated[str, Field(min_length=1, max_length=40)]
    amount: Amount
    state: Literal["pending", "captured", "failed", "expired"]
    expires_at: Moment | None = None
    paid_at: Moment | None = None
    refunds: list[OrderRefund] | None = None
    chargeback: OrderChargeback | None = None


class OrderEvent(Schema):
    at: Moment
    code: str | None = None
    place: str | None = None
    text: str | None = None


class OrderShipment(Schema):
    id: Annotated[str, Field(min_length=1, max_length=100)]
    lines: list[Whole] | None = None
    carrier: str | None = None
    tracking_number: str | None = None
    state: Literal["preparing", "in_transit", "customs", "delivered", "returned", "lost"]
    shipped_at: Moment | None = None
    delivered_at: Moment | None = None
    events: list[OrderEvent] | None = None


class OrderCoupon(Schema):
    code: Annotated[str, Field(min_length=1, max_length=100)]
    discount: Amount
    funded_by: Literal["platform", "seller"] | None = None
    expires_at: Moment | None = None
    state: Literal["applied", "returned", "lost"] | None = None


class OrderGroup(Schema):
    needed: Whole
    joined: Whole
    until: Moment | None = None


class OrderDocument(Schema):
    """One buyer's purchase from one seller. Fields that are not named here are kept, and ignored."""

    number: Annotated[str, Field(min_length=1, max_length=60)]
    checkout_id: Annotated[str, Field(max_length=100)] | None = None
    placed_at: Moment
    promised_by: Moment | None = None
    state: Literal[
        "awaiting_payment", "paid", "shipped", "delivered", "completed", "cancelled", "payment_failed", "expired"
    ]
    buyer: OrderBuyer
    seller: OrderSeller
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$", examples=["BRL"])]
    market: Annotated[str, Field(max_length=20)] | None = None
    total: Amount
    shipping: Amount | None = None
    tax: Amount | None = None
    ship_to: OrderAddress | None = None
    items: list[OrderItem]
    payments: list[OrderPayment] | None = None
    shipments: list[OrderShipment] | None = None
    coupons: list[OrderCoupon] | None = None
    group: OrderGroup | None = None


class OrdersOut(Schema):
    items: list[OrderDocument]
    next: str | None


class NewCancellation(Schema):
    """Why an order is to be cancelled: one of the reasons that the rules of its market know."""

    reason: Annotated[StrictStr, Field(min_length=1, max_length=60), STORABLE]


class CancellationOut(Schema):
    """What was entered to be carried out at the marketplace, and how far it is."""

    id: UUID
    order: str
    reason: str
    state: Literal[
        "awaiting_approval", "waiting", "ready", "sending", "accepted", "settled", "refused", "declined", "needs_person"
    ]


# What PUT takes: it is read whole, so that what the contract does not know is kept.
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OrderDocument"}}},
    }
}
