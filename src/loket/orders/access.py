"""Who may see which orders: the only way a door obtains one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Q, QuerySet, Value

from loket.files.models import Upload
from loket.orders.models import LedgerEntry, Order, OrderGrant, OrderTask, TalkFile
from loket.orders.talk.lines import Side
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, CustomerActor, SellerActor, ServerActor, SystemActor
from loket.people.models import Customer
from loket.people.scopes import KeyScope

# Of an id that a database's column of 64 bits holds.
_MOST_DIGITS = 19


def visible_to(actor: Actor) -> QuerySet[Order]:
    """The orders that ``actor`` may see: all at the desk and for the shop's server, else one's own."""
    if isinstance(actor, SystemActor) or may_answer(actor):
        return Order.objects.all()
    if isinstance(actor, ServerActor):
        return Order.objects.all() if KeyScope.ORDERS in actor.scopes else Order.objects.none()
    if isinstance(actor, CustomerActor):
        return _of_customer(actor)
    if isinstance(actor, SellerActor):
        return _of_seller(actor)
    return Order.objects.none()


def get_order_for(actor: Actor, number: str) -> Order:
    """One order by its number, exactly as the marketplace writes it; raises NotVisible."""
    found = None if "\0" in number else visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotVisible
    return found


def get_order_named_for(actor: Actor, order_id: int) -> Order:
    """One order by our own id, as signed links hold it; raises NotVisible."""
    found = visible_to(actor).select_related("customer", "seller").filter(pk=order_id).first()
    if found is None:
        raise NotVisible
    return found


def talks_among(actor: Actor, topics: Iterable[str]) -> frozenset[str]:
    """Those of these live topics that are talks about orders which ``actor`` may see."""
    ids = {int(value): topic for topic in topics if (value := _id_in(topic))}
    return frozenset(ids[pk] for pk in visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def side_of(actor: Actor, order: Order) -> Side | None:
    """The side on which somebody speaks in the talk about an order; None for those who only read it, or nothing."""
    sides: dict[type, Side] = {CustomerActor: "buyer", SellerActor: "seller"}
    side = sides.get(type(actor))
    return side if side and visible_to(actor).filter(pk=order.pk).exists() else None


def get_talk_file_for(actor: Actor, order: Order, upload_id: UUID) -> Upload:
    """A file that was sent in the talk about an order which ``actor`` may see; raises NotVisible."""
    sent = TalkFile.objects.filter(message__order__in=visible_to(actor).filter(pk=order.pk), upload=upload_id)
    found = sent.select_related("upload").first()
    if found is None:
        raise NotVisible
    return found.upload


def ledger_visible_to(actor: Actor) -> QuerySet[LedgerEntry]:
    """The ledger, for people at the desk."""
    return LedgerEntry.objects.all() if _is_of_the_desk(actor) else LedgerEntry.objects.none()


def tasks_visible_to(actor: Actor) -> QuerySet[OrderTask]:
    """What only a person can clear up, for people at the desk."""
    return OrderTask.objects.all() if _is_of_the_desk(actor) else OrderTask.objects.none()


def _id_in(topic: str) -> str:
    kind, _colon, value = topic.partition(":")
    return value if kind == "talk" and value.isascii() and value.isdecimal() and len(value) < _MOST_DIGITS else ""


def _is_of_the_desk(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or may_answer(actor)


def _of_seller(actor: SellerActor) -> QuerySet[Order]:
    """A seller's own orders; the one of the letter that let them in, none where that was about a dispute."""
    own = Order.objects.filter(seller=actor.seller_id)
    if actor.order_id is not None:
        return own.filter(pk=actor.order_id)
    return own if actor.dispute_id is None else own.none()


def _of_customer(actor: CustomerActor) -> QuerySet[Order]:
    """What belongs to a customer whom the shop vouched for, and what a code has proven.

    Which of both there is, is looked up now: of one kind alone the newest are found in the order of its index.
    """
    mine = Q(customer=actor.customer_id)
    keys = set(_keys_of(actor.customer_id))
    proven = Q(pk__in=keys - {None})
    if None not in keys:
        return Order.objects.filter(proven)
    return Order.objects.filter(mine | proven if keys - {None} else mine)


def _keys_of(customer_id: UUID) -> QuerySet[Any, int | None]:
    """The orders that a customer has proven, and None where the shop vouched for them; in one statement."""
    vouched = Customer.objects.filter(pk=customer_id, external_id__isnull=False, erased_at=None)
    nothing = vouched.annotate(proven=Value(None, output_field=BigIntegerField())).values_list("proven", flat=True)
    granted = OrderGrant.objects.filter(customer=customer_id).values_list("order", flat=True)
    return nothing.union(granted, all=True)
