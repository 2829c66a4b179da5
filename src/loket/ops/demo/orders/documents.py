"""The demo shop's orders as the marketplace would send them (the contract's "Orders")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from loket.ops.demo.orders.dice import Dice
from loket.ops.demo.orders.goods import sku_of
from loket.ops.demo.orders.identifiers import order_number
from loket.ops.demo.orders.markets import MOST_INSTALMENTS, PAID_WITH
from loket.ops.demo.orders.moments import Moments, days_before, to_the_minute, written
from loket.ops.demo.orders.parcels import shipments_of
from loket.ops.demo.orders.payments import payments_of
from loket.ops.demo.orders.plans import Plan, all_plans
from loket.ops.demo.orders.sellers import SELLER_NUMBERS
from loket.ops.demo.orders.sums import Sums, sums_of
from loket.orders import money

_COUPON_LIVES = timedelta(days=45)
_GROUP_WAITS = timedelta(days=1)
_FORWARDER = {
    "lines": ["Paquete Directo Forwarding, 8350 NW 52nd Terrace", "Suite 0417"],
    "city": "Doral, FL",
    "postcode": "33166",
    "country": "US",
}
_STRANGER = {"lines": ["Storage Lane 4, Unit 19"], "city": "Somewhere else", "postcode": "00000"}
# The order by which a filled shop is recognised.
_ANCHOR_PLACE = 2
ANCHOR_CHECKOUT = f"samudra-{_ANCHOR_PLACE}"


def demo_orders(now: datetime) -> list[dict[str, Any]]:
    """All orders of the demo shop as of ``now``, oldest first; every call with the same minute gives the same."""
    began = to_the_minute(now)
    return sorted((document_of(plan, began) for plan in all_plans()), key=lambda each: str(each["placed_at"]))


def story_orders(now: datetime, *, buyer: str = "") -> Mapping[str, tuple[str, ...]]:
    """The numbers of the orders that show each story, perhaps only ``buyer``'s (an external identifier)."""
    began, found = to_the_minute(now), defaultdict(list)
    for plan in all_plans():
        if buyer in ("", plan.buyer.external_id):
            found[plan.story.name].append(_number(plan, began))
    return {name: tuple(numbers) for name, numbers in found.items()}


def began_at(anchor_placed_at: datetime) -> datetime:
    """The first start, told from when the order with ``ANCHOR_CHECKOUT`` was placed."""
    anchor = next(plan for plan in all_plans() if plan.place == _ANCHOR_PLACE)
    return days_before(to_the_minute(anchor_placed_at), -anchor.placed)


def _number(plan: Plan, began: datetime) -> str:
    return order_number(days_before(began, plan.placed).year, plan.place)


def document_of(plan: Plan, began: datetime) -> dict[str, Any]:
    """One order; ``began`` is the first start, to the minute."""
    moments, sums = Moments(began, plan.shift, plan.buyer.time_zone), sums_of(plan)
    placed_at, promised = days_before(began, plan.placed), plan.life.promised
    shipments = shipments_of(plan, moments)
    delivered_at = next((each["delivered_at"] for each in shipments if each["delivered_at"]), None)
    currency = plan.buyer.market.currency.code
    return {
        "number": _number(plan, began),
        "checkout_id": f"samudra-{plan.checkout}",
        "placed_at": written(placed_at),
        "promised_by": None if promised is None else moments.day(promised),
        "state": plan.life.state,
        "buyer": _buyer(plan),
        "seller": _seller(plan),
        "currency": currency,
        "market": plan.buyer.country,
        "total": money.written(sums.total, currency),
        "shipping": money.written(sums.shipping, currency),
        "tax": money.written(sums.tax, currency),
        "ship_to": _ship_to(plan),
        "items": [_item(plan, sums, line) for line in range(1, len(plan.basket) + 1)],
        "payments": payments_of(plan, sums.total, moments, delivered_at=delivered_at),
        "shipments": shipments,
        "coupons": _coupons(plan, sums, placed_at),
        "group": _group(plan, placed_at),
        **_beside(plan, sums),
    }


def _buyer(plan: Plan) -> dict[str, Any]:
    buyer = plan.buyer
    return {
        "external_id": buyer.external_id,
        "name": buyer.name,
        "email": buyer.email or None,
        "phone": buyer.phone or None,
        "country": buyer.country,
        "language": buyer.language,
        "time_zone": buyer.time_zone,
    }


def _seller(plan: Plan) -> dict[str, Any]:
    seller = plan.seller
    return {
        "external_id": SELLER_NUMBERS[seller.slug],
        "name": seller.name,
        "country": seller.country,
        "language": seller.language,
        "email": seller.email,
        "time_zone": seller.home.time_zone,
    }


def _ship_to(plan: Plan) -> dict[str, Any]:
    buyer = plan.buyer
    home = {
        "name": buyer.name,
        "lines": [buyer.street],
        "city": buyer.city,
        "postcode": buyer.postcode,
        "country": buyer.country,
    }
    return (
        home | {"buyer": {}, "forwarder": _FORWARDER | {"name": buyer.name}, "stranger": _STRANGER}[plan.story.ship_to]
    )


def _item(plan: Plan, sums: Sums, line: int) -> dict[str, Any]:
    good, quantity = plan.basket[line - 1]
    currency = plan.buyer.market.currency.code
    return {
        "line": line,
        "sku": sku_of(good),
        "title": good.title,
        "category": good.category,
        "quantity": quantity,
        "price": money.written(sums.prices[line - 1], currency),
        "paid": money.written(sums.paid[line - 1], currency),
        "image_url": good.image_url,
    }


def _coupons(plan: Plan, sums: Sums, placed_at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "discount": money.written(each.discount, plan.buyer.market.currency.code),
            "funded_by": each.funded_by,
            "expires_at": written(placed_at + _COUPON_LIVES),
            "state": plan.life.coupon_state,
        }
        for each in sorted(sums.coupons, key=lambda each: each.code)
    ]


def _group(plan: Plan, placed_at: datetime) -> dict[str, Any] | None:
    if plan.story.group is None:
        return None
    needed, joined = plan.story.group
    return {"needed": needed, "joined": joined, "until": written(placed_at + _GROUP_WAITS)}


def _beside(plan: Plan, sums: Sums) -> dict[str, Any]:
    """What this shop sends beyond the contract."""
    buyer, dice = plan.buyer, Dice(f"beside {plan.checkout}")
    brands = PAID_WITH.get(f"{plan.method} {buyer.country}") or PAID_WITH.get(plan.method)
    times = dice.pick(MOST_INSTALMENTS.get(buyer.country, (1,))) if plan.method == "card" else 1
    found: dict[str, Any] = {"paid_with": dice.pick(brands)} if brands else {}
    if times > 1:
        found["instalments"] = times
    if plan.life.cancelled_by:
        found["cancelled_by"] = plan.life.cancelled_by
    return found
