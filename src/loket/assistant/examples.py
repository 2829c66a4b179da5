"""The articles' own texts asked as questions, with part of the bank hidden: from these it is learnt when to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import SHARE_OF_UNKNOWN, Calibration, calibrate
from loket.assistant.lexical import LexicalIndex
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


def calibrate_at_home(
    texts: Sequence[str], engines: Sequence[Engine], words: LexicalIndex, layout: Layout
) -> Calibration:
    """For languages that articles are written in: hide the text itself (known, said anew), or its article (unknown)."""
    rows = _spread(np.flatnonzero(np.bincount(layout.labels)[layout.labels] > 1) if len(texts) else np.zeros(0))
    found = []
    for part in _parts(rows):
        likeness = np.stack([words.likeness(texts[row]) for row in part])
        itself = part[:, None] == np.arange(len(texts))
        foreign = np.stack([layout.foreign(layout.languages[row]) for row in part])
        found.append(_examples(part, mean_likeness(engines, part), likeness, itself, foreign, layout))
    return _fit(found)


def calibrate_abroad(engines: Sequence[Engine], layout: Layout) -> Calibration:
    """For languages that no article is written in: hide the text's language (known), and its article (unknown)."""
    names = np.array(layout.languages, dtype=object)
    rows = _spread(np.arange(len(names))) if len(layout.speakers) > 1 else np.zeros(0, dtype=np.int64)
    found = []
    for part in _parts(rows):
        meaning = mean_likeness(engines, part)
        compatriots = np.asarray(names[part][:, None] == names[None, :], dtype=np.bool_)
        foreign = np.ones(meaning.shape, dtype=np.bool_)
        found.append(_examples(part, meaning, np.zeros_like(meaning), compatriots, foreign, layout))
    return _fit(found)


def _examples(
    rows: Integers, meaning: Floats, words: Floats, hidden: Booleans, foreign: Booleans, layout: Layout
) -> Examples:
    article = layout.labels[rows]
    own_article = article[:, None] == layout.labels[None, :]
    is_left = (own_article & ~hidden).any(axis=1)
    views = []
    for hide, is_known in ((hidden, True), (hidden | own_article, False)):
        scores = combine(np.where(hide, HIDDEN, meaning), np.where(hide, HIDDEN, words), foreign, layout)
        best = scores.total.argmax(axis=1)
        counts = np.where(is_left, 1 - SHARE_OF_UNKNOWN if is_known else SHARE_OF_UNKNOWN, 0.0)
        views.append(Examples(scores.features(best), (best == article) & is_known, counts))
    return _joined(views)


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
