"""Everything the conversations of one customer hold, for the customer's own copy (`loket privacy export`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.conversations.models import Conversation, Note
from loket.conversations.queries import Said, messages_between
from loket.people.models import Customer


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """What staff wrote to each other about the case."""

    text: str
    author: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ConversationRecord:
    """One conversation as it is stored; whoever hands it out has asked who may have it."""

    id: UUID
    number: str
    state: str
    channel: str
    language: str
    time_zone: str
    article: str
    topic: str
    created_at: datetime
    closed_at: datetime | None
    messages: tuple[Said, ...]
    notes: tuple[NoteRecord, ...]


def conversation_records(customer: Customer) -> list[ConversationRecord]:
    """All conversations of a customer with every message, file name and note, the first one first."""
    return [_record(each) for each in Conversation.objects.filter(customer=customer).order_by("created_at", "pk")]


def _record(conversation: Conversation) -> ConversationRecord:
    notes = Note.objects.filter(conversation=conversation).select_related("author").order_by("sequence")
    return ConversationRecord(
        id=conversation.pk,
        number=conversation.number,
        state=conversation.state,
        channel=conversation.channel,
        language=conversation.language,
        time_zone=conversation.time_zone,
        article=conversation.article,
        topic=conversation.topic,
        created_at=conversation.created_at,
        closed_at=conversation.closed_at,
        messages=tuple(messages_between(conversation.pk, 1, conversation.last_sequence)),
        notes=tuple(NoteRecord(each.text, str(each.author or ""), each.created_at) for each in notes),
    )
