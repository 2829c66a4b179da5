"""What comes in, checked before anything is stored; unknown fields are ignored."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ninja import Schema
from pydantic import AfterValidator, Field, StrictInt, StrictStr
from pydantic_core import PydanticCustomError

from loket.conversations.actions.inbound import TEXT_LIMIT
from loket.files.actions import MOST_FILES_PER_MESSAGE
from loket.people.language import canonical


def _storable(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("unstorable", "NUL characters cannot be stored")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("string_unicode", "Half of a surrogate pair is no character") from error
    return text


def _language(text: str) -> str:
    try:
        return canonical(text)
    except ValueError as error:
        raise PydanticCustomError("language_tag", "Not a language tag such as en, pt-BR or zh-Hans") from error


def _time_zone(text: str) -> str:
    try:
        return ZoneInfo(text).key if text else ""
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("time_zone", "Not a time zone such as America/Recife") from error


# What PostgreSQL can store. It stands last, so that limits are told as limits of a text.
STORABLE = AfterValidator(_storable)
Words = Annotated[StrictStr, Field(max_length=TEXT_LIMIT), STORABLE]
SomeWords = Annotated[StrictStr, Field(min_length=1, max_length=TEXT_LIMIT), STORABLE]
Label = Annotated[StrictStr, Field(max_length=200), STORABLE]
ExternalId = Annotated[StrictStr, Field(min_length=1, max_length=200), STORABLE]
Slug = Annotated[StrictStr, Field(max_length=100, pattern=r"^[-a-zA-Z0-9_]+$")]
LanguageTag = Annotated[StrictStr, Field(min_length=2, max_length=20), STORABLE, AfterValidator(_language)]
TimeZone = Annotated[StrictStr, Field(max_length=50), STORABLE, AfterValidator(_time_zone)]


class FirstMessage(Schema):
    """What the customer says first."""

    text: SomeWords
    external_id: ExternalId | None = None


class NamedCustomer(Schema):
    """Who the customer is; only ``identity``, or a server's word, links them to anything of theirs."""

    external_id: ExternalId | None = None
    name: Label | None = None
    email: Annotated[StrictStr, Field(max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"), STORABLE] | None = None
    phone: Annotated[StrictStr, Field(max_length=40), STORABLE] | None = None
    identity: Annotated[StrictStr, Field(max_length=4000), STORABLE] | None = None


class NewConversation(Schema):
    """A chat to be opened."""

    channel: Annotated[StrictStr, Field(pattern="^chat$")] = "chat"
    language: LanguageTag | None = None
    time_zone: TimeZone | None = None
    external_id: ExternalId | None = None
    customer: NamedCustomer | None = None
    article: Slug | None = None
    topic: Annotated[Slug, Field(max_length=60)] | None = None
    order: Annotated[StrictStr, Field(max_length=100), STORABLE] | None = None
    message: FirstMessage | None = None


class NewMessage(Schema):
    """What the customer says, taps or sends; at least one of the three."""

    text: Words = ""
    external_id: ExternalId | None = None
    choice: Annotated[StrictStr, Field(max_length=120), STORABLE] | None = None
    attachments: Annotated[list[UUID], Field(max_length=MOST_FILES_PER_MESSAGE)] | None = None


class NewReply(Schema):
    """What an agent of the shop's own says; ``agent`` is the e-mail address of one who has a seat at the desk."""

    text: SomeWords
    agent: Annotated[StrictStr, Field(max_length=254), STORABLE] | None = None
    name: Annotated[StrictStr, Field(max_length=100), STORABLE] | None = None
    language: LanguageTag | None = None
    external_id: ExternalId | None = None


class Seen(Schema):
    """Up to which message the customer has read."""

    seq: Annotated[StrictInt, Field(ge=0, le=2_000_000_000)]


class NewContact(Schema):
    """Where we may write to the customer when they leave; one of the two."""

    email: Annotated[StrictStr, Field(max_length=254), STORABLE] | None = None
    phone: Annotated[StrictStr, Field(max_length=40), STORABLE] | None = None


class NewRating(Schema):
    """How it was, from 1 to 5."""

    score: Annotated[StrictInt, Field(ge=1, le=5)]
    reasons: Annotated[
        list[Annotated[StrictStr, Field(min_length=1, max_length=40), STORABLE]], Field(max_length=12)
    ] = []
    comment: Annotated[StrictStr, Field(max_length=2000), STORABLE] = ""


class Empty(Schema):
    """A body that says nothing."""
