"""Decides which rows an imported order writes; looks at rows that are in memory already and writes nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from loket.orders.documents.order_parts import OrderLine, PaymentPart, ShipmentPart
from loket.orders.models import Coupon, Order, OrderItem, Payment, Refund, Shipment, TrackingEvent
from loket.orders.numbers import number_key

M = TypeVar("M", bound=Model)

ORDER_COLUMNS = (
    "number_key", "checkout_id", "customer", "seller", "placed_at", "promised_by", "state", "currency", "market",
    "total", "shipping", "tax", "contact_name", "contact_email", "contact_phone", "country", "language", "time_zone",
    "ship_to", "group", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """What makes a row of one kind unique, and what an import may change in it."""

    unique: tuple[str, ...]
    told: tuple[str, ...]


# Parents stand before what hangs on them.
COLUMNS: Mapping[type[Model], Columns] = {
    OrderItem: Columns(("order", "line"), ("sku", "title", "category", "quantity", "price", "paid", "image_url")),
    Coupon: Columns(("order", "code"), ("discount", "funded_by", "expires_at", "state")),
    Payment: Columns(
        ("order", "reference"),
        ("method", "amount", "state", "expires_at", "paid_at", "chargeback_id", "chargeback_state"),
    ),
    Refund: Columns(("payment", "external_id"), ("amount", "destination", "state", "expected_by", "entry_id")),
    Shipment: Columns(
        ("order", "external_id"),
        ("lines", "carrier", "tracking_number", "tracking_key", "state", "shipped_at", "delivered_at"),
    ),
    TrackingEvent: Columns(("shipment", "at", "code", "place"), ("text",)),
}


@dataclass(slots=True)
class Plan:
    """Rows to write and rows to take away, collected so that many orders take few statements."""

    written: dict[type[Model], list[Model]] = field(default_factory=lambda: {kind: [] for kind in COLUMNS})
    gone: dict[type[Model], list[Any]] = field(default_factory=lambda: {kind: [] for kind in COLUMNS})


def plan_parts(plan: Plan, order: Order, line: OrderLine, *, entries: Mapping[str, UUID]) -> None:
    """Add what hangs on one order; ``entries`` are the ledger's entries by the ids of their refunds.

    The order has to come from ``queries.with_everything``, or to be new.
    """
    _lay(plan, OrderItem, _held(order.items.all(), "line"), {each.line: _item(order, each) for each in line.items})
    _lay(plan, Coupon, _held(order.coupons.all(), "code"), {each.code: _coupon(order, each) for each in line.coupons})
    held = _held(order.payments.all(), "reference")
    payments = _lay(plan, Payment, held, {each.reference: _payment(order, each) for each in line.payments})
    for part in line.payments:
        _plan_refunds(plan, payments[part.reference], part, held.get(part.reference), entries)
    parcels = _held(order.shipments.all(), "external_id")
    shipments = _lay(plan, Shipment, parcels, {each.id: _shipment(order, each) for each in line.shipments})
    for parcel in line.shipments:
        _plan_events(plan, shipments[parcel.id], parcel, parcels.get(parcel.id))


def set_order(order: Order, line: OrderLine) -> None:
    """Give an order what its line says, but for customer and seller."""
    buyer = line.buyer
    order.number_key = number_key(line.number)
    order.checkout_id, order.market, order.state = line.checkout_id, line.market, line.state
    order.placed_at, order.promised_by = line.placed_at, line.promised_by
    order.currency, order.total, order.shipping, order.tax = line.currency, line.total, line.shipping, line.tax
    order.contact_name, order.contact_email, order.contact_phone = buyer.name, buyer.email, buyer.phone
    order.country, order.language, order.time_zone = buyer.country, buyer.language, buyer.time_zone
    order.ship_to, order.group, order.unknown = dict(line.ship_to), line.group, dict(line.unknown)


def _lay(plan: Plan, kind: type[M], held: Mapping[Any, M], wanted: Mapping[Any, M]) -> dict[Any, M]:
    """Plan the rows of one kind under one parent; the rows by key as they will stand."""
    standing: dict[Any, M] = {}
    for key, row in wanted.items():
        before = held.get(key)
        if before is not None and all(getattr(before, name) == getattr(row, name) for name in COLUMNS[kind].told):
            standing[key] = before
            continue
        row.pk = before.pk if before is not None else row.pk
        standing[key] = row
        plan.written[kind].append(row)
    plan.gone[kind] += [row.pk for key, row in held.items() if key not in wanted]
    return standing


def _held(rows: Iterable[M], name: str) -> dict[Hashable, M]:
    return {getattr(row, name): row for row in rows}


def _plan_refunds(
    plan: Plan, payment: Payment, part: PaymentPart, before: Payment | None, entries: Mapping[str, UUID]
) -> None:
    wanted = {
        each.id: Refund(
            payment=payment,
            external_id=each.id,
            amount=each.amount,
            destination=each.destination,
            state=each.state,
            expected_by=each.expected_by,
            entry_id=entries.get(each.id),
        )
        for each in part.refunds
    }
    held = _held(before.refunds.all(), "external_id") if before is not None else {}
    _lay(plan, Refund, held, wanted)


def _plan_events(plan: Plan, shipment: Shipment, part: ShipmentPart, before: Shipment | None) -> None:
    wanted = {
        (each.at, each.code, each.place): TrackingEvent(
            shipment=shipment, at=each.at, code=each.code, place=each.place, text=each.text
        )
        for each in part.events
    }
    rows = before.events.all() if before is not None else ()
    _lay(plan, TrackingEvent, {(row.at, row.code, row.place): row for row in rows}, wanted)


def _item(order: Order, part: Any) -> OrderItem:
    return OrderItem(order=order, **_fields(part))


def _coupon(order: Order, part: Any) -> Coupon:
    return Coupon(order=order, **_fields(part))


def _fields(part: Any) -> dict[str, Any]:
    """A part whose fields are named like the columns."""
    return {name: getattr(part, name) for name in part.__dataclass_fields__}


def _payment(order: Order, part: PaymentPart) -> Payment:
    told = _fields(part)
    del told["refunds"], told["chargeback"]
    back = part.chargeback
    state = back.state if back else ""
    return Payment(order=order, chargeback_id=back.id if back else "", chargeback_state=state, **told)


def _shipment(order: Order, part: ShipmentPart) -> Shipment:
    return Shipment(
        order=order,
        external_id=part.id,
        lines=list(part.lines),
        carrier=part.carrier,
        tracking_number=part.tracking_number,
        tracking_key=number_key(part.tracking_number),
        state=part.state,
        shipped_at=part.shipped_at,
        delivered_at=part.delivered_at,
    )
