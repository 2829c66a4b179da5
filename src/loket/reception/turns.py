"""Whose turn it is: a pure rule over the facts of one conversation."""

from __future__ import annotations

from enum import Enum

from loket.conversations.models import Conversation


class Speaker(Enum):
    """Who speaks next on our side."""

    ASSISTANT = "assistant"
    AGENT = "agent"
    NOBODY = "nobody"


def next_speaker(conversation: Conversation, last_customer_sequence: int) -> Speaker:
    """The assistant where it owns the case and something is unanswered; the agent who owns it; else nobody."""
    if conversation.is_closed:
        return Speaker.NOBODY
    if conversation.owner == Conversation.Owner.AGENT:
        return Speaker.AGENT
    if conversation.owner == Conversation.Owner.NOBODY:
        return Speaker.NOBODY
    unanswered = last_customer_sequence > conversation.answered_sequence
    return Speaker.ASSISTANT if unanswered else Speaker.NOBODY
