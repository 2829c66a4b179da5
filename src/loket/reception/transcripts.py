"""Between conversations and the assistant: what was said as it reads that, and its words as they are stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import cast
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from loket.assistant.decisions import Ask, Option, Reply, Source
from loket.assistant.transcript import Kind, Sender, Transcript, Turn
from loket.channels.envelope import Inbound
from loket.conversations.actions.replies import Words
from loket.conversations.models import Attachment, Conversation, Message
from loket.reception.orders_known import orders_known
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
    """What the assistant may know: the turns since it was last given the conversation, and the orders it is about.

    One statement; more only where orders are spoken of.
    """
    rows = list(
        Message.objects.filter(conversation_id=conversation_id)
        .select_related("conversation__customer")
        .annotate(has_attachments=Exists(Attachment.objects.filter(message=OuterRef("pk"))))
        .order_by("-sequence")[:TURNS_READ]
    )[::-1]
    conversation = rows[-1].conversation if rows else _conversation(conversation_id)
    mine = [row for row in rows if row.sequence >= conversation.assistant_from]
    last = max((row.sequence for row in rows if row.sender == Message.Sender.CUSTOMER), default=0)
    transcript = Transcript(
        turns=tuple(_turn(row) for row in mine),
        page_language=conversation.page_language,
        article=conversation.article or None,
        channel=conversation.channel,
    )
    orders = orders_known(conversation, transcript.burst, now=timezone.now())
    return Reading(conversation, replace(transcript, orders=orders), last)


def _conversation(conversation_id: UUID) -> Conversation:
    return Conversation.objects.select_related("customer").get(pk=conversation_id)


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


def decision_words(decision: Reply | Ask, conversation: Conversation) -> Words:
    """The assistant's words as a message stores them, each source with its address."""
    sources = decision.sources if isinstance(decision, Reply) else ()
    case = str(conversation.pk)
    return Words(
        text=decision.text,
        language=decision.language,
        kind=decision.kind,
        sources=[{"article": each.article, "title": each.title, "url": _address(each, case)} for each in sources],
        options=[_option(each) for each in decision.options],
        confidence=round(decision.confidence, 4),
    )


def _address(source: Source, case: str) -> str:
    kind, _, number = source.article.partition(":")
    if kind == "claim":
        order, _, asked = number.partition("?")
        return f"/{source.language}/orders/{order}/problem?{asked}&case={case}"
    return f"/{source.language}/orders/{number}" if kind == "order" else f"/{source.language}/help/{source.article}"


def _option(option: Option) -> dict[str, str]:
    return {name: value for name, value in asdict(option).items() if value or name in {"id", "text"}}
