"""What whoever asks for a one-time code is told, in the page's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from loket.orders.proofs.proving import LIFE

_MINUTES = LIFE.seconds // 60


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
