"""Orders as a shop sends them, for tests: Bea bought two lamps from Sam."""

from __future__ import annotations

import copy
import json
from typing import Any

from loket.orders.actions.importing import import_orders, put_order
from loket.orders.models import Order
from loket.people.actors import SYSTEM

_ORDER = {
    "number": "LK-2026-00817-3",
    "checkout_id": "co-991",
    "placed_at": "2026-10-02T10:00:00Z",
    "promised_by": "2026-11-20",
    "state": "shipped",
    "buyer": {
        "external_id": "u-17", "name": "Bea Souza", "email": "bea@example.com", "phone": "+55 81 99999-0017",
        "country": "BR", "language": "pt-BR", "time_zone": "America/Recife",
    },
    "seller": {
        "external_id": "s-3", "name": "Sam's Lamps", "country": "CN", "language": "zh-Hans",
        "email": "sam@example.com", "time_zone": "Asia/Shanghai",
    },
    "currency": "BRL",
    "market": "BR",
    "total": "106.90",
    "shipping": "12.00",
    "tax": "0.00",
    "ship_to": {
        "name": "Bea Souza", "lines": ["Rua da Aurora 17"], "city": "Recife", "postcode": "50050-000", "country": "BR",
    },
    "items": [
        {
            "line": 1, "sku": "L-1", "title": "Lamp", "category": "Home", "quantity": 2, "price": "49.95",
            "paid": "94.90", "image_url": None,
        }
    ],
    "payments": [
        {
            "reference": "pay-1", "method": "card", "amount": "106.90", "state": "captured", "expires_at": None,
            "paid_at": "2026-10-02T10:01:00Z", "refunds": [],
        }
    ],
    "shipments": [
        {
            "id": "p1", "lines": [1], "carrier": "Correios", "tracking_number": "LB 123 456 789 CN",
            "state": "in_transit", "shipped_at": "2026-10-03T09:00:00Z", "delivered_at": None,
            "events": [{"at": "2026-10-03T09:00:00Z", "code": "accepted", "place": "Shenzhen", "text": "Accepted"}],
        }
    ],
    "coupons": [
        {"code": "OLA5", "discount": "5.00", "funded_by": "platform", "expires_at": None, "state": "applied"}
    ],
    "group": None,
}  # fmt: skip


def document(number: str = "LK-2026-00817-3", **changes: Any) -> dict[str, Any]:
    """One order; a name such as ``buyer__email`` reaches further in, a number takes a place in a list."""
    made = copy.deepcopy(_ORDER) | {"number": number}
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = made
        for step in way:
            place = place[int(step)] if step.isdigit() else place[step]
        place[last] = value
    return made


def without(*path: str) -> dict[str, Any]:
    """The order without one field."""
    made: Any = document()
    place = made
    for step in path[:-1]:
        place = place[int(step)] if step.isdigit() else place[step]
    del place[path[-1]]
    return made


def refund(name: str, amount: str = "10.00", state: str = "requested", **more: Any) -> dict[str, Any]:
    """A refund as the shop tells of it."""
    return {"id": name, "amount": amount, "destination": "original", "state": state, "expected_by": None, **more}


def lines(*documents: dict[str, Any]) -> list[str]:
    """A file."""
    return [json.dumps(each) for each in documents]


def stored(number: str = "LK-2026-00817-3", **changes: Any) -> Order:
    """One order, put by the shop."""
    return put_order(document(number, **changes), by=SYSTEM).order


def imported(*documents: dict[str, Any]) -> None:
    """Several orders, as one file."""
    import_orders(lines(*documents))
