"""What may be done, and why not, in whole sentences of the reader's language."""

from __future__ import annotations

from datetime import datetime, tzinfo
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.design.wording import find_zone
from loket.orders.rulebook.denial_wording import say_day, say_denial
from loket.orders.rulebook.rule_labels import Labels, cost_label, kind_label, reason_label
from loket.orders.rulebook.rules import Permission
from loket.orders.telling.formats import money

__all__ = ["cost_label", "explain", "kind_label", "reason_label"]


def explain(permission: Permission, *, currency: str, time_zone: str) -> str:
    """Whether it may be done and until when, or why not, and what there is instead."""
    zone = find_zone(time_zone)
    if permission.is_allowed:
        return _allowed(permission, currency, zone)
    sentences = [say_denial(permission, currency, zone), _others(permission), _instead(permission, zone)]
    return " ".join(filter(None, sentences))


def _allowed(permission: Permission, currency: str, zone: tzinfo) -> str:
    sentences = [_opening(permission, currency, zone), _second_person(permission, currency)]
    return " ".join(filter(None, sentences))


def _second_person(permission: Permission, currency: str) -> str:
    above, moves = permission.second_person_above, permission.most
    worth = permission.facts.get("worth") if moves is None else moves
    if above is None or (isinstance(worth, Decimal) and worth <= above):
        return ""
    # What moves no amount of its own is weighed by what the order cost.
    if moves is None or not above:
        return _("A second person has to agree.")
    return _("Above %(amount)s a second person has to agree.") % {"amount": money(above, currency)}


def _opening(permission: Permission, currency: str, zone: tzinfo) -> str:
    if permission.kind == "refund" and permission.most is not None:
        return _refund(permission, money(permission.most, currency), zone)
    if permission.until:
        return str(_UNTIL[permission.kind]) % {"until": say_day(permission, permission.until, zone)}
    # What ends with the parcel's leaving has no day.
    ends_by_shipping = permission.kind in _BEFORE_SHIPPING and "not_shipped" in _given(permission)
    return str((_BEFORE_SHIPPING if ends_by_shipping else _NOW)[permission.kind])


def _refund(permission: Permission, amount: str, zone: tzinfo) -> str:
    if permission.until is None:
        return _("A refund of up to %(amount)s is possible.") % {"amount": amount}
    limits = {"amount": amount, "until": say_day(permission, permission.until, zone)}
    return _("A refund of up to %(amount)s is possible until %(until)s.") % limits


_NOW: Labels = {
    "cancel": gettext_lazy("You can cancel this order."),
    "refund": gettext_lazy("A refund is possible."),
    "resend": gettext_lazy("It can be sent again."),
    "replace": gettext_lazy("It can be replaced."),
    "change_address": gettext_lazy("You can change the address."),
    "return_coupon": gettext_lazy("You can have the coupon back."),
}
_BEFORE_SHIPPING: Labels = {
    "cancel": gettext_lazy("You can cancel until it is shipped."),
    "change_address": gettext_lazy("You can change the address until it is shipped."),
}
_UNTIL: Labels = {
    "cancel": gettext_lazy("You can cancel this order until %(until)s."),
    "refund": gettext_lazy("A refund is possible until %(until)s."),
    "resend": gettext_lazy("It can be sent again until %(until)s."),
    "replace": gettext_lazy("It can be replaced until %(until)s."),
    "change_address": gettext_lazy("You can change the address until %(until)s."),
    "return_coupon": gettext_lazy("You can have the coupon back until %(until)s."),
}


def _others(permission: Permission) -> str:
    others = permission.facts.get("others")
    if not isinstance(others, tuple) or not others:
        return ""
    return _("An agent may do it.") if "agent" in others else _("A lead may do it.")


def _instead(permission: Permission, zone: tzinfo) -> str:
    instead, opens = permission.facts.get("instead"), permission.facts.get("refund_from")
    if instead == "cancel":
        return _("You can cancel the order instead; what was paid then goes back.")
    if instead == "refund":
        return _("A refund is possible instead.")
    if isinstance(opens, datetime):
        return _("You can ask for a refund if it has not come by %(when)s.") % {
            "when": say_day(permission, opens, zone)
        }
    return ""


def _given(permission: Permission) -> tuple[str, ...]:
    given = permission.facts.get("given", ())
    return given if isinstance(given, tuple) else ()
