"""Forgetting a customer: the words go; rows, numbers and times stay, so that what was counted still counts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction

from loket.conversations.actions.closures import close_locked
from loket.conversations.actions.locking import locked
from loket.conversations.models import (
    Attachment,
    Conversation,
    ConversationToken,
    Delivery,
    Message,
    MessageTranslation,
    Note,
    Viewer,
)
from loket.files.actions import erase
from loket.files.models import Upload
from loket.history.actions import record
from loket.lib import live
from loket.people.actions.customers import erase_person
from loket.people.actors import Actor
from loket.people.models import Customer


@dataclass(frozen=True, slots=True)
class ErasurePreview:
    """What an erasure takes away, counted."""

    conversations: int
    open_conversations: int
    messages: int
    notes: int
    files: int


def preview_erasure(customer: Customer) -> ErasurePreview:
    """Count what would go; changes nothing."""
    conversations = Conversation.objects.filter(customer=customer)
    ids = list(conversations.values_list("pk", flat=True))
    return ErasurePreview(
        conversations=len(ids),
        open_conversations=conversations.filter(closed_at=None).count(),
        messages=Message.objects.filter(conversation__in=ids).count(),
        notes=Note.objects.filter(conversation__in=ids).count(),
        files=_uploads(ids).count(),
    )


@transaction.atomic
def erase_customer(customer: Customer, *, by: Actor) -> list[UUID]:
    """Close and empty all conversations of a customer, then forget the person; returns the conversations.

    Their devices are shut out, and the shop's servers no longer reach these conversations.
    """
    ids = list(Conversation.objects.filter(customer=customer).order_by("pk").values_list("pk", flat=True))
    for conversation_id in ids:
        _empty(locked(conversation_id), by=by)
    erase_person(customer, by=by)
    return ids


def _empty(conversation: Conversation, *, by: Actor) -> None:
    if not conversation.is_closed:
        close_locked(conversation, by=by, reason="erased")
    _erase_files(conversation)
    of_it = Message.objects.filter(conversation=conversation)
    Delivery.objects.filter(message__conversation=conversation).update(last_error="", external_id="")
    of_it.filter(sender=Message.Sender.CUSTOMER).update(name="")
    MessageTranslation.objects.filter(message__conversation=conversation).delete()
    of_it.update(text="", sources=[], options=[], choice="", external_id="")
    Note.objects.filter(conversation=conversation).update(text="")
    ConversationToken.objects.filter(conversation=conversation).delete()
    Viewer.objects.filter(conversation=conversation).delete()
    conversation.time_zone = conversation.external_id = ""
    conversation.order, conversation.flow_data = None, {}
    conversation.save(update_fields=["time_zone", "external_id", "order", "flow_data"])
    record("conversation.erased", conversation.subject, by=by.label, actor_id=by.actor_id)
    # Pages that have it open ask again, and find that they may not any more.
    live.publish(live.topic_of_conversation(conversation.pk), "access")
    live.publish(live.DESK, "state")


def _erase_files(conversation: Conversation) -> None:
    uploads = list(_uploads([conversation.pk]))
    Attachment.objects.filter(message__conversation=conversation).delete()
    erase(uploads)


def _uploads(conversation_ids: list[UUID]) -> models.QuerySet[Upload]:
    """What was sent in these conversations, and what was uploaded for them and never sent."""
    scopes = [f"conversation:{each}" for each in conversation_ids]
    sent = Attachment.objects.filter(message__conversation__in=conversation_ids).values("upload")
    return Upload.objects.filter(models.Q(pk__in=sent) | models.Q(scope__in=scopes))
