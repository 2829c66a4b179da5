"""What the customer will receive of an agent's words, said before they are sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from loket.conversations.models import Conversation
from loket.reception.readers import Reader
from loket.translation.choosing import engines_for


@dataclass(frozen=True, slots=True)
class GoingOut:
    """In the customer's own language, translated by an engine from the agent's, or as it is written."""

    way: Literal["same", "translated", "original"]
    agents_language: str
    engine: str = ""


def going_out(conversation: Conversation, reader: Reader) -> GoingOut:
    """How the words of somebody who writes as they read reach the customer."""
    if reader.reads(conversation.language):
        return GoingOut("same", reader.language)
    engines = engines_for(reader.language, conversation.language)
    if engines:
        return GoingOut("translated", reader.language, engines[0].name)
    return GoingOut("original", reader.language)
