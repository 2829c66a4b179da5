"""The orders that disputes of the demo are about, written as all orders of the demo are."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from loket.ops.demo.disputes.cases import Delivery, DemoCase
from loket.ops.demo.orders.buyers import BUYERS, NAMED_BUYERS
from loket.ops.demo.orders.documents import document_of
from loket.ops.demo.orders.goods import GOODS
from loket.ops.demo.orders.identifiers import order_number
from loket.ops.demo.orders.moments import days_before, to_the_minute, written
from loket.ops.demo.orders.plans import Plan
from loket.ops.demo.orders.sellers import SELLERS
from loket.ops.demo.orders.stories.shapes import Life, Parcel, Story

_BUYERS = {**NAMED_BUYERS, **{each.external_id: each for each in BUYERS}}
_SHIPPED_AFTER_DAYS = 3
_STATES = {"delivered": "delivered", "preparing": "paid"}


def number_of(case: DemoCase, began: datetime) -> str:
    """The number of its order."""
    return order_number(days_before(to_the_minute(began), case.delivery.placed).year, case.place)


def document_for(case: DemoCase, began: datetime) -> dict[str, Any]:
    """Its order as the marketplace sends it, as of the first start."""
    return document_of(_plan(case), to_the_minute(began))


def with_parcel(document: dict[str, Any], *, carrier: str, tracking: str, came_at: datetime) -> dict[str, Any]:
    """The order once a return or a replacement has come."""
    lines = [each["line"] for each in document["items"]]
    parcel = {
        "id": f"more-{tracking}",
        "lines": lines,
        "carrier": carrier,
        "tracking_number": tracking,
        "state": "delivered",
        "shipped_at": written(came_at - timedelta(days=4)),
        "delivered_at": written(came_at),
        "events": [],
    }
    return {**document, "shipments": [*document["shipments"], parcel]}


def with_chargeback(document: dict[str, Any], state: str) -> dict[str, Any]:
    """The order once a bank wants the money back, or has come to a result."""
    first, *others = document["payments"]
    chargeback = {"id": f"cb-{document['number']}", "state": state}
    return {**document, "payments": [{**first, "chargeback": chargeback}, *others]}


def _plan(case: DemoCase) -> Plan:
    delivery, seller = case.delivery, SELLERS[case.seller]
    good = [each for each in GOODS if each.seller == seller.slug][case.good]
    life = _life(delivery)
    buyer = _BUYERS[case.buyer]
    story = Story(
        place=case.place,
        name=case.name,
        rows=(),
        shows="A dispute",
        count=1,
        placed=delivery.placed,
        lives=(life,),
        at_home=seller.country == buyer.country,
    )
    basket = ((good, case.pieces),)
    return Plan(case.place, story, life, buyer, seller, basket, case.method, case.place, delivery.placed, 0.0)


def _life(delivery: Delivery) -> Life:
    shipped = None if delivery.state == "preparing" else delivery.placed - _SHIPPED_AFTER_DAYS
    reached = "" if shipped is None else delivery.reached
    parcel = Parcel(delivery.state, reached, shipped, delivery.last, delivery.ending, delivery.has_number)
    return Life(_STATES.get(delivery.state, "shipped"), delivery.promised, (parcel,))
