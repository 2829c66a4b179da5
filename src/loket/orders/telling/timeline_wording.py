"""The entries of an order's time line in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from loket.orders.states import EntryState
from loket.orders.telling.formats import Zone, day, moment, money
from loket.orders.telling.naming import carrier_name, payment_method, refund_place
from loket.orders.telling.timeline import Entry

TITLES = {
    "placed": gettext_lazy("Ordered"),
    "payment_due": gettext_lazy("Payment is due"),
    "paid": gettext_lazy("Paid"),
    "payment_failed": gettext_lazy("Payment failed"),
    "payment_expired": gettext_lazy("Payment ran out of time"),
    "group_closes": gettext_lazy("The group closes"),
    "shipped": pgettext_lazy("a parcel", "Sent"),
    "customs": gettext_lazy("At customs"),
    "seen": pgettext_lazy("a parcel's last known place", "Last seen"),
    "delivered": gettext_lazy("Delivered"),
    "returned": gettext_lazy("Returned to the sender"),
    "lost": gettext_lazy("Lost"),
    "promise": gettext_lazy("Promised by"),
    "cancelled": gettext_lazy("Cancelled"),
    "refund_coming": gettext_lazy("Refund expected"),
    "refund_settled": gettext_lazy("Refunded"),
    "refund_failed": gettext_lazy("The refund failed"),
}
ASKED = {
    "cancel": gettext_lazy("Asked to cancel the order"),
    "refund": gettext_lazy("Refund asked for"),
    "resend": gettext_lazy("Asked to send it again"),
    "replace": gettext_lazy("Asked for a replacement"),
    "change_address": gettext_lazy("Asked to change the address"),
    "return_coupon": gettext_lazy("Asked for the coupon back"),
}


@dataclass(frozen=True, slots=True)
class EntryWords:
    """One entry as a page shows it: title, a line below it (may be empty), and when (may be empty)."""

    title: str
    text: str
    when: str
    tone: str


def entry_words(entry: Entry, currency: str, *, time_zone: Zone = None) -> EntryWords:
    """The words of one entry on that clock; a day alone is the same day on every clock."""
    return EntryWords(_title(entry), _text(entry, currency), _when(entry, time_zone), entry.tone)


def _when(entry: Entry, time_zone: Zone) -> str:
    if entry.is_day and entry.moment:
        return day(entry.moment.date())
    return moment(entry.moment, time_zone)


def _title(entry: Entry) -> str:
    if entry.asked:
        return str(ASKED.get(entry.asked.kind, entry.asked.kind))
    title = str(TITLES.get(entry.kind, entry.kind))
    if not entry.parcel:
        return title
    return _("%(title)s (parcel %(parcel)d)") % {"title": title, "parcel": entry.parcel}


def _text(entry: Entry, currency: str) -> str:
    amount = money(entry.amount, currency) if entry.amount is not None else ""
    if entry.refund and entry.payment:
        where = refund_place(entry.refund, entry.payment)
        return _("%(amount)s back %(where)s") % {"amount": amount, "where": where}
    if entry.payment:
        return _("%(amount)s by %(method)s") % {"amount": amount, "method": payment_method(entry.payment.method)}
    if entry.asked:
        return " · ".join(filter(None, [amount, _ledger_state(entry.asked.state)]))
    if entry.kind == "shipped" and entry.shipment:
        return " · ".join(filter(None, [carrier_name(entry.shipment.carrier), entry.shipment.tracking_number]))
    return amount or " · ".join(filter(None, [entry.place, entry.text]))


def _ledger_state(state: str) -> str:
    return str(EntryState(state).label) if state in EntryState.values else state
