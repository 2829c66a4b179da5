"""What the codes of rules are called, in the reader's language; a code that nobody knows stands as it is."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Labels = Mapping[str, str | Promise]

KIND_LABELS: Labels = {
    "cancel": _("Cancel the order"),
    "refund": _("Refund"),
    "resend": _("Send again"),
    "replace": _("Replace"),
    "change_address": _("Change the address"),
    "return_coupon": _("Return the coupon"),
}
REASON_LABELS: Labels = {
    "changed_mind": _("Does not want it any more"),
    "ordered_by_mistake": _("Ordered by mistake"),
    "late": _("Comes too late"),
    "not_received": _("Did not arrive"),
    "no_tracking": _("Has no tracking number"),
    "damaged": _("Arrived damaged"),
    "wrong_item": _("Wrong item"),
    "not_as_described": _("Not as described"),
    "missing_parts": _("Something is missing"),
    "charged_twice": _("Charged twice"),
    "paid_after_expiry": _("Paid after the time was over"),
    "seller_cancelled": _("The seller cannot deliver"),
    "customs": _("Held at customs"),
    "lost": _("Lost on the way"),
    "goodwill": _("Goodwill"),
}
COST_LABELS: Labels = {
    "seller": _("Seller"),
    "platform": _("Platform"),
    "buyer": _("Buyer"),
    "carrier": _("Carrier"),
}
ROLE_LABELS: Labels = {
    "buyer": _("Buyer"),
    "agent": _("Agent"),
    "lead": _("Lead"),
    "server": _("The shop's server"),
    "system": _("Loket by itself"),
}
STATE_LABELS: Labels = {
    "awaiting_payment": _("awaiting payment"),
    "paid": _("paid"),
    "shipped": _("shipped"),
    "delivered": _("delivered"),
    "completed": _("completed"),
    "cancelled": _("cancelled"),
    "payment_failed": _("payment failed"),
    "expired": _("expired"),
}
PARCEL_LABELS: Labels = {
    "preparing": _("a parcel is being prepared"),
    "in_transit": _("a parcel is on its way"),
    "customs": _("a parcel is at customs"),
    "delivered": _("a parcel was delivered"),
    "returned": _("a parcel went back to the sender"),
    "lost": _("a parcel is lost"),
}
SITUATION_LABELS: Labels = {
    "not_shipped": _("nothing was shipped yet"),
    "shipped": _("something was shipped"),
    "not_delivered": _("not everything was delivered"),
    "no_tracking": _("a parcel has no tracking number"),
    "charged_twice": _("more was paid than the order costs"),
    "paid_after_expiry": _("the money came after the order had ended"),
    "cancelled_with_money": _("the order was cancelled and not all money went back"),
    "group_failed": _("its group did not fill in time"),
}


def kind_label(kind: str) -> str:
    """What may be done: "Refund"."""
    return _label(KIND_LABELS, kind)


def reason_label(reason: str) -> str:
    """Why somebody asks for it: "Arrived damaged"."""
    return _label(REASON_LABELS, reason)


def cost_label(bearer: str) -> str:
    """Who bears the cost: "Seller"."""
    return _label(COST_LABELS, bearer)


def role_label(role: str) -> str:
    """Who asks: "Agent"."""
    return _label(ROLE_LABELS, role)


def state_label(state: str) -> str:
    """An order's state inside a sentence: "awaiting payment"."""
    return _label(STATE_LABELS, state)


def parcel_label(state: str) -> str:
    """A parcel's state as a condition: "a parcel is lost"."""
    return _label(PARCEL_LABELS, state)


def situation_label(situation: str) -> str:
    """A situation as a condition: "nothing was shipped yet"."""
    return _label(SITUATION_LABELS, situation)


def _label(labels: Labels, code: str) -> str:
    return str(labels.get(code, code))
