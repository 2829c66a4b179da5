"""Between conversations and the assistant: what was said as it reads that, and its words as they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef

from loket.assistant.decisions import Ask, Option, Reply
from loket.assistant.transcript import Kind, Sender, Transcript, Turn
from loket.channels.envelope import Inbound
from loket.conversations.actions.replies import Words
from loket.conversations.models import Attachment, Conversation, Message
from loket.translation.detection import detect

TURNS_READ = 60
SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Reading:
    """A conversation as it stood when the assistant began to think."""

    conversation: Conversation
    transcript: Transcript
    last_customer_sequence: int


def read_transcript(conversation_id: UUID) -> Reading:
    """What the assistant may know: the turns since it was last given the conversation; one statement."""
    rows = list(
        Message.objects.filter(conversation_id=conversation_id)
        .select_related("conversation")
        .annotate(has_attachments=Exists(Attachment.objects.filter(message=OuterRef("pk"))))
        .order_by("-sequence")[:TURNS_READ]
    )[::-1]
    conversation = rows[-1].conversation if rows else Conversation.objects.get(pk=conversation_id)
    mine = [row for row in rows if row.sequence >= conversation.assistant_from]
    last = max((row.sequence for row in rows if row.sender == Message.Sender.CUSTOMER), default=0)
    transcript = Transcript(
        turns=tuple(_turn(row) for row in mine),
        page_language=conversation.page_language,
        article=conversation.article or None,
        channel=conversation.channel,
    )
    return Reading(conversation, transcript, last)


def _turn(row: Message) -> Turn:
    return Turn(
        sequence=row.sequence,
        sender=cast(Sender, "agent" if row.sender == Message.Sender.SELLER else row.sender),
        kind=cast(Kind, row.kind),
        text=row.text,
        language=row.language,
        sources=tuple(str(source["article"]) for source in row.sources),
        options=tuple(Option(str(option["id"]), str(option["text"])) for option in row.options),
        choice=row.choice or None,
        has_attachments=bool(getattr(row, "has_attachments", False)),
    )


def language_of(inbound: Inbound, conversation: Conversation) -> str:
    """The language of what was written; a tap on a choice, or nothing, says nothing about language."""
    if inbound.choice or not inbound.text.strip():
        return conversation.language
    return detect(inbound.text, prior=(conversation.language, conversation.page_language)).language


def decision_words(decision: Reply | Ask) -> Words:
    """The assistant's words as a message stores them, each source with its address."""
    sources = decision.sources if isinstance(decision, Reply) else ()
    return Words(
        text=decision.text,
        language=decision.language,
        kind=decision.kind,
        sources=[
            {"article": each.article, "title": each.title, "url": f"/{each.language}/help/{each.article}"}
            for each in sources
        ],
        options=[{"id": each.id, "text": each.text} for each in decision.options],
        confidence=round(decision.confidence, 4),
    )
