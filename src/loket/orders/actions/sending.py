"""Sending codes, out of sight of whoever asked: only here is it found out whether there is an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.models import OneTimeCode, Order
from loket.orders.proofs.code_wording import code_text, contact_language
from loket.orders.proofs.proving import SENT_TO_CONTACT, pause_after
from loket.orders.proofs.sealing import unseal
from loket.orders.proofs.senders import Letter, SenderFailed, sender
from loket.people.actors import SYSTEM, CustomerActor

KIND = "code"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A code that may go out now."""

    row: OneTimeCode
    order: Order
    letter: Letter


def send_code(code_id: int, sealed: str, *, attempt: int) -> None:
    """Send one code, once; what fails for now is tried again with growing pauses for as long as the code lives."""
    ready = _prepare(code_id, sealed, now=timezone.now())
    if ready is None:
        return
    try:
        sender().send(ready.letter)
    except SenderFailed as failure:
        _note_failure(ready, failure, sealed=sealed, attempt=attempt)
    else:
        _note_success(ready, now=timezone.now())


@transaction.atomic
def _prepare(code_id: int, sealed: str, *, now: datetime) -> _Ready | None:
    """The letter, where an order has this number, its contact can be reached and has had few codes lately."""
    unsent = OneTimeCode.objects.select_for_update(of=("self",), no_key=True).filter(
        pk=code_id, sent_at=None, expires_at__gt=now
    )
    row = unsent.first()
    if row is None or _is_replaced(row):
        return None
    words = unseal(sealed)
    order = row.order or _order_that_may_hear(row, words["number"], now=now)
    if order is None:
        return None
    if row.order is None:
        row.order = order
        row.save(update_fields=["order"])
    return _Ready(row, order, _letter(row, order, words["code"]))


def _is_replaced(row: OneTimeCode) -> bool:
    same = OneTimeCode.objects.filter(customer=row.customer_id, number_key=row.number_key)
    newest = same.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    return newest != row.pk


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


def _letter(row: OneTimeCode, order: Order, code: str) -> Letter:
    return Letter(
        to_phone=order.contact_phone,
        to_email=order.contact_email,
        language=contact_language(order),
        text=code_text(order, code),
        kind=KIND,
        # The digest too: in a database that was set up anew the numbers begin again.
        reference=f"code-{row.pk}-{row.digest[:16]}",
    )


@transaction.atomic
def _note_success(ready: _Ready, *, now: datetime) -> None:
    ready.row.sent_at, ready.row.problem = now, ""
    ready.row.save(update_fields=["sent_at", "problem"])
    record("order.code_sent", ready.order.subject, by=CustomerActor(ready.row.customer_id).label)


@transaction.atomic
def _note_failure(ready: _Ready, failure: SenderFailed, *, sealed: str, attempt: int) -> None:
    row = ready.row
    row.problem = str(failure)[:300]
    row.save(update_fields=["problem"])
    pause = None if failure.permanent else pause_after(attempt, now=timezone.now(), until=row.expires_at)
    if pause is None:
        record("order.code_not_sent", ready.order.subject, by=SYSTEM.label, data={"problem": row.problem})
        return
    defer(jobs.send_code, delay=pause, code_id=row.pk, sealed=sealed, attempt=attempt + 1)
