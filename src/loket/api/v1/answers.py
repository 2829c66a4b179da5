"""What goes out. One class a shape, used by pages and streams alike, so that both say exactly the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Schema

from loket.api.repeats import KEY_PREFIX
from loket.conversations.queries import AttachedFile, Said

State = Literal["closed", "queued", "waiting_customer", "assistant", "agent"]
Sender = Literal["customer", "assistant", "agent", "seller", "system"]
Kind = Literal["text", "answer", "question", "options", "handover", "notice"]


class SourceOut(Schema):
    article: str
    title: str
    url: str


class OptionOut(Schema):
    id: str
    text: str
    detail: str = ""
    image: str = ""


class AttachmentOut(Schema):
    id: UUID
    name: str
    type: str
    size: int
    url: str


class MessageOut(Schema):
    seq: int
    sender: Sender
    name: str
    kind: Kind
    text: str
    language: str
    translations: dict[str, str]
    about: list[SourceOut]
    sources: list[SourceOut]
    options: list[OptionOut]
    choice: str | None
    attachments: list[AttachmentOut]
    confidence: float | None
    masked: bool
    erased: bool
    external_id: str | None
    created_at: datetime


class QueueOut(Schema):
    position: int
    wait_seconds: tuple[int, int] | None


class AgentOut(Schema):
    name: str
    languages: list[str]


class RatingOut(Schema):
    score: int
    reasons: list[str]
    comment: str


class StandingOut(Schema):
    """Where a conversation stands: every answer about it carries this."""

    state: State
    queue: QueueOut | None
    answer_by: datetime | None
    agent: AgentOut | None


class ContactOut(Schema):
    """Where we write to the customer who leaves: masked, or empty; and what they may tell us."""

    known: str
    asks: list[Literal["email", "phone"]]


class ConversationOut(StandingOut):
    id: UUID
    number: str
    language: str
    article: str | None
    created_at: datetime
    closed_at: datetime | None
    seen: int
    open: bool
    opens_at: datetime | None
    rating: RatingOut | None
    can_rate: bool
    contact: ContactOut | None


class OpenedOut(ConversationOut):
    token: str
    messages: list[MessageOut]


class ExchangeOut(StandingOut):
    message: MessageOut
    replies: list[MessageOut]


class MessagesOut(Schema):
    items: list[MessageOut]
    next: int | None


class RatedOut(Schema):
    rating: RatingOut
    can_rate: bool


class ResumableOut(Schema):
    """A file that comes in parts: how far it came, as what it is kept or why it was refused."""

    id: UUID
    state: Literal["receiving", "kept", "refused"]
    offset: int
    length: int
    name: str
    type: str | None
    refusal: str | None
    text: str
    scan: Literal["not_scanned", "pending", "clean", "infected", "failed"] | None
    expires_at: datetime


class UploadOut(Schema):
    id: UUID
    name: str
    type: str
    size: int


class ArticleOut(Schema):
    id: str
    topic: str
    subtopic: str | None
    language: str
    languages: list[str]
    question: str
    answer: str
    url: str


class ArticlesOut(Schema):
    items: list[ArticleOut]
    next: str | None


class FieldError(Schema):
    field: str
    code: str
    message: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str | None = None
    errors: list[FieldError] | None = None


def message_out(said: Said, conversation_id: UUID) -> MessageOut:
    """One message as the outside sees it."""
    return MessageOut.model_construct(
        seq=said.sequence,
        sender=said.sender,
        name=said.name,
        kind=said.kind,
        text=said.text,
        language=said.language,
        translations={each.language: each.text for each in said.translations if each.text},
        about=_about(said),
        sources=[SourceOut.model_construct(**_only(source, "article", "title", "url")) for source in said.sources],
        options=[
            OptionOut.model_construct(**_only(option, "id", "text", "detail", "image")) for option in said.options
        ],
        choice=said.choice or None,
        attachments=[_attachment_out(file, conversation_id) for file in said.attachments],
        confidence=said.confidence,
        masked=said.masked,
        erased=said.is_erased,
        # What stands for an Idempotency-Key is ours, not the caller's.
        external_id=None if said.external_id.startswith(KEY_PREFIX) else said.external_id or None,
        created_at=said.created_at,
    )


def _about(said: Said) -> list[SourceOut]:
    """The articles that come nearest to what nobody could translate."""
    untranslated = [each for each in said.translations if not each.text]
    return [
        SourceOut.model_construct(**_only(article, "article", "title", "url"))
        for each in untranslated
        for article in each.about
    ]


def messages_out(many: Iterable[Said], conversation_id: UUID) -> list[MessageOut]:
    """Messages as the outside sees them."""
    return [message_out(said, conversation_id) for said in many]


def _attachment_out(file: AttachedFile, conversation_id: UUID) -> AttachmentOut:
    return AttachmentOut.model_construct(
        id=file.id,
        name=file.name,
        type=file.media_type,
        size=file.size,
        url=f"/api/v1/conversations/{conversation_id}/uploads/{file.id}",
    )


def _only(stored: object, *names: str) -> dict[str, Any]:
    found = stored if isinstance(stored, dict) else {}
    return {name: str(found.get(name, "")) for name in names}
