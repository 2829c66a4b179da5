"""Holding back the seller's money while a dispute is open: one hold by name, of exactly one amount at a time."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.bookkeeping.asking import Decision
from loket.orders.bookkeeping.caps import NOTHING
from loket.orders.bookkeeping.ledger_states import AFTER, WAITS_FOR_ANOTHER
from loket.orders.models import PAYOUT_KINDS, LedgerEntry, Order
from loket.people.actors import SystemActor

DISPUTES = SystemActor("disputes")
# Among an entry's details: the name of the hold, under which the marketplace changes the amount or lets it go.
HOLD = "hold"
_ENDED = (LedgerEntry.State.SETTLED, LedgerEntry.State.REFUSED, LedgerEntry.State.DECLINED)
_Kind = LedgerEntry.Kind


@transaction.atomic
def hold_back(
    order: Order, *, hold: str, amount: Decimal, lines: tuple[int, ...], decision: Decision
) -> LedgerEntry | None:
    """Make the amount under this hold what it should be, nothing to let it go; returns the entry that says so now.

    Once more changes nothing, and letting go what was never held back enters nothing. A change waits until the one
    before it is carried out, so that the last word is the last that the marketplace hears.
    """
    Order.objects.select_for_update(no_key=True).values_list("pk").get(pk=order.pk)
    entries = _entries(order, hold)
    last = entries[-1] if entries else None
    if (last.amount or NOTHING if last else NOTHING) == amount:
        return last
    now, waits = timezone.now(), last is not None and last.state not in _ENDED
    entry = LedgerEntry.objects.create(
        idempotency_key=f"{hold}:payout:{len(entries) + 1}",
        order=order,
        kind=_Kind.FREEZE_PAYOUT if amount > NOTHING else _Kind.RELEASE_PAYOUT,
        state=LedgerEntry.State.WAITING if waits else LedgerEntry.State.READY,
        amount=amount if amount > NOTHING else None,
        lines=list(lines),
        details={HOLD: hold, **({AFTER: str(last.pk)} if last and waits else {})},
        reason="dispute",
        cost_to=decision.cost_to,
        rule=decision.rule,
        asked_by=DISPUTES.label,
        created_at=now,
        due_at=now + WAITS_FOR_ANOTHER if waits else now,
    )
    data = {"entry": str(entry.pk), "kind": entry.kind, "hold": hold, "amount": str(amount)}
    record("ledger.asked", order.subject, by=DISPUTES.label, data=data)
    if not waits:
        defer(jobs.carry_out, entry_id=str(entry.pk))
    return entry


def held_back(order_id: int) -> Decimal:
    """How much of an order's money to the seller is held back, or on its way to be."""
    latest: dict[str, LedgerEntry] = {}
    for entry in LedgerEntry.objects.filter(order=order_id, kind__in=PAYOUT_KINDS).order_by("created_at", "pk"):
        latest[entry.details[HOLD]] = entry
    failed = (LedgerEntry.State.REFUSED, LedgerEntry.State.DECLINED)
    return sum((each.amount or NOTHING for each in latest.values() if each.state not in failed), NOTHING)


def _entries(order: Order, hold: str) -> list[LedgerEntry]:
    found = LedgerEntry.objects.filter(order=order, kind__in=PAYOUT_KINDS, **{f"details__{HOLD}": hold})
    return list(found.order_by("created_at", "pk"))
