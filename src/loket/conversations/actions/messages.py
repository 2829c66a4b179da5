from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from loket.channels.registry import adapter_for
from loket.conversations.jobs import deliver
from loket.conversations.models import Conversation, Delivery, Message
from loket.lib import live
from loket.lib.jobs import defer
from loket.people.models import User


def append(
    conversation: Conversation,
    *,
    sender: str,
    text: str,
    language: str,
    now: datetime,
    kind: str = Message.Kind.TEXT,
    agent: User | None = None,
    name: str = "",
    sources: Sequence[Mapping[str, object]] = (),
    options: Sequence[Mapping[str, object]] = (),
    choice: str = "",
    confidence: float | None = None,
    masked: bool = False,
    external_id: str = "",
) -> Message:
    """Store the next message of a locked conversation and tell its listeners; the caller saves the conversation."""
    conversation.last_sequence += 1
    conversation.updated_at = now
    message = Message.objects.create(
        conversation=conversation,
        sequence=conversation.last_sequence,
        sender=sender,
        kind=kind,
        name=name,
        agent=agent,
        text=text,
        language=language,
        sources=list(sources),
        options=list(options),
        choice=choice,
        confidence=confidence,
        masked=masked,
        external_id=external_id,
        created_at=now,
    )
    live.publish(live.topic_of_conversation(conversation.pk), "message")
    return message


def send_out(message: Message) -> None:
    """Queue the delivery of one of our messages, unless its channel's readers fetch it themselves."""
    if adapter_for(message.conversation.channel).PULLED:
        return
    delivery = Delivery.objects.create(message=message)
    defer(deliver, lock=message.conversation.subject, delivery_id=delivery.pk)
