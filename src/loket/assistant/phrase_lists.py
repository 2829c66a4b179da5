"""Lists of folded phrases, and where they stand in what somebody wrote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from loket.assistant.words import fold


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases as tuples of folded words, and the lengths of those that begin with a word, longest first."""

    every: frozenset[tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    def starts(self, words: tuple[str, ...], *, at: int = 0) -> int:
        """How many words the longest phrase has that begins at a place; 0 where none does."""
        if at >= len(words):
            return 0
        for length in self.lengths.get(words[at], ()):
            if at + length <= len(words) and words[at : at + length] in self.every:
                return length
        return 0

    def ends(self, words: tuple[str, ...]) -> int:
        """How many words the longest phrase has with which these end."""
        places = (place for place in range(len(words)) if words[place:] in self.every)
        return next((len(words) - place for place in places), 0)

    def find(self, words: tuple[str, ...]) -> tuple[int, int] | None:
        """The first phrase within: the place of its first word, and of the one after it."""
        for place in range(len(words)):
            if length := self.starts(words, at=place):
                return place, place + length
        return None

    def within(self, words: tuple[str, ...]) -> bool:
        """Whether any of the phrases stands in there."""
        return self.find(words) is not None

    def are(self, words: tuple[str, ...]) -> bool:
        """Whether the words are one of the phrases, all of them."""
        return words in self.every


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote: its folded words, each with the place of the piece that was typed."""

    words: tuple[str, ...]
    pieces: tuple[str, ...]
    places: tuple[int, ...]

    def since(self, place: int) -> str:
        """As it was typed, from a word onwards."""
        return " ".join(self.pieces[self.places[place] :]) if place < len(self.words) else ""

    def until(self, place: int) -> str:
        """As it was typed, before a word."""
        return " ".join(self.pieces[: self.places[place]]) if place < len(self.words) else " ".join(self.pieces)


@lru_cache(maxsize=256)
def read_words(text: str) -> Written:
    """Take a text apart into words."""
    pieces = tuple(text.split())
    words = tuple(fold(text).split())
    if len(words) == len(pieces) and text.isascii() and text.replace(" ", "").isalpha():
        return Written(words, pieces, tuple(range(len(words))))
    both = [(word, place) for place, piece in enumerate(pieces) for word in fold(piece).split()]
    return Written(tuple(word for word, _ in both), pieces, tuple(place for _, place in both))


@lru_cache(maxsize=64)
def phrases(name: str) -> Phrases:
    """The phrases of one kind in all languages, from `phrases/dialogue.json`."""
    return gather(_file("dialogue")[name].values())


def gather(lists: Iterable[str]) -> Phrases:
    """Phrases from lists that are parted by bars."""
    every = frozenset(tuple(fold(phrase).split()) for listed in lists for phrase in listed.split("|")) - {()}
    lengths: dict[str, set[int]] = {}
    for phrase in every:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return Phrases(every, {head: tuple(sorted(each, reverse=True)) for head, each in lengths.items()})


@lru_cache(maxsize=4)
def _file(name: str) -> dict[str, dict[str, str]]:
    file = resources.files("loket.assistant") / "phrases" / f"{name}.json"
    loaded: dict[str, dict[str, str]] = json.loads(file.read_text("utf-8"))
    return loaded
