"""What the assistant may decide; only reception acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from loket.assistant.flows.shapes import Position

Reason = Literal[
    "asked_for_person",
    "does_not_know",
    "not_solved",
    "gibberish",
    "repeated",
    "abuse_or_distress",
    "assistant_unavailable",
    "guided",
]


@dataclass(frozen=True, slots=True)
class Source:
    """What an answer comes from: `article` is a slug, `order:NUMBER` for a record, `claim:NUMBER?…` for a claim."""

    article: str
    title: str
    language: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """A button: `article:<slug>`, `solved`, `not_solved`, `person`, or a step of a guided flow (`flows.guiding`)."""

    id: str
    text: str
    # A second line, and the address of a picture, where there are any.
    detail: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a decision was taken, in values that JSON can carry."""

    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Guide:
    """Where the customer stands in a guided flow from now on, and with which order (its number)."""

    position: Position
    order: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """Say something: an article's answer, or a short notice."""

    text: str
    language: str
    kind: Literal["answer", "notice"]
    sources: tuple[Source, ...] = ()
    options: tuple[Option, ...] = ()
    confidence: float = 1.0
    trace: Trace = field(default_factory=Trace)
    guide: Guide | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the customer one thing, or offer the closest questions."""

    text: str
    language: str
    kind: Literal["question", "options"]
    options: tuple[Option, ...] = ()
    trace: Trace = field(default_factory=Trace)
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class HandOver:
    """Fetch a person; the sentence about it is said by the system, not by the assistant."""

    reason: Reason
    language: str
    trace: Trace = field(default_factory=Trace)
    guide: Guide | None = None


@dataclass(frozen=True, slots=True)
class Perform:
    """Have something done, and say afterwards what became of it; only reception carries it out, once by its key.

    `act` asks the marketplace for what the flow's step names, for the order in `guide`; `send_code` and `confirm_code`
    are about the number (and code) in `given`.
    """

    command: Literal["act", "send_code", "confirm_code"]
    language: str
    guide: Guide
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    trace: Trace = field(default_factory=Trace)


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing to say."""

    trace: Trace = field(default_factory=Trace)


Spoken = Reply | Ask | HandOver | Silence
Decision = Spoken | Perform
