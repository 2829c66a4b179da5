"""A text with all that is compared about it when a composed sentence is held against its source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from loket.assistant.composing.quantities import Token, tokenize
from loket.assistant.composing.vocabulary import Vocabulary
from loket.assistant.words import fold

STEM = 5

_SHORT_FORMS = (
    (re.compile(r"\bcan['’]?t\b|\bcannot\b", re.I), "can not"),
    (re.compile(r"\bwon['’]?t\b", re.I), "will not"),
    (re.compile(r"n['’]t\b", re.I), " not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)nt\b", re.I), r"\1 not"),
    (re.compile(r"['’]ll\b", re.I), " will"),
)


@dataclass(frozen=True)
class Reading:
    """A text with all that is compared about it."""

    text: str
    words: Vocabulary

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tokenize(self.text, self.words)

    @cached_property
    def padded(self) -> str:
        """The folded text between blanks, so that whole phrases are found."""
        # Word by word, for folding reads no more than a message's length.
        return f" {' '.join(fold(each) for each in spelt_out(self.text).split())} "

    @cached_property
    def all_words(self) -> frozenset[str]:
        return frozenset(self.padded.split())

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(map(stem, self.all_words))

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of the words that are written with a capital letter."""
        named = [each.word for each in self.tokens if any(letter.isupper() for letter in each.core)]
        return frozenset(stem(part) for word in named for part in word.split())

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """The stems of the words that carry meaning, in order."""
        return tuple(stem(each) for each in self.padded.split() if carries_meaning(each, self.words))


def stem(word: str) -> str:
    """The beginning of a folded word that its forms share."""
    return (word[:-1] if len(word) > 3 and word.endswith("s") else word)[:STEM]


def carries_meaning(word: str, words: Vocabulary) -> bool:
    """Whether a folded word is more than grammar."""
    return len(word) > 1 and not word.isdecimal() and word not in words.function and word not in words.negation


def spelt_out(text: str) -> str:
    """The text with English short forms in full."""
    for form, spelt in _SHORT_FORMS:
        text = form.sub(spelt, text)
    return text
