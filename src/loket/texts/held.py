"""The ready texts as this process holds them; the bank's keeper looks after them, so that no message has to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from loket.texts.models import Edition, ReadyTextTranslation


@dataclass(frozen=True, slots=True)
class Words:
    """A ready text in one language; its fields still stand in braces."""

    text: str
    subject: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """All texts in use by kind and slug, then language, as of one edition."""

    edition: int = 0
    texts: Mapping[tuple[str, str], Mapping[str, Words]] = field(default_factory=lambda: MappingProxyType({}))


_held = Held()


def current() -> Held:
    """What is said by now; nothing until it was first looked at. Asks no database."""
    return _held


def flow_texts(language: str) -> Mapping[str, str]:
    """The operator's texts of guided flows in this very language, by slug: the same object until one changes."""
    return _texts_of(_held, "flow", language)


def refresh() -> None:
    """Look whether anything changed, in one statement, and read it if so."""
    global _held
    edition = Edition.objects.values_list("number", flat=True).first() or 0
    if edition != _held.edition:
        _held = Held(edition, MappingProxyType(_stored()))


def forget() -> None:
    """Speak as if nobody had written a text, until the next look."""
    global _held
    _held = Held()


@lru_cache(maxsize=32)
def _texts_of(held: Held, kind: str, language: str) -> Mapping[str, str]:
    found = {slug: versions.get(language) for (each, slug), versions in held.texts.items() if each == kind}
    return MappingProxyType({slug: words.text for slug, words in found.items() if words})


def _stored() -> dict[tuple[str, str], dict[str, Words]]:
    used = ReadyTextTranslation.objects.filter(ready_text__is_active=True)
    found: dict[tuple[str, str], dict[str, Words]] = {}
    for kind, slug, language, text, subject in used.values_list(
        "ready_text__kind", "ready_text__slug", "language", "text", "subject"
    ):
        found.setdefault((kind, slug), {})[language] = Words(text, subject)
    return found
