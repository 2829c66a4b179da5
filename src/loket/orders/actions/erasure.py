"""Forgetting a buyer in the orders: names, contacts and addresses go; goods, amounts and times stay for the books."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.notices.actions.erasure import forget_recipient
from loket.notices.listing import told_among
from loket.orders.actions.talking import erase_talks
from loket.orders.models import LedgerEntry, Order, OrderChange, OrderTask
from loket.people.actors import Actor
from loket.people.models import Customer

# Of a ledger entry, what tells of a person: where a parcel or money was to go.
PERSONAL_DETAILS = ("address", "account", "holder", "note")


@transaction.atomic
def erase_orders(customer: Customer, *, by: Actor) -> int:
    """Take the person out of all their orders; returns how many there are. What the ledger moved stays written."""
    orders = Order.objects.filter(customer=customer)
    ids = list(orders.order_by("pk").values_list("pk", flat=True))
    orders.update(
        contact_name="", contact_email="", contact_phone="", time_zone="", ship_to={}, unknown={},
    )  # fmt: skip
    numbers = list(orders.values_list("number", flat=True))
    for number in told_among("contact", numbers):
        forget_recipient("contact", number)
    # What changed names what was there before.
    OrderChange.objects.filter(order__in=ids).update(changed={})
    erase_talks(ids, now=timezone.now())
    OrderTask.objects.filter(order__in=ids).update(data={}, outcome="")
    for entry in LedgerEntry.objects.filter(order__in=ids).exclude(details={}):
        entry.details = {name: each for name, each in entry.details.items() if name not in PERSONAL_DETAILS}
        entry.save(update_fields=["details"])
    if ids:
        record("orders.erased", f"customer:{customer.pk}", by=by.label, actor_id=by.actor_id, data={"orders": len(ids)})
    return len(ids)
