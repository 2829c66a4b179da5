"""An order's own contact, to whom its codes and warnings go."""

from __future__ import annotations

from django.conf import settings

from loket.notices.facts import Recipient
from loket.orders.models import Order
from loket.people.language import LAST_RESORT, best_match, from_django


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


def contact_language(order: Order) -> str:
    """The language of the pages that an order's contact reads best; English as the last."""
    return best_match(order.language, [from_django(code) for code, _name in settings.LANGUAGES]) or LAST_RESORT
