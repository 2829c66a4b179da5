"""Tags for what the desk shows of orders: amounts, steps, entries of the ledger."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from loket.desk import order_words
from loket.desk.order_duties import count_duties
from loket.orders.models import LedgerEntry, OrderTask, Payment, Shipment
from loket.orders.rulebook.rule_wording import cost_label, kind_label, reason_label
from loket.orders.telling.formats import moment as say_moment
from loket.orders.telling.formats import money as say_money
from loket.orders.telling.naming import carrier_name, destination_label, payment_method
from loket.orders.telling.timeline import Entry
from loket.orders.telling.timeline_wording import EntryWords, entry_words
from loket.people.actors import StaffActor
from loket.people.models import User

register = template.Library()

COUPON_STATES: dict[str, str | Promise] = {
    "applied": pgettext_lazy("state of a coupon", "used"),
    "returned": pgettext_lazy("state of a coupon", "given back"),
    "lost": pgettext_lazy("state of a coupon", "lost"),
}
# Icons that stand for what may be done.
ICONS = {
    "cancel": "close",
    "refund": "return",
    "resend": "truck",
    "replace": "refresh",
    "change_address": "edit",
    "return_coupon": "tag",
}


@register.filter
def money(amount: Decimal | None, currency: str) -> str:
    """An amount in its currency, as the reader's language writes it."""
    return "" if amount is None else say_money(amount, currency)


@register.filter
def moment(at: datetime | None, zone: str) -> str:
    """Date and time on the reader's clock."""
    return say_moment(at, zone)


@register.simple_tag
def step_words(step: Entry, currency: str, zone: str) -> EntryWords:
    """One step of an order's time line in words."""
    return entry_words(step, currency, time_zone=zone)


@register.filter
def kind_name(kind: str) -> str:
    """What an action on an order is called."""
    return kind_label(kind)


@register.filter
def kind_icon(kind: str) -> str:
    """The icon of an action on an order."""
    return ICONS[kind]


@register.filter
def reason_name(reason: str) -> str:
    """Why an action was asked for."""
    return reason_label(reason)


@register.filter
def reason_names(reasons: tuple[str, ...]) -> list[str]:
    """Several reasons by their names."""
    return [reason_label(each) for each in reasons]


@register.filter
def cost_name(cost_to: str) -> str:
    """Who bears a cost."""
    return cost_label(cost_to)


@register.filter
def goes_to(entry: LedgerEntry) -> str:
    """Where an entry's money goes: over its payment, or to another destination; empty where it moves none."""
    if entry.payment is None:
        return ""
    is_back = entry.destination in {"", "original"}
    return payment_method(entry.payment.method) if is_back else destination_label(entry.destination)


@register.filter
def method_name(method: str) -> str:
    """A way to pay by its name."""
    return payment_method(method)


@register.filter
def carrier(name: str) -> str:
    """A carrier by its own name."""
    return carrier_name(name)


@register.filter
def payment_state(state: str) -> str:
    """How a payment stands."""
    return str(Payment.State(state).label) if state in Payment.State.values else state


@register.filter
def parcel_state(state: str) -> str:
    """How a parcel stands."""
    return str(Shipment.State(state).label) if state in Shipment.State.values else state


@register.filter
def coupon_state(state: str) -> str:
    """What became of a coupon."""
    return str(COUPON_STATES.get(state, state))


@register.filter
def entry_title(entry: LedgerEntry) -> str:
    """What an entry of the ledger does, with its amount."""
    return order_words.entry_title(entry)


@register.filter
def entry_tone(entry: LedgerEntry) -> str:
    """The badge that fits how an entry stands."""
    return order_words.entry_tone(entry)


@register.filter
def entry_asker(entry: LedgerEntry) -> str:
    """Who wanted an entry."""
    return order_words.who_asked(entry)


@register.filter
def task_name(task: OrderTask) -> str:
    """What is to be cleared up."""
    return str(task.get_kind_display())


@register.simple_tag(takes_context=True)
def order_duties(context: Context) -> int:
    """How much about orders waits for a person, for whoever may see it."""
    user = getattr(context.get("request"), "user", None)
    return count_duties(StaffActor(user)) if isinstance(user, User) else 0
