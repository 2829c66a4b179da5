"""Notices to an order's contact, such as that its address was changed: by the shop's sender, tried again for a day."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.orders import jobs
from loket.orders.models import Order
from loket.orders.proofs.code_wording import contact_language
from loket.orders.proofs.proving import pause_after
from loket.orders.proofs.sealing import seal, unseal
from loket.orders.proofs.senders import Letter, SenderFailed, sender
from loket.people.actors import SYSTEM

TRIED_FOR = timedelta(days=1)


def tell_contact(order: Order, text: str, *, kind: str) -> None:
    """Queue a notice to the contacts that ``order`` has at this moment, whatever they are changed to afterwards.

    ``text`` is in their language (``code_wording.to_contact``); ``kind`` is a stable word for the sender and history.
    """
    if not (order.contact_phone or order.contact_email):
        return
    sealed = seal(
        {
            "to_phone": order.contact_phone,
            "to_email": order.contact_email,
            "language": contact_language(order),
            "text": text,
            "kind": kind,
            "reference": f"notice-{uuid4()}",
            "until": (timezone.now() + TRIED_FOR).isoformat(),
        }
    )
    defer(jobs.send_notice, order_id=order.pk, sealed=sealed, attempt=0)


def send_notice(order_id: int, sealed: str, *, attempt: int) -> None:
    """Send one notice; what fails for now is tried again with growing pauses. History says how it ended."""
    words = unseal(sealed)
    until = words.pop("until")
    order = Order.objects.filter(pk=order_id).first()
    if order is None:
        return
    letter = Letter(**words)
    try:
        sender().send(letter)
    except SenderFailed as failure:
        _note_failure(order, letter, failure, sealed=sealed, attempt=attempt, until=until)
    else:
        record("order.contact_told", order.subject, by=SYSTEM.label, data={"kind": letter.kind})


def _note_failure(
    order: Order, letter: Letter, failure: SenderFailed, *, sealed: str, attempt: int, until: str
) -> None:
    end = parse_datetime(until)
    pause = None if failure.permanent or end is None else pause_after(attempt, now=timezone.now(), until=end)
    if pause is not None:
        defer(jobs.send_notice, delay=pause, order_id=order.pk, sealed=sealed, attempt=attempt + 1)
        return
    record(
        "order.contact_not_told",
        order.subject,
        by=SYSTEM.label,
        data={"kind": letter.kind, "problem": str(failure)[:300]},
    )
