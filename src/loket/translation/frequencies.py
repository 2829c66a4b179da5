"""How likely words and letters are in each language: one table, made by `tools/learn_languages.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from zlib import crc32

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

STEPS = 16  # per unit of log-likelihood, as stored
UNSEEN_LETTERS = 9.0  # cost of three letters in a row that no language has
LISTED = 0.9  # share of what people write that stands in the word lists; the letters alone speak for the rest
LETTERS_READ = 24  # of one word

_ONE, _TWO = np.uint32(2_654_435_761), np.uint32(40_503)


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Costs (minus log-likelihood) by language: of listed words, and of each letter after two others."""

    languages: tuple[str, ...]
    words: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.int32]
    speakers: npt.NDArray[np.uint8]
    word_costs: npt.NDArray[np.uint8]
    letters: npt.NDArray[np.uint32]
    letter_costs: npt.NDArray[np.uint8]

    def likelihood(self, word: str) -> Floats:
        """Log-likelihood of a lower-case word in each language."""
        likely = np.asarray(np.log(1 - LISTED) - self.spelling_costs(word), dtype=np.float32)
        place = self._place(word)
        if place is not None:
            entries = slice(self.starts[place], self.starts[place + 1])
            speakers = self.speakers[entries]
            listed = np.log(LISTED) - self.word_costs[entries] / np.float32(STEPS)
            likely[speakers] = np.logaddexp(likely[speakers], listed)
        return likely

    def spelling_costs(self, word: str) -> Floats:
        """The cost of spelling a word in each language, whether or not it is listed."""
        keys = letter_keys(f"  {word[:LETTERS_READ]} ")
        found = np.minimum(np.searchsorted(self.letters, keys), len(self.letters) - 1)
        unseen = self.letters[found] != keys
        costs = self.letter_costs[found[~unseen]].sum(axis=0, dtype=np.float32) / STEPS
        return np.asarray(costs + UNSEEN_LETTERS * float(unseen.sum()), dtype=np.float32)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is listed in any language."""
        return self._place(word) is not None

    def languages_of(self, word: str) -> dict[str, float]:
        """The languages a lower-case word is listed in, each with its log-likelihood there."""
        place = self._place(word)
        if place is None:
            return {}
        entries = range(self.starts[place], self.starts[place + 1])
        return {self.languages[self.speakers[entry]]: -float(self.word_costs[entry]) / STEPS for entry in entries}

    def _place(self, word: str) -> int | None:
        key = word_key(word)
        place = int(np.searchsorted(self.words, key))
        return place if place < len(self.words) and self.words[place] == key else None


def word_key(word: str) -> np.uint32:
    """The number a word is kept under; two words in a hundred thousand share theirs."""
    return np.uint32(crc32(word.encode("utf-8", "replace")))


def letter_keys(text: str) -> npt.NDArray[np.uint32]:
    """One number for each three letters in a row."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    return np.asarray((codes[:-2] * _ONE) ^ (codes[1:-1] * _TWO) ^ codes[2:], dtype=np.uint32)


@lru_cache(maxsize=16_384)
def likelihood(word: str) -> Floats:
    """`Frequencies.likelihood`, remembered: the same few thousand words make up most messages."""
    return frequencies().likelihood(word)


@lru_cache(maxsize=1)
def frequencies() -> Frequencies:
    """The table, read once."""
    with np.load(str(resources.files("loket.translation") / "data" / "languages.npz")) as stored:
        return Frequencies(
            languages=tuple(str(stored["languages"]).split()),
            words=stored["words"],
            starts=stored["starts"],
            speakers=stored["speakers"],
            word_costs=stored["word_costs"],
            letters=stored["letters"],
            letter_costs=stored["letter_costs"],
        )
