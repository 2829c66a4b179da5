"""Everything said in a case with its rating, gathered for the file that a customer keeps."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from loket.conversations.models import Conversation
from loket.conversations.queries import Said, messages_after
from loket.conversations.records import Rated, Record
from loket.people.language import interface_language
from loket.surveys.queries import rating_of


def record_of(conversation: Conversation, *, now: datetime, time_zone: str = "") -> Record:
    """The record of a conversation, with its times in ``time_zone`` or else in the customer's."""
    rating = rating_of(conversation)
    return Record(
        number=conversation.number,
        shop=str(settings.LOKET_BRAND["name"]),
        url=settings.LOKET_URL,
        language=interface_language(conversation.language),
        time_zone=time_zone or conversation.time_zone,
        opened_at=conversation.created_at,
        closed_at=conversation.closed_at,
        messages=_all_messages(conversation),
        rating=Rated(rating.score, rating.reasons, rating.comment) if rating else None,
        made_at=now,
    )


def _all_messages(conversation: Conversation) -> list[Said]:
    messages: list[Said] = []
    while page := messages_after(conversation.pk, messages[-1].sequence if messages else 0):
        messages += page
    return messages
