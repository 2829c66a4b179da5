"""Words of policies and of money's way, for the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from loket.disputes.machine.facts import RefundState, Risk
from loket.disputes.machine.policy import Calendar, RefundCeiling, Unit
from loket.disputes.wording.saying import Texts, said

_CALENDARS: Texts = {
    Calendar.ACTING: _("Days of the side that has to act"),
    Calendar.BUYER: _("Days of the buyer’s country"),
    Calendar.SELLER: _("Days of the seller’s country"),
    Calendar.PLATFORM: _("Days of the platform’s team"),
}
_CEILINGS: Texts = {
    RefundCeiling.EVERYTHING: _("Everything, with the price of shipping"),
    RefundCeiling.WITHOUT_EXPRESS_SHIPPING: _("Everything but the extra price of fast shipping"),
    RefundCeiling.GOODS_ONLY: _("The price of the goods alone"),
}
_REFUND_STATES: Texts = {
    RefundState.ASKED: _("Refund ordered"),
    RefundState.SENT: _("Refund sent"),
    RefundState.SETTLED: _("Refund arrived"),
}
_RISKS: Texts = {Risk.LOW: _("Low risk"), Risk.RAISED: _("Raised risk: a person decides")}


def unit_label(unit: str, amount: int) -> str:
    """So many of a clock's units: "5 calendar days"."""
    if unit == Unit.HOURS:
        return ngettext("%(count)d hour", "%(count)d hours", amount) % {"count": amount}
    if unit == Unit.BUSINESS_DAYS:
        return ngettext("%(count)d working day", "%(count)d working days", amount) % {"count": amount}
    return ngettext("%(count)d calendar day", "%(count)d calendar days", amount) % {"count": amount}


def calendar_label(calendar: str) -> str:
    """By whose days a clock counts."""
    return said(_CALENDARS, calendar)


def ceiling_label(ceiling: str) -> str:
    """How much a statutory withdrawal gives back."""
    return said(_CEILINGS, ceiling)


def refund_state_label(state: str) -> str:
    """How far a refund has come."""
    return said(_REFUND_STATES, state)


def risk_label(risk: str) -> str:
    """What the signals about a buyer say."""
    return said(_RISKS, risk)
