"""What an entry of the ledger says to the marketplace. Pure."""

from __future__ import annotations

from loket.orders.bookkeeping.checkouts import shares_in
from loket.orders.bookkeeping.ledger_states import OURS
from loket.orders.connectors.port import Instruction, Share
from loket.orders.models import LedgerEntry


def instruction_of(entry: LedgerEntry) -> Instruction:
    """The entry as an instruction; the same each time it is made."""
    shares = shares_in(entry.details)
    return Instruction(
        key=str(entry.pk),
        kind=entry.kind,
        order=entry.order.number,
        currency=entry.order.currency,
        reason=entry.reason,
        asked_at=entry.created_at,
        amount=entry.amount,
        payment=entry.payment.reference if entry.payment else "",
        destination=entry.destination,
        lines=tuple(entry.lines),
        shares=tuple(Share(line, amount) for line, amount in sorted(shares.items())),
        details={name: each for name, each in entry.details.items() if name not in OURS},
        known_there_as=entry.order.unknown,
    )
