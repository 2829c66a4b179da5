"""Which refunds of an order are ours: those that the ledger asked for, by the id that the marketplace repeats."""

from __future__ import annotations

from uuid import UUID

from loket.orders.documents.refund_merging import ORIGINAL, OurRefund
from loket.orders.models import LedgerEntry, Order


def entries_of(order: Order) -> dict[str, LedgerEntry]:
    """The ledger's entries by the ids of their refunds; the order has to come from ``queries.with_everything``."""
    return {str(each.pk): each for each in order.ledger.all() if each.kind == LedgerEntry.Kind.REFUND}


def entry_ids_of(order: Order) -> dict[str, UUID]:
    """Their identifiers alone."""
    return {name: each.pk for name, each in entries_of(order).items()}


def our_refunds(order: Order) -> dict[str, OurRefund]:
    """What the ledger knows of each of them."""
    entries = entries_of(order)
    references = {each.pk: each.reference for each in order.payments.all()} if entries else {}
    return {
        name: OurRefund(name, references[each.payment_id], each.amount, each.destination or ORIGINAL, each.state)
        for name, each in entries.items()
        if each.amount is not None and each.payment_id in references
    }
