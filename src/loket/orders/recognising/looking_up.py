"""Which orders a message names, among those that somebody may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from loket.orders.access import visible_to
from loket.orders.models import Order, Shipment
from loket.orders.recognising.finding import Candidate, find_numbers
from loket.people.actors import Actor

# More numbers than anybody names in one message.
MOST_KEYS = 200


@dataclass(frozen=True, slots=True)
class LookUp:
    """The orders named in a message, in its order; ``has_number`` where it gives a number that none of them answers.

    Whether that number's order exists for somebody else cannot be told from it.
    """

    orders: tuple[Order, ...] = ()
    has_number: bool = False


def orders_named(text: str, *, actor: Actor) -> LookUp:
    """The orders that ``actor`` may see and ``text`` names, by their number or a parcel's, in one statement at most."""
    candidates = find_numbers(text)[:MOST_KEYS]
    if not candidates:
        return LookUp()
    orders = list(_with_keys(visible_to(actor), {each.key for each in candidates}))
    answered = [each for each in candidates if any(each.key in _keys(order) for order in orders)]
    starts = {each.key: each.start for each in answered}
    orders.sort(key=lambda order: min(starts[key] for key in _keys(order) if key in starts))
    return LookUp(tuple(orders), _is_any_unanswered(candidates, answered))


def _with_keys(orders: QuerySet[Order], keys: set[str]) -> QuerySet[Any]:
    """Those of ``orders`` with one of ``keys``; each side of the union has its index."""
    parcels = Shipment.objects.filter(tracking_key__in=keys).exclude(tracking_key="").order_by()
    numbered = Order.objects.filter(number_key__in=keys).order_by()
    matching = Shipment.objects.filter(order=OuterRef("pk"), tracking_key__in=keys).order_by()
    return orders.filter(pk__in=numbered.values("pk").union(parcels.values("order"))).annotate(
        named_parcels=ArraySubquery(matching.values("tracking_key"))
    )


def _keys(order: Any) -> set[str]:
    return {order.number_key, *order.named_parcels}


def _is_any_unanswered(candidates: Iterable[Candidate], answered: list[Candidate]) -> bool:
    """Whether a part of the text that looks like a number has no order in any of its readings."""
    return any(each.kind != "unknown" and not any(_overlap(each, other) for other in answered) for each in candidates)


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end
