"""The talk about an order, free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

# Who speaks in a talk.
Side = Literal["buyer", "seller"]
SIDES: tuple[Side, Side] = ("buyer", "seller")


def other_side(side: Side) -> Side:
    """With whom a side speaks."""
    return "seller" if side == "buyer" else "buyer"


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that is kept here."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str

    @property
    def is_image(self) -> bool:
        """Whether it can be shown as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class TalkWords:
    """What a line says in another language; without a text, ``problem`` says why there is none."""

    language: str
    text: str
    engine: str
    is_machine: bool
    problem: str


@dataclass(frozen=True, slots=True)
class TalkLine:
    """One message; ``attachments`` are addresses at the marketplace, ``external_id`` is empty for words said here."""

    id: int
    sender: Side
    text: str
    language: str
    sent_at: datetime
    external_id: str = ""
    attachments: tuple[str, ...] = ()
    files: tuple[SentFile, ...] = ()
    translations: tuple[TalkWords, ...] = ()
    masked: bool = False
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class TalkPage:
    """Some lines, the oldest first; ``earlier`` is the id to ask the page before from, None at the beginning."""

    lines: tuple[TalkLine, ...]
    earlier: int | None


@dataclass(frozen=True, slots=True)
class TalkSnapshot:
    """A whole talk as it stood at a moment; ``digest`` is the SHA-256 of what was said, by whom and when."""

    order: str
    lines: tuple[TalkLine, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A talk in a list: the order, and what was said last."""

    order: str
    title: str
    last: TalkLine
