from __future__ import annotations

from uuid import UUID

from loket.conversations.models import Conversation


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
    return (
        Conversation.objects.select_for_update(of=("self",), no_key=True)
        .select_related("customer", "agent", "team")
        .get(pk=conversation_id)
    )
