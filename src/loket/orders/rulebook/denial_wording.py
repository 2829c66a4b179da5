"""Why something may not be done, in whole sentences of the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from decimal import Decimal

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.design.wording import page_locale, say_clock_time
from loket.orders.rulebook.granting import LAST_OF_DAY
from loket.orders.rulebook.rule_labels import (
    Labels,
    parcel_label,
    reason_label,
    role_label,
    situation_label,
    state_label,
)
from loket.orders.rulebook.rules import Permission
from loket.orders.telling.formats import money


def say_denial(permission: Permission, currency: str, zone: tzinfo) -> str:
    """What stands in the way, by the permission's code."""
    return _DENIALS.get(permission.why, _shop_decides)(permission, currency, zone)


def say_until(when: datetime, *, zone: tzinfo, now: datetime | None = None) -> str:
    """A day, with its year unless it is this one, and the hour unless the whole day counts."""
    local, locale = when.astimezone(zone), page_locale()
    is_this_year = now is not None and now.astimezone(zone).year == local.year
    day = format_skeleton("MMMMd", local, locale=locale) if is_this_year else format_date(local, "long", locale=locale)
    if local.time().replace(microsecond=0) >= LAST_OF_DAY:
        return str(day)
    return _("%(day)s at %(time)s") % {"day": day, "time": say_clock_time(when, zone=zone, locale=locale)}


def say_day(permission: Permission, when: datetime, zone: tzinfo) -> str:
    """A day as seen when the question was asked."""
    now = permission.facts.get("asked_at")
    return say_until(when, zone=zone, now=now if isinstance(now, datetime) else None)


def _already_shipped(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    delivered = bool(permission.facts.get("delivered"))
    if permission.kind == "cancel":
        if delivered:
            return _("This order has been delivered, so it can no longer be cancelled.")
        return _("This order has been shipped, so it can no longer be cancelled.")
    if permission.kind == "change_address":
        if delivered:
            return _("This order has been delivered, so its address can no longer be changed.")
        return _("This order has been shipped, so its address can no longer be changed.")
    return _("This order has been shipped already.")


def _already_cancelled(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.kind == "cancel":
        return _("This order is cancelled already.")
    return _("This order was cancelled, so nothing more is sent.")


def _not_paid(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.kind == "refund":
        return _("Nothing was paid for this order, so there is nothing to give back.")
    return _("This order is not paid yet.")


def _nothing_left(_permission: Permission, _currency: str, _zone: tzinfo) -> str:
    return _("Everything that was paid has been given back, or is on its way.")


def _window_over(permission: Permission, _currency: str, zone: tzinfo) -> str:
    until = permission.facts.get("until")
    if not isinstance(until, datetime):
        return _("The time for this is over.")
    return _("This was possible until %(until)s.") % {"until": say_day(permission, until, zone)}


def _window_not_open(permission: Permission, _currency: str, zone: tzinfo) -> str:
    opens, start = permission.facts.get("from"), permission.facts.get("start")
    if not isinstance(opens, datetime):
        return _("It is too early for this.")
    when = {"when": say_day(permission, opens, zone)}
    if permission.kind == "refund" and start in {"promised", "shipped"}:
        return _("It may still come. You can ask for a refund if it has not come by %(when)s.") % when
    return _("This is possible from %(when)s.") % when


def _pending_already(permission: Permission, _currency: str, zone: tzinfo) -> str:
    since = permission.facts.get("since")
    if permission.facts.get("entry_state") == "awaiting_approval":
        return _("This has been asked for already; a second person has to agree.")
    if not isinstance(since, datetime):
        return _("This is under way already.")
    return _("This is under way already, since %(when)s.") % {"when": say_day(permission, since, zone)}


def _not_for_role(permission: Permission, currency: str, zone: tzinfo) -> str:
    role = str(permission.facts.get("role", ""))
    if role == "buyer":
        return _("Only a person can do this for you. Write to us.")
    return _("No rule lets this role do it: %(role)s.") % {"role": role_label(role)}


def _not_in_state(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.facts.get("situation") == "not_delivered":
        return _("Everything has been delivered.")
    if permission.facts.get("situation") == "shipped":
        return _("Nothing has been shipped yet.")
    if permission.kind == "return_coupon":
        return _("A coupon goes back once its order was cancelled, or ended without payment.")
    state = str(permission.facts.get("state", ""))
    known = _ONCE_SENT if state in {"paid", "shipped"} else _ENDED if state in {"expired", "payment_failed"} else {}
    if permission.kind in known:
        return str(known[permission.kind])
    state = state_label(state)
    return _("This is not possible while the order’s state is: %(state)s.") % {"state": state}


_ONCE_SENT: Labels = {
    "resend": gettext_lazy("Nothing has been shipped yet, so nothing can be sent again."),
    "replace": gettext_lazy("It can be replaced once it has arrived."),
}
_ENDED: Labels = {
    "cancel": gettext_lazy("This order ended before it was paid, so there is nothing to cancel."),
    "change_address": gettext_lazy("This order ended before it was paid, so nothing is sent."),
    "resend": gettext_lazy("This order ended before it was paid, so nothing is sent."),
    "replace": gettext_lazy("This order ended before it was paid, so nothing is sent."),
}


def _no_coupon(_permission: Permission, _currency: str, _zone: tzinfo) -> str:
    return _("No coupon was used on this order.")


def _coupon_expired(permission: Permission, _currency: str, zone: tzinfo) -> str:
    until = permission.facts.get("until")
    if not isinstance(until, datetime):
        return _("The coupon is no longer valid.")
    return _("The coupon was valid until %(until)s, so it cannot be returned.") % {
        "until": say_day(permission, until, zone)
    }


def _done_already(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.kind == "return_coupon":
        return _("The coupon was returned already.")
    return _("This was done once for this order already.")


def _not_for_reason(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    reason, reasons = permission.facts.get("reason"), permission.facts.get("reasons")
    names = [reason_label(each) for each in reasons] if isinstance(reasons, tuple) else []
    known = {"reason": reason_label(str(reason)), "reasons": format_list(names, "or", page_locale())}
    return _("This is not possible for the reason “%(reason)s”, only for: %(reasons)s.") % known


def _limit_reached(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.facts.get("role") == "buyer":
        return _("A person has to look at this first. Write to us.")
    return _("The limit for this order is used up.")


def _over_limit(permission: Permission, currency: str, _zone: tzinfo) -> str:
    most = permission.facts.get("most")
    if permission.facts.get("role") == "buyer" or not isinstance(most, Decimal):
        return _("A person has to look at this first. Write to us.")
    return _("This order is worth more than the limit of %(amount)s.") % {"amount": money(most, currency)}


def _shop_decides(permission: Permission, _currency: str, _zone: tzinfo) -> str:
    if permission.facts.get("instead") == "cancel":
        return _("This order has not been shipped yet.")
    if permission.facts.get("role") == "buyer":
        return _("A person has to look at this first. Write to us.")
    situation, parcels = permission.facts.get("situation"), permission.facts.get("parcels")
    if isinstance(situation, str):
        missing = situation_label(situation)
    elif isinstance(parcels, tuple) and parcels:
        missing = parcel_label(parcels[0])
    else:
        return _("No rule allows this for this order.")
    asked = {"condition": missing}
    return _("No rule allows this for this order. The nearest one asks that %(condition)s.") % asked


_DENIALS: Mapping[str, Callable[[Permission, str, tzinfo], str]] = {
    "already_shipped": _already_shipped,
    "already_cancelled": _already_cancelled,
    "not_paid": _not_paid,
    "nothing_left": _nothing_left,
    "window_over": _window_over,
    "window_not_open": _window_not_open,
    "pending_already": _pending_already,
    "not_for_role": _not_for_role,
    "not_in_state": _not_in_state,
    "no_coupon": _no_coupon,
    "coupon_expired": _coupon_expired,
    "done_already": _done_already,
    "not_for_reason": _not_for_reason,
    "limit_reached": _limit_reached,
    "over_limit": _over_limit,
    "shop_decides": _shop_decides,
}
