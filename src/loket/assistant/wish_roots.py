"""A wish for a person told by the roots of its words, in languages that bend them: somebody, and to speak or to want.

Every other word of the sentence must be among the commonest of the language, which say nothing of parcels or goods.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.words import fold
from loket.translation.frequencies import frequencies

LONGEST = 14  # words
COMMON = -7.0  # log-likelihood of a word: the first two hundred or so of a language
RATHER_COMMON = -8.5
LONGEST_MACHINE = 12  # letters
# Languages whose own lists are long enough to do without words that are only rather common.
WELL_LISTED = frozenset({"en", "pt", "es", "id"})

# Letters that are no accented ones to Unicode, but typed without their bar or dot all the same.
_BARRED = str.maketrans("łøđı", "lodi")


@dataclass(frozen=True, slots=True)
class Roots:
    """Whole words, and beginnings of words, that mean one thing."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of these or begins like one."""
        plain = word.translate(_BARRED)
        return plain in self.words or plain.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Wishing:
    """The roots that wishes are made of, in one language."""

    language: str
    person: Roots
    talk: Roots
    machine: Roots
    against: Roots
    beside: frozenset[str]


def is_wish_by_roots(words: Sequence[str], folded: Sequence[str], *, known: frozenset[str], language: str) -> bool:
    """Whether a sentence asks for a person, or wants no machine, and says nothing else.

    `words` are in lower case, `folded` the same ones without accents; `known` are further words that may stand in it.
    """
    wishing = _wishings().get(language)
    if wishing is None or not 1 < len(words) <= LONGEST:
        return False
    met: list[str] = []
    strange = 0
    for word, plain in zip(words, folded, strict=True):
        roots = _roots_of(plain, language)
        strange += not roots and plain not in known and plain not in wishing.beside and not _is_common(word, language)
        met.extend(roots)
    if strange > _strange_allowed(language, len(words)):
        return False
    is_sure = not strange or met.count("machine") > 1
    return {"person", "talk"} <= set(met) or (is_sure and {"machine", "against"} <= set(met))


def _strange_allowed(language: str, words: int) -> int:
    """How many words may be neither common nor part of wishes; without a table of common ones, under half."""
    if language not in frequencies().languages:
        return (words - 1) // 2
    return 0 if language in WELL_LISTED else 1


def has_root(word: str, language: str) -> bool:
    """Whether a folded word names a person or a machine in a language."""
    wishing = _wishings().get(language)
    return wishing is not None and (wishing.person.knows(word) or wishing.machine.knows(word))


def is_root(word: str) -> bool:
    """Whether a folded word names a person or a machine in any language."""
    return _every_root().knows(word)


@lru_cache(maxsize=16_384)
def _roots_of(word: str, language: str) -> tuple[str, ...]:
    wishing = _wishings()[language]
    every = {
        "person": wishing.person, "talk": wishing.talk, "machine": wishing.machine, "against": wishing.against,
    }  # fmt: skip
    return tuple(name for name, roots in every.items() if roots.knows(word) and not _is_goods(word, name))


def _is_goods(word: str, name: str) -> bool:
    """A robot at the head of a longer word sweeps floors; one that answers is called by its own name."""
    return name == "machine" and len(word) > LONGEST_MACHINE


@lru_cache(maxsize=8192)
def _is_common(word: str, language: str) -> bool:
    common = COMMON if language in WELL_LISTED else RATHER_COMMON
    return frequencies().languages_of(word).get(language, -99.0) > common


@lru_cache(maxsize=1)
def _wishings() -> dict[str, Wishing]:
    file = resources.files("loket.assistant") / "phrases" / "wish_roots.json"
    return {code: _wishing(code, listed) for code, listed in json.loads(file.read_text("utf-8")).items()}


def _wishing(language: str, listed: dict[str, str]) -> Wishing:
    person, talk, machine, against = (_roots(listed[name]) for name in ("person", "talk", "machine", "against"))
    return Wishing(language, person, talk, machine, against, frozenset(fold(listed["beside"]).split()))


def _roots(listed: str) -> Roots:
    every = listed.split()
    words = frozenset(fold(word).translate(_BARRED) for word in every if not word.endswith("*"))
    return Roots(words, tuple(fold(word.rstrip("*")).translate(_BARRED) for word in every if word.endswith("*")))


@lru_cache(maxsize=1)
def _every_root() -> Roots:
    every = [roots for wishing in _wishings().values() for roots in (wishing.person, wishing.machine)]
    words = frozenset(word for roots in every for word in roots.words)
    return Roots(words, tuple({beginning for roots in every for beginning in roots.beginnings}))
