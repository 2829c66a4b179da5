"""Questions in languages that no article is written in: meaning alone decides, with a calibration of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import Calibration, calibrate
from loket.assistant.homes import Home
from loket.assistant.ridge import Ridge
from loket.assistant.scoring import FEATURES, Floats, Layout, Likeness, Scores
from loket.assistant.vectors import Engine

EXAMPLES = 400

Booleans = npt.NDArray[np.bool_]


def build_abroad(languages: Sequence[str], engines: Sequence[Engine], layout: Layout) -> tuple[Home, Calibration]:
    """A home of all texts without a classifier, and a calibration on texts whose own language is hidden."""
    nobody = Ridge(np.zeros(0, dtype=np.int64), np.zeros((0, layout.articles), dtype=np.float32))
    home = Home(np.ones(len(languages), dtype=np.bool_), nobody)
    names = np.array(languages, dtype=object)
    features: list[Floats] = []
    right: list[bool] = []
    kinds: list[str] = []
    for row in _spread(len(languages), EXAMPLES):
        article = int(layout.labels[row])
        for hidden, kind in _views(row, names, engines, layout):
            scores = _scores(row, hidden, home, engines, layout)
            best = int(scores.total.argmax())
            features.append(scores.features(best))
            right.append(kind != "unknown" and best == article)
            kinds.append(kind)
    shaped = np.array(features, dtype=np.float32).reshape(-1, len(FEATURES))
    return home, calibrate(shaped, np.array(right, dtype=np.bool_), kinds)


def _views(
    row: int, names: npt.NDArray[np.object_], engines: Sequence[Engine], layout: Layout
) -> list[tuple[Booleans, str]]:
    """What is hidden from one text: its language; its translations too; or its whole article."""
    own = np.asarray(names == names[row], dtype=np.bool_)
    same = np.asarray(layout.labels == layout.labels[row], dtype=np.bool_)
    if own.all() or not (same & ~own).any():
        return []
    translations = own.copy()
    likeness = _meaning(row, engines)
    for language in set(names[same & ~own]):
        there = np.flatnonzero(same & np.asarray(names == language, dtype=np.bool_))
        translations[there[likeness[there].argmax()]] = True
    return [(own, "known_words"), (translations, "new_words"), (own | same, "unknown")]


def _scores(row: int, hidden: Booleans, home: Home, engines: Sequence[Engine], layout: Layout) -> Scores:
    meaning = np.where(hidden, np.float32(-1.0), _meaning(row, engines))
    likeness = Likeness(np.asarray(meaning, dtype=np.float32), np.zeros(len(hidden), dtype=np.float32))
    return home.scores(likeness, layout)


def _meaning(row: int, engines: Sequence[Engine]) -> Floats:
    return np.asarray(np.mean([engine.vectors @ engine.vectors[row] for engine in engines], axis=0), dtype=np.float32)


def _spread(total: int, most: int) -> list[int]:
    return [int(row) for row in np.linspace(0, total - 1, min(total, most))] if total else []
