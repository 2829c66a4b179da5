"""Likeness by words and their parts: TF-IDF over words, word pairs and characters, with numpy alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loket.assistant.words import words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int32]

_PARTS_WEIGHT = 0.4  # a word is spelt by many parts: weighed down, or they drown it


@dataclass(frozen=True, slots=True)
class Asked:
    """The indexed terms of a question, and how strongly it asks for each; parts of a vector of length one.

    Terms never seen are left out, but they make the others weaker, as rare terms would.
    """

    rows: Integers
    strengths: Floats


@dataclass(frozen=True, slots=True)
class LexicalIndex:
    """For each term how rare it is, the texts that hold it, and how much it counts there."""

    terms: dict[str, int]
    rarity: Floats
    starts: Integers
    holders: Integers
    weights: Floats
    texts: int

    def likeness(self, text: str) -> Floats:
        """The cosine between a text and each indexed text."""
        return self.likeness_of(self.asked(text))

    def likeness_of(self, asked: Asked) -> Floats:
        """The cosine between a question, read by this index or one with the same terms, and each indexed text."""
        return self._sums(asked.rows, asked.strengths)

    def asked(self, text: str) -> Asked:
        """Read a question."""
        rows, strengths = self._look_up(count_terms(text))
        length = np.float32(max(float(np.linalg.norm(strengths)), 1e-9))
        known = rows >= 0
        return Asked(rows[known], strengths[known] / length)

    def shares(self, counts: Mapping[str, float]) -> Floats:
        """For each indexed text: what the terms asked for count there, for each part of what they ask for."""
        rows, strengths = self._look_up(counts)
        return np.asarray(self._sums(rows, strengths) / np.float32(max(float(strengths.sum()), 1e-9)), dtype=np.float32)

    def _look_up(self, counts: Mapping[str, float]) -> tuple[Integers, Floats]:
        """Each term's row (-1 for one never seen), and how often it is asked for times how rare it is.

        A term never seen is as rare as the rarest.
        """
        rows = np.fromiter((self.terms.get(term, -1) for term in counts), dtype=np.int32, count=len(counts))
        rare = np.where(rows < 0, self.rarity.max(initial=0.0), self.rarity[rows] if len(self.rarity) else 0.0)
        asked = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        return rows, np.asarray(rare * asked, dtype=np.float32)

    def _sums(self, rows: Integers, strengths: Floats) -> Floats:
        """For each indexed text: what its terms count, each as strongly as it is asked for."""
        known = rows >= 0
        if not known.any():
            return np.zeros(self.texts, dtype=np.float32)
        rows, strengths = rows[known], strengths[known]
        lengths = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(self.starts[rows] - np.concatenate(([0], lengths.cumsum()[:-1])), lengths)
        places = places + np.arange(int(lengths.sum()))
        values = self.weights[places] * np.repeat(strengths, lengths)
        return np.bincount(self.holders[places], weights=values, minlength=self.texts).astype(np.float32)

    def by_text(self) -> TermsOfTexts:
        """The same index from the texts' side."""
        # Every text ends with a term of no weight: without any its sum would not be what it seems.
        holders = np.concatenate((self.holders, np.arange(self.texts, dtype=np.int32)))
        order = np.argsort(holders, kind="stable")
        entries = np.zeros(len(holders), dtype=[("term", np.int32), ("weight", np.float32)])
        entries["term"][: len(self.holders)] = np.repeat(np.arange(len(self.rarity)), np.diff(self.starts))
        entries["weight"][: len(self.holders)] = self.weights
        starts = np.concatenate(([0], np.bincount(holders, minlength=self.texts).cumsum()))
        return TermsOfTexts(len(self.rarity), entries[order].view(np.int64), starts)

    def only(self, rows: npt.NDArray[np.int64]) -> LexicalIndex:
        """The same index over some of the texts, in their order."""
        place = np.full(self.texts, -1, dtype=np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        kept = place[self.holders]
        starts = np.concatenate(([0], (kept >= 0).cumsum()))[self.starts].astype(np.int32)
        return LexicalIndex(self.terms, self.rarity, starts, kept[kept >= 0], self.weights[kept >= 0], len(rows))


@dataclass(frozen=True, slots=True)
class TermsOfTexts:
    """For each text its terms and how much each counts; `known` counts all terms.

    Term and weight lie together in eight bytes, for to fetch them from afar is what takes the time.
    """

    known: int
    entries: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]

    def each(self) -> Iterator[tuple[Integers, Floats]]:
        """The terms of each text, and how much they count."""
        for start, end in pairwise(self.starts.tolist()):
            yield _opened(self.entries[start : end - 1])

    def likeness(self, asked: Asked, texts: npt.NDArray[np.int64]) -> Floats:
        """The cosine between a question and each of these texts."""
        strengths = np.zeros(max(self.known, 1), dtype=np.float32)
        strengths[asked.rows] = asked.strengths
        first, sizes = self.starts[texts], self.starts[texts + 1] - self.starts[texts]
        starts = sizes.cumsum() - sizes
        places = np.repeat(first - starts, sizes) + np.arange(int(sizes.sum()))
        terms, weights = _opened(self.entries[places])
        return np.add.reduceat(strengths[terms] * weights, starts)


def _opened(entries: npt.NDArray[np.int64]) -> tuple[Integers, Floats]:
    return entries.view(np.int32)[0::2], entries.view(np.float32)[1::2]


def build_lexical_index(texts: Sequence[str]) -> LexicalIndex:
    """Index texts for `likeness`."""
    counts = [count_terms(text) for text in texts]
    holding = Counter(term for count in counts for term in count)
    rarity = {term: float(np.log((1 + len(texts)) / (1 + n)) + 1.0) for term, n in holding.items()}
    return index_terms([_unit(count, rarity) for count in counts], rarity)


def index_terms(weighed: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> LexicalIndex:
    """Index texts by what each of their terms counts; `rarity` names every term."""
    terms = {term: row for row, term in enumerate(rarity)}
    rows = np.fromiter((terms[term] for count in weighed for term in count), dtype=np.int32)
    holders = np.repeat(np.arange(len(weighed), dtype=np.int32), [len(count) for count in weighed])
    weights = np.fromiter((weight for count in weighed for weight in count.values()), dtype=np.float32)
    order = np.argsort(rows, kind="stable")
    starts = np.concatenate(([0], np.bincount(rows, minlength=len(terms)).cumsum())).astype(np.int32)
    rare = np.fromiter(rarity.values(), dtype=np.float32)
    return LexicalIndex(terms, rare, starts, holders[order], weights[order], len(weighed))


def _unit(count: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """What terms count in a text, as parts of a vector of length one."""
    weighed = {term: weight * rarity[term] for term, weight in count.items()}
    length = max(float(np.sqrt(sum(weight**2 for weight in weighed.values()))), 1e-9)
    return {term: weight / length for term, weight in weighed.items()}


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
