"""What an order's contact is warned of, through the outbox."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings

from loket.notices.actions.telling import tell
from loket.notices.facts import Telling
from loket.orders.models import LedgerEntry, Order
from loket.orders.proofs.contacts import contact_of
from loket.orders.proofs.masked_contacts import masked_postal_address
from loket.people.language import interface_language


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


def warn_of_changed_address(order: Order, entry: LedgerEntry, *, at: datetime) -> None:
    """Tell the contact that ``order`` has at this moment that its parcel goes elsewhere, and where to stop it."""
    if not (order.contact_phone or order.contact_email):
        return
    told = entry.details.get("address")
    address = masked_postal_address(told) if isinstance(told, dict) else ""
    tell(
        Telling(
            key=f"address-changed-{entry.pk}",
            purpose="address_changed",
            recipient=contact_of(order),
            subject=order.subject,
            fields={"order": order.number, "at": at.isoformat(), **({"address": address} if address else {})},
            link=_contact_page(order),
            thread=f"address-changed-{entry.pk}",
        ),
        now=at,
    )


def _contact_page(order: Order) -> str:
    """Where somebody says that it was not them: the contact form, about this order."""
    return f"{settings.LOKET_URL}/{interface_language(order.language)}/contact?{urlencode({'order': order.number})}"
