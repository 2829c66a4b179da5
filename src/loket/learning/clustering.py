"""Which questions are about the same thing: average linkage over meaning and words, with numpy alone.

Works for some thousands of texts at once; more of them are first gathered around leaders that are nearly the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from loket.assistant.lexical import count_terms
from loket.lib.embedding import Vectors

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

# Chosen on the development sets of DSTC11 and of the market (see benchmarks/clustering.py).
MEANING, WORDS = 0.5, 0.5
SAME_SUBJECT = 0.25
# Nearly the same wording; only used to bring very many texts down to MOST_LEADERS.
NEARLY_SAME = 0.75
MOST_LEADERS = 3_000
TERMS_KEPT = 4_096
# The mean of few texts is their subject, not their language: it counts fully only among many more than this.
TEXTS_FOR_HALF_A_MEAN = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions as clustering sees them: their words, languages and unit vectors, row by row.

    ``means``: where a language lies on average, where that is known better than from these questions alone.
    """

    texts: Sequence[str]
    languages: Sequence[str]
    vectors: Vectors
    means: Mapping[str, Vectors] = field(default_factory=dict)


def group(asked: Asked, *, threshold: float = SAME_SUBJECT) -> list[list[int]]:
    """The rows that belong together, each group's most typical row first, the largest group first."""
    if not asked.texts:
        return []
    features = _Features(asked)
    leaders, follows = _leaders(features)
    weights = np.bincount(follows, minlength=len(leaders)).astype(np.float32)
    labels = _average_linkage(features.likeness(leaders, leaders), weights, threshold)[follows]
    groups = [np.flatnonzero(labels == label) for label in np.unique(labels)]
    ordered = [_typical_first(features, rows) for rows in groups]
    return sorted(ordered, key=lambda rows: (-len(rows), rows[0]))


class _Features:
    """Meaning with each language's mean taken away, and words as rows of hashed TF-IDF."""

    def __init__(self, asked: Asked) -> None:
        tags = list(dict.fromkeys(asked.languages))
        self.language = np.array([tags.index(tag) for tag in asked.languages], dtype=np.int64)
        self.meaning = _centred(asked.vectors, self.language, [asked.means.get(tag) for tag in tags])
        self.words = _words(asked.texts)

    def __len__(self) -> int:
        return len(self.meaning)

    def likeness(self, rows: Integers, others: Integers) -> Floats:
        """How alike two sets of rows are; across languages words say nothing, so there meaning decides alone."""
        meaning = self.meaning[rows] @ self.meaning[others].T
        words = self.words[rows] @ self.words[others].T
        same = self.language[rows][:, None] == self.language[others][None, :]
        return np.asarray(np.where(same, MEANING * meaning + WORDS * words, meaning), dtype=np.float32)


def _centred(vectors: Vectors, language: Integers, means: Sequence[Vectors | None]) -> Floats:
    centred = np.array(vectors, dtype=np.float32)
    for tag, mean in enumerate(means):
        rows = language == tag
        centred[rows] -= _shrunk_mean(centred[rows]) if mean is None else mean
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(norms, 1e-9), dtype=np.float32)


def _shrunk_mean(vectors: Vectors) -> Floats:
    return np.asarray(vectors.sum(axis=0) / (len(vectors) + TEXTS_FOR_HALF_A_MEAN), dtype=np.float32)


def _words(texts: Sequence[str]) -> Floats:
    """TF-IDF over the most frequent terms; a term of one text alone ties it to no other."""
    counts = [count_terms(text) for text in texts]
    frequency = Counter(term for count in counts for term in count)
    kept = [term for term, texts_with in frequency.most_common(TERMS_KEPT) if texts_with > 1]
    columns = {term: column for column, term in enumerate(kept)}
    rows = np.zeros((len(texts), max(1, len(kept))), dtype=np.float32)
    for row, count in enumerate(counts):
        for term, weight in count.items():
            if term in columns:
                rows[row, columns[term]] = weight * (np.log((1 + len(texts)) / (1 + frequency[term])) + 1.0)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)


def _leaders(features: _Features) -> tuple[Integers, Integers]:
    """Rows that stand for others, and for each row which of them it follows."""
    everybody = np.arange(len(features), dtype=np.int64)
    if len(everybody) <= MOST_LEADERS:
        return everybody, everybody
    chosen: list[int] = []
    follows = np.zeros(len(everybody), dtype=np.int64)
    for start in range(0, len(everybody), 500):
        block = everybody[start : start + 500]
        _follow(features, block, chosen, follows)
    return np.array(chosen, dtype=np.int64), follows


def _follow(features: _Features, block: Integers, chosen: list[int], follows: Integers) -> None:
    """Let each row of a block follow its nearest leader, or lead where none is near and there is room."""
    before = len(chosen)
    known = features.likeness(block, np.array(chosen, dtype=np.int64)) if chosen else None
    among = features.likeness(block, block)
    led: list[int] = []
    for place, row in enumerate(block):
        near = [(float(known[place].max()), int(known[place].argmax()))] if known is not None else []
        if led:
            here = among[place, led]
            near.append((float(here.max()), before + int(here.argmax())))
        best, leader = max(near, default=(-1.0, 0))
        if best < NEARLY_SAME and len(chosen) < MOST_LEADERS:
            leader = len(chosen)
            chosen.append(int(row))
            led.append(place)
        follows[row] = leader


def _average_linkage(likeness: Floats, weights: Floats, threshold: float) -> Integers:
    """Join the two groups that are most alike on average, until none is as alike as ``threshold``.

    Reciprocal nearest neighbours are joined as they are met along a chain, which gives the same groups as always
    joining the nearest pair, in quadratic time.
    """
    size = weights.copy()
    links = likeness.copy()
    np.fill_diagonal(links, -np.inf)
    parent = np.arange(len(size))
    alive = np.ones(len(size), dtype=bool)
    chain: list[int] = []
    while alive.any():
        if not chain:
            chain.append(int(np.flatnonzero(alive)[0]))
        tip = chain[-1]
        nearest = int(links[tip].argmax())
        best = links[tip, nearest]
        if len(chain) > 1 and links[tip, chain[-2]] >= best:
            nearest = chain[-2]
        if best < threshold:
            # Nothing will ever be nearer to it: an average of what is joined never exceeds its parts.
            _retire(links, alive, tip)
            chain.pop()
        elif len(chain) > 1 and nearest == chain[-2]:
            chain = chain[:-2]
            _join(links, size, alive, parent, tip, nearest)
        else:
            chain.append(nearest)
    return _roots(parent)


def _retire(links: Floats, alive: npt.NDArray[np.bool_], row: int) -> None:
    alive[row] = False
    links[row, :] = -np.inf
    links[:, row] = -np.inf


def _join(links: Floats, size: Floats, alive: npt.NDArray[np.bool_], parent: Integers, gone: int, kept: int) -> None:
    """Merge one group into another; its likeness to the rest is the mean over all their members."""
    mean = (links[gone] * size[gone] + links[kept] * size[kept]) / (size[gone] + size[kept])
    mean[[gone, kept]] = -np.inf
    links[kept, :] = mean
    links[:, kept] = mean
    size[kept] += size[gone]
    parent[gone] = kept
    _retire(links, alive, gone)


def _roots(parent: Integers) -> Integers:
    while not np.array_equal(parent, parent[parent]):
        parent = parent[parent]
    return parent


def _typical_first(features: _Features, rows: Integers) -> list[int]:
    """The rows of a group by their likeness to the group as a whole, the most typical one first."""
    meaning = features.meaning[rows] @ features.meaning[rows].sum(axis=0)
    words = features.words[rows] @ features.words[rows].sum(axis=0)
    order = np.argsort(-(MEANING * meaning + WORDS * words), kind="stable")
    return [int(row) for row in rows[order]]
