"""What an order's contact is told about the ledger, in their language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.design.brand import load_brand
from loket.orders.models import LedgerEntry, Order
from loket.orders.proofs.code_wording import to_contact
from loket.orders.telling.formats import money


def other_destination_text(order: Order, entry: LedgerEntry) -> str:
    """The warning that money is about to go to an account that was named just now."""
    with to_contact(order):
        return _(
            "%(shop)s: somebody asked us to send the refund of %(amount)s for order %(number)s to another account. It "
            "goes out in 24 hours. If it was not you, tell us before then, and we stop it."
        ) % {
            "shop": load_brand().name,
            "amount": money(entry.amount, order.currency) if entry.amount is not None else "",
            "number": order.number,
        }
