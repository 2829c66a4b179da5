"""What a dispute has decided about money and goods of an order: entered once, within the caps."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from loket.orders.actions.ledger import Decision, Request, ask_for
from loket.orders.actions.news import tell_of_duties
from loket.orders.bookkeeping.ways_back import can_go_back
from loket.orders.models import LedgerEntry, Order, OrderTask
from loket.people.actors import SystemActor

DISPUTES = SystemActor("disputes")
State = LedgerEntry.State


@transaction.atomic
def refund_as_decided(
    order: Order, *, amount: Decimal, lines: tuple[int, ...], key: str, decision: Decision, reason: str
) -> tuple[LedgerEntry, ...]:
    """Refund ``amount`` of these lines, of the whole order for none; the same key once more finds the same entries.

    Money that cannot go back the way it was paid counts as asked for and waits for a person, who asks where to. Raises
    OverTheCap and RequestRefused.
    """
    request = Request(LedgerEntry.Kind.REFUND, reason, amount=amount, lines=lines)
    first = ask_for(order, request, key=key, by=DISPUTES, decision=decision)
    parts = parts_of(first)
    for entry in parts:
        if entry.state == State.READY and entry.payment and not can_go_back(entry.payment.method):
            _leave_to_person(entry)
    return parts


@transaction.atomic
def send_as_decided(
    order: Order, *, kind: str, lines: tuple[int, ...], key: str, decision: Decision, reason: str
) -> LedgerEntry:
    """Have the goods of these lines replaced or sent again; the same key once more finds the same entry."""
    return ask_for(order, Request(kind, reason, lines=lines), key=key, by=DISPUTES, decision=decision)


def parts_of(first: LedgerEntry) -> tuple[LedgerEntry, ...]:
    """All entries of one request, the first among them."""
    together = LedgerEntry.objects.filter(Q(pk=first.pk) | Q(part_of=first.pk))
    return tuple(together.select_related("payment").order_by("created_at", "pk"))


def _leave_to_person(entry: LedgerEntry) -> None:
    """The job that would carry it out finds that it waits for a person."""
    entry.state = State.NEEDS_PERSON
    entry.save(update_fields=["state"])
    told = {
        "payment": entry.payment.reference if entry.payment else "",
        "method": entry.payment.method if entry.payment else "",
        "amount": str(entry.amount),
    }
    OrderTask.objects.create(order_id=entry.order_id, entry=entry, kind=OrderTask.Kind.NO_WAY_BACK, data=told)
    tell_of_duties(entry.order_id)
