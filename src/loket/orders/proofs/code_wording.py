"""What is said about one-time codes: to an order's contact in the order's language, to the asker in the page's."""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from loket.design.brand import load_brand
from loket.orders.models import Order
from loket.orders.proofs.proving import LIFE
from loket.people.language import LAST_RESORT, best_match, from_django, to_django

_MINUTES = LIFE.seconds // 60


def contact_language(order: Order) -> str:
    """The language of the interface in which an order's contact is written to; English as the last."""
    return best_match(order.language, [from_django(code) for code, _name in settings.LANGUAGES]) or LAST_RESORT


def to_contact(order: Order) -> translation.override:
    """Speak the language of an order's contact inside a ``with`` block."""
    return translation.override(to_django(contact_language(order)))


def code_text(order: Order, code: str) -> str:
    """The letter with a code; short enough for two text messages."""
    with to_contact(order):
        return _(
            "%(shop)s: your code for order %(number)s is %(code)s. It is good for %(minutes)d minutes after it was "
            "asked for. Nobody of us asks for it: type it only where you asked for it yourself. If you did not, do "
            "nothing."
        ) % {"shop": load_brand().name, "number": order.number, "code": code, "minutes": _MINUTES}


def asked_text() -> str:
    """What everybody hears who asks for a code, whatever number they gave."""
    return _("If this order exists, its contact has a code now. It is good for %(minutes)d minutes.") % {
        "minutes": _MINUTES
    }


def wrong_code_text() -> str:
    """What everybody hears whose code opens nothing, whatever the reason."""
    return _("This code opens nothing. Type the newest one, or ask for another.")


def not_a_number_text() -> str:
    """What is said to what cannot be a number."""
    return _("This is no order number. It stands in the shop's message about your order.")
