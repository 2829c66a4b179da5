"""Parcels with their carriers, numbers and scans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from loket.ops.demo.orders.dice import Dice
from loket.ops.demo.orders.identifiers import dhl_number, postal_number, ups_number
from loket.ops.demo.orders.moments import Moments, written
from loket.ops.demo.orders.plans import Plan
from loket.ops.demo.orders.stories.shapes import Parcel

_SERVICES = ("RB", "RR", "LX", "CP", "UA")
# Each step of the way: how much of the time it takes to get there, and what the carrier says.
_ABROAD = {
    "accepted": (0.0, "origin", "Accepted by the carrier"),
    "sorted": (0.04, "airport", "Left the sorting centre"),
    "export_cleared": (0.1, "airport", "Export customs cleared"),
    "left_country": (0.16, "airport", "Left the country of origin"),
    "arrived_country": (0.56, "gateway", "Arrived in the country of destination"),
    "customs_presented": (0.6, "gateway", "Presented to customs"),
    "customs_released": (0.7, "gateway", "Released by customs"),
    "at_hub": (0.88, "city", "Arrived at the local sorting centre"),
    "out_for_delivery": (0.98, "city", "Out for delivery"),
    "delivered": (1.0, "city", "Delivered to the recipient"),
}
_AT_HOME = {
    "accepted": (0.0, "origin", "Accepted by the carrier"),
    "sorted": (0.3, "origin", "Left the sorting centre"),
    "at_hub": (0.7, "city", "Arrived at the local sorting centre"),
    "out_for_delivery": (0.95, "city", "Out for delivery"),
    "delivered": (1.0, "city", "Delivered to the recipient"),
}
_ENDINGS = {
    "customs_held": ("customs_held", "gateway", "Held by customs: the recipient's tax number is needed"),
    "duty_asked": ("duty_asked", "gateway", "Held by customs: the recipient has to pay duty and tax"),
    "delivery_failed": ("delivery_failed", "city", "Delivery failed: nobody there, or the address was not found"),
    "pick_up": ("ready_for_pickup", "city", "Ready at the pick-up point, kept for 7 days"),
    "returned": ("returned", "gateway", "Returned to the sender"),
    "lost": ("lost", "gateway", "The carrier could not find the parcel and has closed the search"),
    "delivered_elsewhere": ("delivered", "city", "Delivered: left at the reception"),
}
_SHARE_OF_AN_ENDING = 0.05
_ONE_CHINESE_PARCEL_IN = 3


def shipments_of(plan: Plan, moments: Moments) -> list[dict[str, Any]]:
    """The order's parcels as the contract has them; its lines are dealt out among them."""
    lines, parcels = range(1, len(plan.basket) + 1), plan.life.parcels
    return [
        _shipment(plan, parcel, list(lines[index :: len(parcels)]), index, moments)
        for index, parcel in enumerate(parcels)
    ]


def _shipment(plan: Plan, parcel: Parcel, lines: list[int], index: int, moments: Moments) -> dict[str, Any]:
    carrier, number = _carrier(plan, Dice(f"parcel {plan.place} {index}"))
    shipped_at = None if parcel.shipped is None else moments.ago(parcel.shipped)
    events = [] if shipped_at is None else list(_events(plan, parcel, shipped_at, moments.ago(parcel.last)))
    return {
        "id": f"sh-{plan.place}-{index + 1}",
        "lines": lines,
        "carrier": carrier if shipped_at else "",
        "tracking_number": number if shipped_at and parcel.has_number else None,
        "state": parcel.state,
        "shipped_at": written(shipped_at) if shipped_at else None,
        "delivered_at": events[-1]["at"] if parcel.state == "delivered" else None,
        "events": events,
    }


def _carrier(plan: Plan, dice: Dice) -> tuple[str, str]:
    country, home = plan.seller.country, plan.seller.home
    if plan.story.is_express:
        return dice.pick((("UPS", ups_number(dice)), ("DHL Express", dhl_number(dice))))
    if plan.story.at_home and country == "ID":
        return "J&T Express", f"JP{dice.digits(10)}"
    if plan.story.at_home and country == "TR":
        return "Yurtiçi Kargo", f"{dice.whole(1, 9)}{dice.digits(11)}"
    if country == "CN" and dice.whole(1, _ONE_CHINESE_PARCEL_IN) == 1:
        return "Cainiao", f"LP00{dice.digits(12)}"
    return home.post, postal_number(dice.pick(_SERVICES), country, dice)


def _events(plan: Plan, parcel: Parcel, shipped_at: datetime, last_at: datetime) -> Iterator[dict[str, str]]:
    if not parcel.reached:
        return
    places = {
        "origin": plan.seller.city,
        "airport": plan.seller.home.airport,
        "gateway": plan.buyer.market.gateway,
        "city": plan.buyer.city,
    }
    steps = list(_steps(parcel, at_home=plan.story.at_home))
    whole = steps[-1][0]
    for share, code, place, text in steps:
        at = (shipped_at + (last_at - shipped_at) * (share / whole)).replace(second=0, microsecond=0)
        yield {"at": written(at), "code": code, "place": places[place], "text": text}


def _steps(parcel: Parcel, *, at_home: bool) -> Iterator[tuple[float, str, str, str]]:
    share = 0.0
    for code, (upto, place, text) in (_AT_HOME if at_home else _ABROAD).items():
        share = upto
        yield share, code, place, text
        if code == parcel.reached:
            break
    for ending in parcel.ending:
        share += _SHARE_OF_AN_ENDING
        yield share, *_ENDINGS[ending]
