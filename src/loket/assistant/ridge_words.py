"""What the words of a question say by the ridge, without comparing it with every landmark.

The ridge is linear in the likeness by words, and that is linear in the question's terms: what one term says for each
article can be summed up before anybody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from loket.assistant.lexical import Asked, LexicalIndex
from loket.assistant.ridge import WORDS_SHARE, Ridge
from loket.assistant.scoring import Floats

# Terms times articles, four bytes each; with more the landmarks are compared, which takes longer.
MOST_SUMMED_UP = 8_000_000


class RidgeWords(Protocol):
    """Knows what the ridge makes of a question's words."""

    def scores(self, asked: Asked) -> Floats:
        """For each article."""
        ...


@dataclass(frozen=True, slots=True)
class SummedUp:
    """One row a term, one column an article."""

    said: Floats

    def scores(self, asked: Asked) -> Floats:
        """For each article the sum over the terms."""
        return np.asarray(asked.strengths @ self.said[asked.rows], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Compared:
    """The landmarks' words."""

    ridge: Ridge
    landmarks: LexicalIndex

    def scores(self, asked: Asked) -> Floats:
        """For each article, from the likeness to each landmark."""
        return self.ridge.scores(WORDS_SHARE * self.landmarks.likeness_of(asked))


def words_of_ridge(ridge: Ridge, words: LexicalIndex, *, is_quick: bool) -> RidgeWords:
    """The words of a ridge over some of the indexed texts; the quick way costs memory."""
    landmarks = words.only(ridge.landmarks)
    articles = ridge.weights.shape[1]
    if not is_quick or len(words.rarity) * articles > MOST_SUMMED_UP:
        return Compared(ridge, landmarks)
    said = np.zeros((len(words.rarity), articles), dtype=np.float32)
    for weights, (terms, counts) in zip(ridge.weights, landmarks.by_text().each(), strict=True):
        said[terms] += counts[:, None] * weights
    return SummedUp(WORDS_SHARE * said)
