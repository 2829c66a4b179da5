from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from loket.conversations.models import Conversation, Message


class ConversationError(Exception):
    """Something cannot be done with a conversation now; ``code`` names why for programs."""

    code = "not_possible"


class ConversationEnded(ConversationError):
    """It was closed too long ago to be continued under its number."""

    code = "ended"


class NotYourTurn(ConversationError):
    """Somebody else owns the conversation."""

    code = "not_your_turn"


class Stale(ConversationError):
    """More was said than the writer had seen."""

    code = "stale"


def locked(conversation_id: UUID | str) -> Conversation:
    """The conversation under its row lock; must be called inside a transaction.

    All writes take this one lock and no other row lock before it, so they cannot deadlock.
    """
    return _lockable().get(pk=conversation_id)


def locked_with_copy(conversation_id: UUID | str, external_id: str) -> tuple[Conversation, int | None]:
    """The conversation under its row lock, with the id of the message that has this ``external_id`` already.

    One statement: a copy that was stored while this waited for the lock is not seen, and the unique
    constraint refuses the second.
    """
    copies = Message.objects.filter(conversation=OuterRef("pk"), external_id=external_id).values("pk")[:1]
    conversation = _lockable().annotate(copy=Subquery(copies)).get(pk=conversation_id)
    return conversation, getattr(conversation, "copy", None)


def _lockable() -> QuerySet[Conversation]:
    conversations = Conversation.objects.select_for_update(of=("self",), no_key=True)
    return conversations.select_related("customer", "agent", "team")
