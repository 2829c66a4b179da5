"""Where a conversation stands, gathered for answers and streams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.api.v1.answers import (
    AgentOut,
    ContactOut,
    ConversationOut,
    ExchangeOut,
    OpenedOut,
    QueueOut,
    RatingOut,
    StandingOut,
    message_out,
    messages_out,
)
from loket.conversations.models import Conversation, Message
from loket.conversations.queries import Said, messages_after, messages_between, said
from loket.people.models import User
from loket.reception.queries import answer_by_of, counter_state, queue_status
from loket.reception.telling.addresses import WhereToWrite, where_to_write
from loket.surveys.models import Rating
from loket.surveys.queries import may_rate, rating_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose turn it is, and how long it takes when it is a person's."""

    state: str
    queue: QueueOut | None
    answer_by: datetime | None
    agent: AgentOut | None


def standing_of(conversation: Conversation, now: datetime) -> Standing:
    """Reads only for those who wait."""
    status = queue_status(conversation, now)
    return Standing(
        conversation.state,
        QueueOut(position=status.position, wait_seconds=status.wait_seconds) if status else None,
        answer_by_of(status, now) if status else None,
        agent_out(conversation.agent),
    )


def standing_out(conversation: Conversation, now: datetime) -> StandingOut:
    """The standing as an answer of its own."""
    return StandingOut.model_construct(**_fields(standing_of(conversation, now)))


def agent_out(agent: User | None) -> AgentOut | None:
    """What customers may know of who answers them."""
    return AgentOut(name=agent.first_name, languages=agent.languages) if agent else None


def rating_out(rating: Rating) -> RatingOut:
    """A rating as its giver sees it."""
    return RatingOut(score=rating.score, reasons=rating.reasons, comment=rating.comment)


def contact_out(found: WhereToWrite) -> ContactOut:
    """Where we write to, and what may be given instead."""
    return ContactOut(known=found.known, asks=list(found.asks))


def conversation_out(conversation: Conversation, now: datetime) -> ConversationOut:
    """Everything about a conversation but what was said."""
    return ConversationOut.model_construct(**_conversation(conversation, now))


def opened_out(conversation: Conversation, token: str, messages: list[Said], now: datetime) -> OpenedOut:
    """A conversation that was just opened, with the one copy of its token."""
    return OpenedOut.model_construct(
        **_conversation(conversation, now), token=token, messages=messages_out(messages, conversation.pk)
    )


def exchange_out(conversation: Conversation, message: Said, replies: list[Said], now: datetime) -> ExchangeOut:
    """A message, what was said to it, and where that leaves the conversation."""
    return ExchangeOut.model_construct(
        **_fields(standing_of(conversation, now)),
        message=message_out(message, conversation.pk),
        replies=messages_out(replies, conversation.pk),
    )


def said_with_files(message: Message, *, has_files: bool) -> Said:
    """A message that was just stored; only one with files needs another look."""
    if not has_files:
        return said(message)
    return messages_between(message.conversation_id, message.sequence, message.sequence)[0]


def stored_exchange(conversation_id: UUID, message: Message) -> tuple[Said, list[Said]]:
    """A message from before, and what was said to it until the customer spoke again."""
    first, *later = messages_after(conversation_id, message.sequence - 1, limit=20)
    replies: list[Said] = []
    for each in later:
        if each.sender == Message.Sender.CUSTOMER:
            break
        replies.append(each)
    return first, replies


def _fields(standing: Standing) -> dict[str, Any]:
    return {
        "state": standing.state,
        "queue": standing.queue,
        "answer_by": standing.answer_by,
        "agent": standing.agent,
    }


def _conversation(conversation: Conversation, now: datetime) -> dict[str, Any]:
    counter = counter_state(conversation.language, now)
    rating = rating_of(conversation)
    # Asked for while somebody waits.
    where = where_to_write(conversation) if conversation.is_queued else None
    return {
        **_fields(standing_of(conversation, now)),
        "id": conversation.pk,
        "number": conversation.number,
        "language": conversation.language,
        "article": conversation.article or None,
        "created_at": conversation.created_at,
        "closed_at": conversation.closed_at,
        "seen": conversation.seen_sequence,
        "open": counter.open,
        "opens_at": counter.opens_at,
        "rating": rating_out(rating) if rating else None,
        "can_rate": rating is None and may_rate(conversation),
        "contact": contact_out(where) if where else None,
    }
