"""The talk about an order as it comes and goes; ``orders.documents.talk_document`` alone checks what comes in."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from loket.orders.documents.order_fields import MOST_PARTS
from loket.orders.documents.talk_document import LONGEST_ADDRESS, LONGEST_TEXT, MOST_ATTACHMENTS
from loket.orders.talk.lines import TalkLine

Sender = Literal["buyer", "seller"]
Address = Annotated[str, Field(max_length=LONGEST_ADDRESS)]


class TalkMessageIn(Schema):
    """One message as the marketplace keeps it. Fields that are not named here are kept, and ignored."""

    external_id: Annotated[str, Field(min_length=1, max_length=200)]
    sender: Sender
    text: Annotated[str, Field(max_length=LONGEST_TEXT)] | None = None
    language: str | None = None
    sent_at: datetime
    attachments: Annotated[list[Address], Field(max_length=MOST_ATTACHMENTS)] | None = None


class TalkPutOut(Schema):
    """How many messages were told, and how many of them were new."""

    order: str
    told: int
    new: int


class TalkFileOut(Schema):
    id: UUID
    name: str
    type: str
    size: int


class TalkMessageOut(Schema):
    """One message; ``external_id`` is null for what was written here, ``translations`` are by language."""

    id: int
    external_id: str | None
    sender: Sender
    text: str
    language: str
    translations: dict[str, str]
    sent_at: datetime
    attachments: list[str]
    files: list[TalkFileOut]


class TalkOut(Schema):
    items: list[TalkMessageOut]
    next: int | None


# What PUT takes: it is read whole, so that what the contract does not know is kept.
_MESSAGES = {"type": "array", "maxItems": MOST_PARTS, "items": TalkMessageIn.model_json_schema()}
_TALK = {"type": "object", "required": ["messages"], "properties": {"messages": _MESSAGES}}
BODY: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/json": {"schema": _TALK}}}}


def message_out(line: TalkLine) -> TalkMessageOut:
    """A line of a talk for the outside."""
    return TalkMessageOut(
        id=line.id,
        external_id=line.external_id or None,
        sender=line.sender,
        text=line.text,
        language=line.language,
        translations={each.language: each.text for each in line.translations if each.text},
        sent_at=line.sent_at,
        attachments=list(line.attachments),
        files=[TalkFileOut(id=each.id, name=each.name, type=each.media_type, size=each.size) for each in line.files],
    )
