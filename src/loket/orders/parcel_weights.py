"""Whether a parcel can hold what the shop says lies in it, by weights that the shop tells beside the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from loket.orders.models import Order, OrderItem, Shipment

# Grams, of a piece in ``items`` and of the whole parcel as the carrier weighed it in ``shipments``.
FIELD = "weight_grams"
# Catalogues are generous; less than half of it is another parcel.
_LEAST_SHARE = 0.5
_HEAVIEST = 1_000_000


@dataclass(frozen=True, slots=True)
class LightParcel:
    """A parcel that weighed less than can be, in grams; ``goods`` is what lies in it by the catalogue."""

    name: str
    weighed: int
    goods: int


def light_parcels(order: Order) -> tuple[LightParcel, ...]:
    """The parcels of an order that weigh less than half of their goods; none of which a weight is unknown."""
    told = _of_parts(order.unknown, "shipments")
    if not told:
        return ()
    items, pieces = list(order.items.all()), _of_parts(order.unknown, "items")
    found = (_judged(each, told, items, pieces) for each in order.shipments.all())
    return tuple(each for each in found if each)


def _judged(
    parcel: Shipment, told: Mapping[str, int], items: Iterable[OrderItem], pieces: Mapping[str, int]
) -> LightParcel | None:
    weighed = told.get(parcel.external_id)
    inside = [each for each in items if each.line in parcel.lines]
    if weighed is None or not inside or any(str(each.line) not in pieces for each in inside):
        return None
    goods = sum(pieces[str(each.line)] * each.quantity for each in inside)
    name = parcel.tracking_number or parcel.external_id
    return LightParcel(name, weighed, goods) if weighed < goods * _LEAST_SHARE else None


def _of_parts(unknown: Mapping[str, Any], name: str) -> dict[str, int]:
    """The weights of a list's parts by their keys; whatever is no weight counts as unknown."""
    parts = unknown.get(name)
    if not isinstance(parts, Mapping):
        return {}
    weights = {str(key): _weight(each) for key, each in parts.items()}
    return {key: each for key, each in weights.items() if each is not None}


def _weight(part: object) -> int | None:
    value = part.get(FIELD) if isinstance(part, Mapping) else None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return int(value) if 0 <= value <= _HEAVIEST else None
