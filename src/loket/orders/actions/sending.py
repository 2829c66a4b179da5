"""Sending codes, out of sight of whoever asked: only here is it found out whether there is an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from loket.history.actions import record
from loket.notices.actions.telling import tell, withdraw
from loket.notices.facts import Telling
from loket.orders.models import OneTimeCode, Order
from loket.orders.proofs.contacts import contact_of
from loket.orders.proofs.proving import LIFE, SENT_TO_CONTACT
from loket.orders.proofs.sealing import unseal
from loket.people.actors import CustomerActor

_REPLACED = "a newer code was asked for"


@transaction.atomic
def send_code(code_id: int, sealed: str) -> None:
    """Put one code into the outbox, once: if an order has its number, and its contact has had few codes lately."""
    now = timezone.now()
    unsent = OneTimeCode.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=code_id, sent_at=None, expires_at__gt=now
    )
    row = unsent.first()
    if row is None or _is_replaced(row):
        return
    words = unseal(sealed)
    order = _order_that_may_hear(row, words["number"], now=now)
    if order is None:
        return
    for earlier in _asked_alike(row).exclude(pk=row.pk).filter(order=order, expires_at__gt=now):
        withdraw(_key(earlier), why=_REPLACED)
    notice = tell(_telling(row, order, words["code"]), now=now)
    row.order, row.sent_at, row.problem = order, now, notice.problem
    row.save(update_fields=["order", "sent_at", "problem"])
    record("order.code_asked", order.subject, by=CustomerActor(row.customer_id).label)


def _is_replaced(row: OneTimeCode) -> bool:
    newest = _asked_alike(row).order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    return newest != row.pk


def _asked_alike(row: OneTimeCode) -> QuerySet[OneTimeCode]:
    """The codes that the same customer asked for by the same number."""
    return OneTimeCode.objects.filter(customer=row.customer_id, number_key=row.number_key)


def _order_that_may_hear(row: OneTimeCode, number: str, *, now: datetime) -> Order | None:
    found = _order_named(number, row.number_key)
    if found is None or not (found.contact_phone or found.contact_email):
        return None
    # Its row held, so that two codes at once are counted one after the other.
    order = Order.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    sent = OneTimeCode.objects.filter(order=order, created_at__gt=now - SENT_TO_CONTACT.within)
    moments = list(sent.order_by("-created_at").values_list("created_at", flat=True)[: SENT_TO_CONTACT.most])
    return None if SENT_TO_CONTACT.seconds_until_free(moments, now=now) else order


def _order_named(number: str, key: str) -> Order | None:
    """The order with exactly this number, else the only one that it may mean, by its own number or its parcel's."""
    exactly = Order.objects.filter(number="".join(each for each in number if each.isprintable()).strip())
    for candidates in (
        exactly,
        Order.objects.filter(number_key=key),
        Order.objects.filter(shipments__tracking_key=key).distinct(),
    ):
        found = list(candidates.order_by("pk")[:2])
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _telling(row: OneTimeCode, order: Order, code: str) -> Telling:
    return Telling(
        key=_key(row),
        purpose="one_time_code",
        recipient=contact_of(order),
        subject=order.subject,
        fields={"order": order.number, "minutes": LIFE.seconds // 60},
        secret={"code": code},
        # No code waits for another one to go out.
        thread=_key(row),
        expires_at=row.expires_at,
    )


def _key(row: OneTimeCode) -> str:
    # The digest too: in a database that was set up anew the numbers begin again.
    return f"code-{row.pk}-{row.digest[:16]}"
