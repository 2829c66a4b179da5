"""Reads about ratings. The caller has asked ``conversations.access`` first."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from loket.conversations.models import Conversation, Message
from loket.surveys.models import Rating


def rating_of(conversation: Conversation) -> Rating | None:
    """How the customer rated the present episode, if they did."""
    return Rating.objects.filter(conversation=conversation, episode=conversation.episode).first()


def may_rate(conversation: Conversation) -> bool:
    """Whether the present episode can be rated: it is over, or somebody has answered in it."""
    if conversation.is_closed:
        return conversation.last_sequence > 0
    answers = (Message.Sender.ASSISTANT, Message.Sender.AGENT)
    return conversation.messages.filter(sequence__gte=conversation.episode_from, sender__in=answers).exists()


def ratings_of(conversation: Conversation) -> list[Rating]:
    """Every rating the conversation ever got, the latest episode first."""
    return list(Rating.objects.filter(conversation=conversation).order_by("-episode"))


def ratings_in(conversation_ids: Sequence[UUID]) -> list[Rating]:
    """Every rating of these conversations, the first one first."""
    return list(Rating.objects.filter(conversation__in=conversation_ids).order_by("created_at", "pk"))
