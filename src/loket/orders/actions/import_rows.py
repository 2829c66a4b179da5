"""Compares a run of imported orders with what is stored, and writes what differs. The orders have to be locked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from loket.orders.actions.import_people import People, without_erased
from loket.orders.actions.refund_claims import Claim, note_claims
from loket.orders.bookkeeping.ledger_refunds import entry_ids_of, our_refunds
from loket.orders.documents.import_plans import COLUMNS, ORDER_COLUMNS, Plan, plan_parts, set_order
from loket.orders.documents.order_changes import Changes, differences
from loket.orders.documents.order_parts import OrderLine
from loket.orders.documents.refund_merging import merge_payments
from loket.orders.documents.stored_lines import stored_line
from loket.orders.models import Order, OrderChange
from loket.orders.queries import with_everything
from loket.people.actors import Actor

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Stored:
    """One order of a run, as it stands now."""

    order: Order
    is_new: bool
    has_changed: bool


@dataclass(slots=True)
class _Run:
    people: People
    by: Actor
    now: datetime
    plan: Plan = field(default_factory=Plan)
    new: list[Order] = field(default_factory=list)
    changed: list[Order] = field(default_factory=list)
    changes: list[OrderChange] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def store_run(lines: Sequence[OrderLine], people: People, *, by: Actor, now: datetime) -> list[Stored]:
    """Write what these lines change, with its history; what is as they say already is left alone."""
    numbers = [line.number for line in lines]
    found = with_everything(Order.objects.filter(number__in=numbers).select_related("customer"))
    orders = {each.number: each for each in found}
    run = _Run(people, by, now)
    stored = [_plan_order(run, orders[line.number], line) for line in lines]
    _write(run)
    note_claims(run.claims, now=now)
    return stored


def _plan_order(run: _Run, order: Order, line: OrderLine) -> Stored:
    if order.version == 0:
        plan_parts(run.plan, order, line, entries={})
        run.new.append(order)
        _note(run, order, {"state": [None, line.state]})
        return Stored(order, is_new=True, has_changed=True)
    before = stored_line(order)
    after = _merged(run, order, without_erased(line, order), before)
    changed = differences(before, after) if before != after else {}
    if not changed:
        return Stored(order, is_new=False, has_changed=False)
    plan_parts(run.plan, order, after, entries=entry_ids_of(order))
    set_order(order, after)
    _set_people(run, order, line)
    run.changed.append(order)
    _note(run, order, changed)
    return Stored(order, is_new=False, has_changed=True)


def _merged(run: _Run, order: Order, line: OrderLine, before: OrderLine) -> OrderLine:
    """The line beside what is not the shop's to say."""
    merged = merge_payments(line.payments, before.payments, ours=our_refunds(order))
    run.claims += [Claim(order, each) for each in merged.disagreements]
    # A seller's details are kept with the seller; they are no change of the order.
    is_same_seller = line.seller.external_id == before.seller.external_id
    return replace(line, payments=merged.payments, seller=before.seller if is_same_seller else line.seller)


def _set_people(run: _Run, order: Order, line: OrderLine) -> None:
    order.seller_id = run.people.sellers[line.seller.external_id]
    # Whoever nobody vouches for stays the same stranger.
    if order.customer.erased_at is None and (line.buyer.external_id or order.customer.external_id is not None):
        order.customer_id = run.people.customers[line.number]


def _note(run: _Run, order: Order, changed: Changes) -> None:
    order.version += 1
    order.updated_at = run.now
    run.changes.append(OrderChange(order=order, at=run.now, by=run.by.label, version=order.version, changed=changed))


def _write(run: _Run) -> None:
    for kind in reversed(list(COLUMNS)):
        if run.plan.gone[kind]:
            kind._default_manager.filter(pk__in=run.plan.gone[kind]).delete()
    # These were written whole already.
    Order.objects.filter(pk__in=[each.pk for each in run.new]).update(version=1)
    Order.objects.bulk_create(
        run.changed,
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=[*ORDER_COLUMNS, "version", "updated_at"],
        batch_size=BATCH,
    )
    for kind, columns in COLUMNS.items():
        kind._default_manager.bulk_create(
            run.plan.written[kind],
            update_conflicts=True,
            unique_fields=columns.unique,
            update_fields=columns.told,
            batch_size=BATCH,
        )
    OrderChange.objects.bulk_create(run.changes, batch_size=BATCH)
