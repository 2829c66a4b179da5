"""Likeness by words and their parts: TF-IDF over words, word pairs and characters, with numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loket.assistant.words import words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

_PARTS_WEIGHT = 0.4  # a word is spelt by many parts: weighed down, or they drown it


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """For each term the texts that hold it, and how much it counts there."""

    terms: dict[str, int]
    rarity: Floats
    starts: Integers
    holders: Integers
    weights: Floats
    texts: int

    def likeness(self, text: str) -> Floats:
        """The cosine between a text and each indexed text."""
        counts = count_terms(text)
        known = [(self.terms[term], weight) for term, weight in counts.items() if term in self.terms]
        unknown = sum(weight * weight for term, weight in counts.items() if term not in self.terms)
        if not known:
            return np.zeros(self.texts, dtype=np.float32)
        rows = np.array([row for row, _ in known])
        weights = np.array([weight for _, weight in known], dtype=np.float32) * self.rarity[rows]
        # Terms never seen make the text less alike to all, as rare terms would.
        length = float(np.sqrt((weights**2).sum() + unknown * float(self.rarity.max()) ** 2))
        lengths = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(self.starts[rows] - np.concatenate(([0], lengths.cumsum()[:-1])), lengths)
        places = places + np.arange(int(lengths.sum()))
        values = self.weights[places] * np.repeat(weights / length, lengths)
        return np.bincount(self.holders[places], weights=values, minlength=self.texts).astype(np.float32)

    def only(self, rows: npt.NDArray[np.int64]) -> LexicalIndex:
        """The same index over some of the texts, in their order."""
        place = np.full(self.texts, -1, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        kept = place[self.holders]
        starts = np.concatenate(([0], (kept >= 0).cumsum()))[self.starts].astype(np.int32)
        return LexicalIndex(self.terms, self.rarity, starts, kept[kept >= 0], self.weights[kept >= 0], len(rows))


def build_lexical_index(texts: Sequence[str]) -> LexicalIndex:
    """Index texts for `likeness`."""
    counts = [count_terms(text) for text in texts]
    frequency = Counter(term for count in counts for term in count)
    terms = {term: row for row, term in enumerate(frequency)}
    holding = np.fromiter(frequency.values(), dtype=np.float32)
    rarity = np.asarray(np.log((1 + len(texts)) / (1 + holding)) + 1.0, dtype=np.float32)
    rows = np.fromiter((terms[term] for count in counts for term in count), dtype=np.int32)
    holders = np.repeat(np.arange(len(texts), dtype=np.int32), [len(count) for count in counts])
    weights = np.fromiter((weight for count in counts for weight in count.values()), dtype=np.float32)
    weights = np.asarray(weights * rarity[rows], dtype=np.float32)
    lengths = np.sqrt(np.bincount(holders, weights=weights**2, minlength=len(texts)))
    weights = np.asarray(weights / np.maximum(lengths[holders], 1e-9), dtype=np.float32)
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate(([0], np.bincount(rows, minlength=len(terms)).cumsum()))
    return LexicalIndex(terms, rarity, starts.astype(np.int32), holders[order], weights[order], len(texts))


def count_terms(text: str) -> dict[str, float]:
    """The terms of a text and how often, damped: words, neighbouring pairs, and pieces of three to five letters."""
    found = words(text)[:120]
    counts: dict[str, float] = dict(Counter(found))
    counts.update(Counter(f"{left} {right}" for left, right in pairwise(found)))
    counts.update((piece, _PARTS_WEIGHT * n) for piece, n in Counter(_pieces(found)).items())
    return counts


def _pieces(found: Iterable[str]) -> Iterable[str]:
    for word in found:
        edged = f"<{word[:30]}>"
        for size in (3, 4, 5):
            for start in range(len(edged) - size + 1):
                yield f"#{edged[start : start + size]}"
