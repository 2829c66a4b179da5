"""An order's own contact, to whom its codes and warnings go."""

from __future__ import annotations

from loket.notices.facts import Recipient
from loket.orders.models import Order


def contact_of(order: Order) -> Recipient:
    """The contact as the order has it at this moment."""
    return Recipient(
        kind="contact",
        id=order.number,
        name=order.contact_name,
        language=order.language,
        time_zone=order.time_zone,
        email=order.contact_email,
        phone=order.contact_phone,
    )
