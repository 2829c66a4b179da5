"""Brings orders in as the shop tells of them: all of a file or nothing of it, in few statements however long it is.

Locks are taken in one order everywhere: people that are missing, orders that are missing, then the orders that exist
and our refunds of them, by their keys. Two calls about the same orders wait for each other and never stand in each
other's way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.orders.actions.import_people import People, keep_people
from loket.orders.actions.import_rows import Stored, store_run
from loket.orders.actions.news import tell_of_order
from loket.orders.documents.import_plans import set_order
from loket.orders.documents.order_lines import read_document, read_lines
from loket.orders.documents.order_parts import OrderLine
from loket.orders.models import Order, Refund
from loket.people.actions.customers import drop_unused
from loket.people.actors import SYSTEM, Actor

ORDERS_AT_ONCE = 500
BATCH = 1000

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class ImportSummary:
    """What an import did, counted."""

    orders: int
    new_orders: int = 0
    changed_orders: int = 0


@dataclass(frozen=True, slots=True)
class Put:
    """One order after the shop told of it."""

    order: Order
    is_new: bool
    has_changed: bool


def import_orders(
    lines: Iterable[str | bytes], *, by: Actor = SYSTEM, progress: Progress | None = None
) -> ImportSummary:
    """Store a file of JSON Lines, or raise ImportRefused and store nothing of it. ``progress(done, total)``."""
    found = read_lines(lines)
    summary = ImportSummary(orders=len(found))
    with transaction.atomic():
        for stored in _store(found, by=by, progress=progress):
            summary.new_orders += stored.is_new
            summary.changed_orders += stored.has_changed and not stored.is_new
        if summary.new_orders or summary.changed_orders:
            counts = {"orders": summary.orders, "new": summary.new_orders, "changed": summary.changed_orders}
            record("orders.imported", "orders", by=by.label, actor_id=by.actor_id, data=counts)
    return summary


@transaction.atomic
def put_order(document: Mapping[str, Any], *, by: Actor) -> Put:
    """Store one order, new or known by its number; raises OrderRefused. The same once more changes nothing."""
    (stored,) = _store([read_document(document)], by=by)
    return Put(stored.order, stored.is_new, stored.has_changed)


def _store(lines: Sequence[OrderLine], *, by: Actor, progress: Progress | None = None) -> Iterator[Stored]:
    known = _known(lines)
    people = keep_people(lines, known)
    _add_missing([line for line in lines if line.number not in known], people)
    _lock(lines)
    now, made = timezone.now(), []
    for start in range(0, len(lines), ORDERS_AT_ONCE):
        run = lines[start : start + ORDERS_AT_ONCE]
        for stored in store_run(run, people, by=by, now=now):
            made.append(stored.order.customer_id)
            if stored.has_changed:
                tell_of_order(stored.order.pk, "order")
            yield stored
        if progress is not None:
            progress(start + len(run), len(lines))
    # Somebody else stored the same new order a moment earlier, with a customer of its own.
    drop_unused(set(people.unvouched.values()) - set(made))


def _known(lines: Sequence[OrderLine]) -> dict[str, Order]:
    numbers = [line.number for line in lines]
    return {each.number: each for each in Order.objects.filter(number__in=numbers).select_related("customer")}


def _add_missing(lines: Iterable[OrderLine], people: People) -> None:
    """Add orders that are new, as version 0 until their parts are there; one that somebody else adds now is theirs."""
    new = []
    for line in sorted(lines, key=lambda line: line.number):
        order = Order(
            number=line.number,
            version=0,
            customer_id=people.customers[line.number],
            seller_id=people.sellers[line.seller.external_id],
        )
        set_order(order, line)
        new.append(order)
    Order.objects.bulk_create(new, ignore_conflicts=True, batch_size=BATCH)


def _lock(lines: Sequence[OrderLine]) -> None:
    numbers = [line.number for line in lines]
    locked = Order.objects.select_for_update(no_key=True).filter(number__in=numbers).order_by("pk")
    list(locked.values_list("pk", flat=True))
    # The ledger takes these forward without the order's lock.
    ours = Refund.objects.filter(entry__isnull=False, payment__order__number__in=numbers).order_by("pk")
    list(ours.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
