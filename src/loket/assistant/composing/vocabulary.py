"""The words that carry weight in an answer, in the languages in which composed sentences can be checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.words import fold

CHECKED = ("en", "pt", "id", "es")
# Must not be added; what limits a statement must not be dropped either; "can" may be added to an instruction.
KEPT = frozenset({"limit", "floor", "only", "condition", "exception", "possibility", "before", "after"})
# These are about the words beside them, the others of KEPT about the whole sentence.
OF_WHAT_IS_NEAR = frozenset({"limit", "floor", "before", "after", "only", "possibility"})
FREE_TO_ADD = frozenset({"possibility"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that words can say: ``strong`` words say it always, ``weak`` ones may; all folded, with blanks."""

    name: str
    strong: frozenset[str]
    weak: frozenset[str]

    def is_said_in(self, padded: str) -> bool:
        """Whether a folded text says this for certain."""
        return any(f" {phrase} " in padded for phrase in self.strong)

    def may_be_said_in(self, padded: str) -> bool:
        """Whether a folded text may say this."""
        return self.is_said_in(padded) or any(f" {phrase} " in padded for phrase in self.weak)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words, folded; ``value`` and ``opposite`` are beginnings of words."""

    function: frozenset[str]
    openers: frozenset[str]
    negation: frozenset[str]
    amounts: frozenset[str]
    business: frozenset[str]
    units: Mapping[str, str]
    numbers: Mapping[str, int]
    one: frozenset[str]
    range: frozenset[str]
    value: tuple[str, ...]
    opposite: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@lru_cache(maxsize=len(CHECKED))
def vocabulary(language: str) -> Vocabulary:
    """The words of one of the CHECKED languages."""
    folder = resources.files("loket.assistant.composing") / "vocabulary"
    listed = json.loads((folder / f"{language}.json").read_text("utf-8"))
    numbers = dict(pair.split("=") for pair in listed["numbers"].split())
    return Vocabulary(
        function=_folded(listed["function"]),
        openers=_folded(listed["openers"]),
        negation=_folded(listed["negation"]),
        amounts=_folded(listed["amounts"]),
        business=_folded(listed["business"]),
        units={_key(word): unit for unit, words in listed["units"].items() for word in words.split()},
        numbers={fold(word): int(value) for word, value in numbers.items()},
        one=_folded(listed["one"]),
        range=frozenset(map(_key, listed["range"].split())),
        value=tuple(map(fold, listed["value"].split())),
        opposite=tuple(map(fold, listed["opposite"].split())),
        meanings=tuple(
            Meaning(name, _phrases(strong), _phrases(weak)) for name, (strong, weak) in listed["meanings"].items()
        ),
    )


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(fold(each) for each in listed.split(",") if each.strip())


def _key(word: str) -> str:
    """A unit as it is compared: folded where it is a word, as it stands where it is a sign."""
    return fold(word) if word.isalpha() else word.casefold()
