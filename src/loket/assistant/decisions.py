"""What the assistant may decide; only reception acts on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Reason = Literal[
    "asked_for_person",
    "does_not_know",
    "not_solved",
    "gibberish",
    "repeated",
    "abuse_or_distress",
    "assistant_unavailable",
]


@dataclass(frozen=True, slots=True)
class Source:
    """An article an answer comes from; `article` is its slug."""

    article: str
    title: str
    language: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """A button: `article:<slug>`, `solved`, `not_solved` or `person`."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a decision was taken, in values that JSON can carry."""

    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


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


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing to say."""

    trace: Trace = field(default_factory=Trace)


Decision = Reply | Ask | HandOver | Silence
