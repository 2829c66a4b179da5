from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from loket.channels.envelope import ChannelError, Outbound, Receipt
from loket.channels.registry import adapter_for
from loket.conversations.models import Delivery
from loket.history.actions import record
from loket.lib import live
from loket.people.actors import SYSTEM

FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=2)
MOST_ATTEMPTS = 12


def deliver(delivery_id: int) -> None:
    """Hand one message to its channel: the attempt is stored first, then made, then its outcome stored."""
    delivery = _begin_attempt(delivery_id)
    if delivery is None:
        return
    message = delivery.message
    outbound = Outbound(
        conversation_id=message.conversation_id,
        message_id=message.pk,
        sequence=message.sequence,
        text=message.text,
        language=message.language,
    )
    try:
        receipt = adapter_for(message.conversation.channel).send(outbound)
    except ChannelError as error:
        _note_failure(delivery, error)
    else:
        _note_success(delivery, receipt)


@transaction.atomic
def _begin_attempt(delivery_id: int) -> Delivery | None:
    delivery = (
        Delivery.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .select_related("message__conversation")
        .filter(pk=delivery_id, state=Delivery.State.PENDING)
        .first()
    )
    if delivery is None:
        return None
    if delivery.attempts >= MOST_ATTEMPTS:
        _note_failure(delivery, ChannelError("Every attempt was cut off before its outcome was known.", permanent=True))
        return None
    delivery.attempts += 1
    delivery.next_attempt_at = timezone.now() + min(FIRST_PAUSE * 2 ** (delivery.attempts - 1), LONGEST_PAUSE)
    delivery.save(update_fields=["attempts", "next_attempt_at"])
    return delivery


@transaction.atomic
def _note_success(delivery: Delivery, receipt: Receipt) -> None:
    delivery.state = Delivery.State.SENT
    delivery.sent_at = timezone.now()
    delivery.external_id = receipt.external_id
    delivery.last_error = ""
    delivery.save(update_fields=["state", "sent_at", "external_id", "last_error"])


@transaction.atomic
def _note_failure(delivery: Delivery, error: ChannelError) -> None:
    delivery.last_error = str(error)[:500]
    if error.permanent or delivery.attempts >= MOST_ATTEMPTS:
        delivery.state = Delivery.State.FAILED
        conversation = delivery.message.conversation
        record(
            "delivery.failed",
            conversation.subject,
            by=SYSTEM.label,
            data={"message": delivery.message.sequence},
        )
        live.publish(live.DESK, "delivery")
    delivery.save(update_fields=["state", "last_error"])


def deliver_due() -> None:
    """Try again what is due, and what a crash left behind."""
    due = Delivery.objects.filter(state=Delivery.State.PENDING, next_attempt_at__lte=timezone.now())
    for delivery_id in due.order_by("next_attempt_at").values_list("pk", flat=True)[:500]:
        deliver(delivery_id)
