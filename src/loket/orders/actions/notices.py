"""What an order's contact is warned of, through the outbox."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings

from loket.notices.actions.telling import tell
from loket.notices.facts import Telling
from loket.orders.models import LedgerEntry, Order
from loket.orders.proofs.contacts import contact_language, contact_of


def warn_of_other_destination(order: Order, entry: LedgerEntry) -> None:
    """Tell the contacts that ``order`` has at this moment, whatever they are changed to, where its money is to go."""
    if entry.amount is None or entry.due_at is None or not (order.contact_phone or order.contact_email):
        return
    tell(
        Telling(
            key=f"refund-elsewhere-{entry.pk}",
            purpose="refund_elsewhere",
            recipient=contact_of(order),
            subject=order.subject,
            fields={
                "order": order.number,
                "amount": {"amount": str(entry.amount), "currency": order.currency},
                "goes_out_at": entry.due_at.isoformat(),
            },
            link=_contact_page(order),
            # No warning waits for another one, nor for a code.
            thread=f"refund-elsewhere-{entry.pk}",
        )
    )


def _contact_page(order: Order) -> str:
    """Where somebody says that it was not them: the contact form, about this order."""
    return f"{settings.LOKET_URL}/{contact_language(order)}/contact?{urlencode({'order': order.number})}"
