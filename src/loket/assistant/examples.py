"""The articles' own texts asked as questions, with part of the bank hidden: from these it is learnt when to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import SHARE_OF_UNKNOWN, Calibration, calibrate
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import Block, RidgeFit, kernel_between, targets_of
from loket.assistant.scoring import FEATURES, HIDDEN, Booleans, Floats, Integers, Layout, combine
from loket.assistant.vectors import Engine, mean_likeness

EXAMPLES = 600  # calibration learns four numbers; more examples than this change nothing
AT_ONCE = 64  # keeps the matrices small


@dataclass(frozen=True, slots=True)
class Examples:
    """Features of the best article for each example, whether it was right, and how much the example counts."""

    features: Floats
    right: Booleans
    weights: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """What examples are made from: all texts, as the engines and the words see them, and the ridge fitted on them."""

    texts: Sequence[str]
    engines: Sequence[Engine]
    words: LexicalIndex
    layout: Layout
    fit: RidgeFit


@dataclass(frozen=True, slots=True)
class _Hiding:
    """Texts that ask, what is hidden from each (by name and with its whole article), and the likeness to all texts."""

    rows: Integers
    hidden: Booleans
    meaning: Floats
    words: Floats
    foreign: Booleans


def calibrate_at_home(known: Known) -> Calibration:
    """For languages that articles are written in: hide the text itself (known, said anew), or its article (unknown)."""
    texts, layout = known.texts, known.layout
    rows = _spread(np.flatnonzero(np.bincount(layout.labels)[layout.labels] > 1) if len(texts) else np.zeros(0))
    found = []
    for part in _parts(rows):
        words = np.stack([known.words.likeness(texts[row]) for row in part])
        itself = part[:, None] == np.arange(len(texts))
        foreign = np.stack([layout.foreign(layout.languages[row]) for row in part])
        found.append(_examples(_Hiding(part, itself, mean_likeness(known.engines, part), words, foreign), known))
    return _fit(found)


def calibrate_abroad(known: Known) -> Calibration:
    """For languages that no article is written in: hide the text's language (known), and its article (unknown)."""
    layout = known.layout
    names = np.array(layout.languages, dtype=object)
    rows = _spread(np.arange(len(names))) if len(layout.speakers) > 1 else np.zeros(0, dtype=np.int64)
    found = []
    for part in _parts(rows):
        meaning = mean_likeness(known.engines, part)
        compatriots = np.asarray(names[part][:, None] == names[None, :], dtype=np.bool_)
        foreign = np.ones(meaning.shape, dtype=np.bool_)
        found.append(_examples(_Hiding(part, compatriots, meaning, np.zeros_like(meaning), foreign), known))
    return _fit(found)


def _examples(hiding: _Hiding, known: Known) -> Examples:
    layout = known.layout
    article = layout.labels[hiding.rows]
    blocks = _Blocks(known)
    own_article = article[:, None] == layout.labels[None, :]
    is_left = (own_article & ~hiding.hidden).any(axis=1)
    views = []
    for hide, is_known in ((hiding.hidden, True), (hiding.hidden | own_article, False)):
        learnt = _learnt(hiding, blocks, with_article=is_known)
        meaning, words = (np.where(hide, HIDDEN, each) for each in (hiding.meaning, hiding.words))
        scores = combine(learnt, meaning, words, hiding.foreign, layout)
        counts = np.where(is_left, 1 - SHARE_OF_UNKNOWN if is_known else SHARE_OF_UNKNOWN, 0.0)
        views.append(Examples(scores.features(), (scores.total.argmax(axis=1) == article) & is_known, counts))
    return _joined(views)


def _learnt(hiding: _Hiding, blocks: _Blocks, *, with_article: bool) -> Floats:
    """What the ridge would say had it never seen what is hidden: some of the own article's texts, or all of them."""
    layout, landmarks = blocks.known.layout, blocks.known.fit.ridge.landmarks
    scores = np.zeros((len(hiding.rows), len(layout.starts) - 1), dtype=np.float32)
    for place, row in enumerate(hiding.rows):
        article = int(layout.labels[row])
        own = np.arange(layout.starts[article], layout.starts[article + 1])
        gone = np.flatnonzero(hiding.hidden[place, own]) if with_article else np.arange(len(own))
        words = hiding.words[place : place + 1, landmarks]
        asked = kernel_between(blocks.known.engines, words, np.array([row]), landmarks)
        scores[place] = blocks.of(article).scores_without(gone, asked)[0]
        if not with_article:
            scores[place, article] = 0
    return scores


class _Blocks:
    """Each article's texts, ready to be hidden; examples come article by article, so only the last is kept."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._last: tuple[int, Block] | None = None

    def of(self, article: int) -> Block:
        if self._last is None or self._last[0] != article:
            self._last = (article, self._made(article))
        return self._last[1]

    def _made(self, article: int) -> Block:
        known = self.known
        layout, landmarks = known.layout, known.fit.ridge.landmarks
        own = np.arange(layout.starts[article], layout.starts[article + 1])
        words = np.stack([known.words.likeness(known.texts[row])[landmarks] for row in own])
        kernel = kernel_between(known.engines, words, own, landmarks)
        return known.fit.block(kernel, targets_of(layout.labels[own], len(layout.starts) - 1))


def _fit(found: Sequence[Examples]) -> Calibration:
    if not found:
        return calibrate(np.zeros((0, len(FEATURES)), dtype=np.float32), np.zeros(0, dtype=np.bool_), np.zeros(0))
    examples = _joined(found)
    return calibrate(examples.features, examples.right, examples.weights)


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def _spread(rows: npt.NDArray[np.generic]) -> Integers:
    """Evenly chosen rows, at most EXAMPLES."""
    chosen = np.linspace(0, len(rows) - 1, min(len(rows), EXAMPLES)).astype(np.int64)
    return np.asarray(rows[chosen], dtype=np.int64)


def _parts(rows: Integers) -> Iterator[Integers]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
