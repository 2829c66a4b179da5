"""Finds orders by what people at the desk and shops' servers have of them; each way in has its index.

An order's or parcel's number in any way of typing, the buyer's external identifier, an e-mail address, a phone
number, or how the buyer's name begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from loket.orders.access import visible_to
from loket.orders.documents.order_values import phone_key
from loket.orders.models import Order, Shipment
from loket.orders.numbers import number_key
from loket.people.actors import Actor

PAGE_SIZE = 20
LONGEST = 254
FEWEST_PHONE_DIGITS = 6
FEWEST_NAME_LETTERS = 2


@dataclass(frozen=True, slots=True)
class WantedOrders:
    """Which orders somebody looks for: all that fit everything that is not empty."""

    text: str = ""
    buyer: str = ""
    email: str = ""
    tracking: str = ""


@dataclass(frozen=True, slots=True)
class FoundOrders:
    """One page, newest first; ``next`` is empty on the last."""

    orders: tuple[Order, ...]
    next: str = ""


class BadCursor(ValueError):
    """It is no place in a list of orders."""


def search_orders(text: str, *, actor: Actor, limit: int = PAGE_SIZE, after: str = "") -> FoundOrders:
    """The orders that ``actor`` may see and ``text`` names, all of them when it is empty; one statement.

    Raises BadCursor for an ``after`` that no page gave.
    """
    return list_orders(WantedOrders(text=text), actor=actor, limit=limit, after=after)


def list_orders(wanted: WantedOrders, *, actor: Actor, limit: int = PAGE_SIZE, after: str = "") -> FoundOrders:
    """The orders that ``actor`` may see and that are ``wanted``; one statement. Raises BadCursor."""
    visible = visible_to(actor) if not after else visible_to(actor).filter(_older_than(after))
    found = _narrowed(visible, wanted, limit=limit + 1).select_related("seller", "customer")
    orders = tuple(_newest(found, limit=limit + 1))
    shown = orders[:limit]
    return FoundOrders(shown, _cursor(shown[-1]) if len(orders) > limit else "")


def _narrowed(orders: QuerySet[Order], wanted: WantedOrders, *, limit: int) -> QuerySet[Order]:
    for given in (wanted.text, wanted.buyer, wanted.email, wanted.tracking):
        if len(given) > LONGEST or "\0" in given or not given.isprintable():
            return orders.none()
    if wanted.buyer:
        orders = orders.filter(customer__external_id=wanted.buyer)
    if wanted.email:
        orders = orders.filter(contact_email=wanted.email.strip().lower())
    if wanted.tracking:
        orders = orders.filter(_has_parcel(number_key(wanted.tracking)))
    text = wanted.text.strip()
    return _named(orders, text, limit=limit) if text else orders


def _named(orders: QuerySet[Order], text: str, *, limit: int) -> QuerySet[Order]:
    """The newest of each way in, apart, so that each is found by its own index."""
    ways = [_newest(orders.filter(way), limit=limit).values("pk") for way in _ways(text)]
    if not ways:
        return orders.none()
    first, *others = ways
    return Order.objects.filter(pk__in=first.union(*others) if others else first)


def _ways(text: str) -> Iterator[Q]:
    key = number_key(text)
    if key:
        yield Q(number_key=key)
        yield _has_parcel(key)
    yield Q(customer__external_id=text)
    if "@" in text:
        yield Q(contact_email=text.lower())
    phone = phone_key(text)
    if len(phone) >= FEWEST_PHONE_DIGITS:
        yield Q(contact_phone__in=[phone, f"+{phone.lstrip('+')}", phone.lstrip("+")])
    if len(text) >= FEWEST_NAME_LETTERS and any(map(str.isalpha, text)):
        yield Q(contact_name__istartswith=" ".join(text.split()))


def _has_parcel(key: str) -> Q:
    # Every parcel without a number has an empty key.
    return Q(pk__in=Shipment.objects.filter(tracking_key=key).exclude(tracking_key="").values("order"))


def _newest(orders: QuerySet[Order], *, limit: int) -> QuerySet[Order]:
    return orders.order_by("-placed_at", "-pk")[:limit]


def _cursor(order: Order) -> str:
    return f"{order.placed_at.isoformat()}_{order.pk}"


def _older_than(after: str) -> Q:
    at, key = _read_cursor(after)
    return Q(placed_at__lte=at) & (Q(placed_at__lt=at) | Q(pk__lt=key))


def _read_cursor(after: str) -> tuple[datetime, int]:
    # A plus sign in an address that nobody encoded arrives as a space.
    moment, _underscore, key = after.replace(" ", "+").rpartition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        at = None
    is_key = key.isascii() and key.isdecimal() and len(key) <= 18
    if at is None or at.tzinfo is None or not is_key or not 1 < at.year < 9999:
        raise BadCursor("This is no place in a list of orders.")
    return at, int(key)
