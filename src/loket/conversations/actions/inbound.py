from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from loket.channels.envelope import Inbound
from loket.conversations.actions.closures import check_not_ended, reopen, tell_state
from loket.conversations.actions.locking import locked, locked_with_copy
from loket.conversations.actions.messages import append
from loket.conversations.actions.queueing import enter_queue
from loket.conversations.models import Attachment, Conversation, ConversationToken, Message, QueueEntry
from loket.conversations.numbers import new_number
from loket.files.actions import claim
from loket.history.actions import record
from loket.lib import live
from loket.lib.masking import mask_cards
from loket.people.actors import Actor
from loket.people.digests import digest_of, new_secret
from loket.people.models import Customer, ServerKey

TEXT_LIMIT = 10_000
# As written, with separators.
LONGEST_CARD = 60
NUMBER_TRIES = 5
TOKEN_IS_FRESH_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is known when a conversation begins."""

    language: str
    page_language: str
    channel: str = "chat"
    time_zone: str = ""
    article: str = ""
    topic: str = ""
    external_id: str = ""
    server_key: ServerKey | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A stored message of the customer's; ``is_new`` is False for a repeat of one that was stored before.

    ``notices`` is what the house said to it in the same transaction.
    """

    message: Message
    conversation: Conversation
    is_new: bool
    notices: tuple[Message, ...] = ()


@transaction.atomic
def open_conversation(customer: Customer, opening: Opening, *, by: Actor) -> Conversation:
    """Begin a case with its own short number."""
    for attempt in range(NUMBER_TRIES):
        try:
            with transaction.atomic():
                conversation = Conversation.objects.create(
                    number=new_number(),
                    customer=customer,
                    language=opening.language,
                    page_language=opening.page_language,
                    channel=opening.channel,
                    time_zone=opening.time_zone,
                    article=opening.article,
                    topic=opening.topic,
                    external_id=opening.external_id,
                    server_key=opening.server_key,
                )
        except IntegrityError:
            # A number that is taken is one in 34 thousand million; a repeated external_id fails each time.
            if attempt == NUMBER_TRIES - 1 or opening.external_id:
                raise
        else:
            break
    record("conversation.opened", conversation.subject, by=by.label, data={"language": opening.language})
    live.publish(live.DESK, "opened")
    return conversation


def issue_token(conversation: Conversation) -> str:
    """A new secret that lets one device back into this conversation."""
    token = new_secret()
    ConversationToken.objects.create(conversation=conversation, digest=digest_of(token))
    return token


def keep_token_alive(token: str, *, used_at: datetime) -> None:
    """Push the idle limit of a token out; one write an hour at most."""
    now = timezone.now()
    if now - used_at > TOKEN_IS_FRESH_FOR:
        ConversationToken.objects.filter(digest=digest_of(token)).update(used_at=now)


def end_token(token: str) -> None:
    """Forget this device; its streams end."""
    ended = ConversationToken.objects.filter(digest=digest_of(token), ended_at=None)
    for conversation_id in list(ended.values_list("conversation_id", flat=True)):
        ended.update(ended_at=timezone.now())
        live.publish(live.topic_of_conversation(conversation_id), "access")


def store_message(conversation_id: uuid.UUID, inbound: Inbound, *, language: str, by: Actor) -> Received:
    """Store what the customer said, once; a closed case opens again under its number for some days.

    Runs inside the caller's transaction, which IntegrityError asks to be tried once more. Raises ConversationEnded
    when it closed too long ago, and UploadNotFound for files that are not theirs.
    """
    now = timezone.now()
    conversation, copy = _lock(conversation_id, inbound)
    if copy is not None:
        return Received(Message.objects.get(pk=copy), conversation, is_new=False)
    check_not_ended(conversation, now)
    masked = mask_cards(inbound.text[: TEXT_LIMIT + LONGEST_CARD])
    if conversation.is_closed:
        reopen(conversation, by=by, now=now)
    elif conversation.is_answered_elsewhere:
        enter_queue(conversation, reason=QueueEntry.ANSWERED_ELSEWHERE, now=now)
        tell_state(conversation)
    message = append(
        conversation,
        sender=Message.Sender.CUSTOMER,
        # Cut after masking, or half a card number would slip through at the edge.
        text=masked.text[:TEXT_LIMIT],
        language=language,
        now=now,
        choice=inbound.choice,
        masked=masked.changed,
        external_id=inbound.external_id,
    )
    attach(message, inbound.uploads)
    conversation.language = language
    conversation.waiting_customer_since = None
    conversation.reminded_at = None
    conversation.save(
        update_fields=[
            "last_sequence",
            "updated_at",
            "language",
            "waiting_customer_since",
            "reminded_at",
            "closed_at",
            "closed_by",
            "owner",
            "agent",
            "episode",
            "episode_from",
            "assistant_from",
        ]
    )
    if conversation.owner != Conversation.Owner.ASSISTANT:
        live.publish(live.DESK, "message")
    return Received(message, conversation, is_new=True)


def _lock(conversation_id: uuid.UUID, inbound: Inbound) -> tuple[Conversation, int | None]:
    if not inbound.external_id:
        return locked(conversation_id), None
    return locked_with_copy(conversation_id, inbound.external_id)


def attach(message: Message, upload_ids: tuple[uuid.UUID, ...]) -> list[Attachment]:
    """Claim uploaded files for a message, in their order."""
    if not upload_ids:
        return []
    uploads = claim(upload_ids, scope=message.conversation.subject)
    return Attachment.objects.bulk_create(
        Attachment(message=message, upload=upload, position=position) for position, upload in enumerate(uploads)
    )


def mark_seen(conversation: Conversation, sequence: int) -> None:
    """Note up to where the customer has read."""
    Conversation.objects.filter(pk=conversation.pk, seen_sequence__lt=sequence).update(
        seen_sequence=min(sequence, conversation.last_sequence)
    )
