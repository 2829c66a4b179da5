"""What a language is at home with: its own texts, and whatever stands in for articles it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import Calibration, calibrate
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import LeftOut, Ridge, fit_ridge
from loket.assistant.scoring import FEATURES, FOREIGN_SHARE, LEXICAL_SHARE, Layout, Likeness, Scores, combine
from loket.assistant.slips import with_slips
from loket.assistant.vectors import Engine

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

TEXTS_FITTED = 2_500  # fitting costs the cube of this: about half a second at the limit
COPIES = 300
EXAMPLES = 1_200  # calibration learns six numbers; more examples than this change nothing
# A text of the same article in another language that is this near is its translation, and would give the answer away.
TRANSLATION_AT = 0.55


@dataclass(frozen=True, slots=True)
class Home:
    """The texts that a question in one language is compared with first, and the classifier over them."""

    texts: Booleans
    ridge: Ridge

    def scores(self, likeness: Likeness, layout: Layout) -> Scores:
        """One score an article; where there is no classifier, the nearest text alone decides."""
        if len(self.ridge.rows):
            return combine(self.ridge.scores(likeness.mixed), likeness, self.texts, layout)
        nearest = (1 - FOREIGN_SHARE) * layout.best_of_each(likeness.meaning)
        return combine(np.asarray(nearest, dtype=np.float32), likeness, self.texts, layout)


@dataclass(frozen=True, slots=True)
class Examples:
    """Features of the best article for texts left out, and what would have been right."""

    features: Floats
    right: Booleans
    kinds: tuple[str, ...]


def build_homes(
    texts: Sequence[str],
    languages: Sequence[str],
    engines: Sequence[Engine],
    index: LexicalIndex,
    layout: Layout,
    *,
    copied: Sequence[int] = (),
) -> tuple[dict[str, Home], Calibration]:
    """One home for each language of the articles, one ("") for all others, and the calibration over them."""
    names = np.array(languages, dtype=object)
    homes: dict[str, Home] = {}
    examples: list[Examples] = []
    for language in dict.fromkeys(languages):
        allowed = _home_texts(names, language, layout)
        home, found = _build_home(texts, allowed, engines, index, layout, most=EXAMPLES // len(set(languages)))
        homes[language] = home
        examples.append(found)
    if homes:
        examples.append(_examples_of_copies(texts, languages, engines, index, layout, homes=homes, copied=copied))
    return homes, _calibration(examples)


def _home_texts(names: npt.NDArray[np.object_], language: str, layout: Layout) -> Booleans:
    own = np.asarray(names == language, dtype=np.bool_)
    lacking = ~np.maximum.reduceat(own, layout.starts)
    return np.asarray(own | lacking[layout.labels], dtype=np.bool_)


def _build_home(
    texts: Sequence[str],
    allowed: Booleans,
    engines: Sequence[Engine],
    index: LexicalIndex,
    layout: Layout,
    *,
    most: int,
) -> tuple[Home, Examples]:
    rows = _thinned(np.flatnonzero(allowed), TEXTS_FITTED)
    lexical = np.stack([index.likeness(texts[row]) for row in rows])
    meaning = _mean([engine.vectors[rows] @ engine.vectors.T for engine in engines])
    kernel = (1 - LEXICAL_SHARE) * meaning[:, rows] + LEXICAL_SHARE * lexical[:, rows]
    ridge, left_out = fit_ridge(kernel, rows, layout.labels[rows], articles=layout.articles)
    home = Home(allowed, ridge)
    return home, _examples(home, left_out, meaning, lexical, layout, most=most)


def _thinned(rows: Integers, most: int) -> Integers:
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).astype(np.int64)]


def _examples(
    home: Home, left_out: LeftOut, meaning: Floats, lexical: Floats, layout: Layout, *, most: int
) -> Examples:
    features, right, kinds = [], [], []
    for position in _thinned(np.arange(len(home.ridge.rows)), most):
        row = int(home.ridge.rows[position])
        article = int(layout.labels[row])
        same = layout.labels == article
        hidden = same & ((meaning[position] > TRANSLATION_AT) & ~home.texts)
        hidden[row] = True
        for seen, ridge, exists in (
            (hidden, left_out.without_text[position], True),
            (same, left_out.without_article[position], False),
        ):
            likeness = Likeness(_blank(meaning[position], seen), _blank(lexical[position], seen))
            scores = combine(_without(ridge, article, exists), likeness, home.texts, layout)
            best = int(scores.total.argmax())
            features.append(scores.features(best))
            right.append(exists and best == article)
            kinds.append("new_words" if exists else "unknown")
    return Examples(np.array(features, dtype=np.float32), np.array(right), tuple(kinds))


def _examples_of_copies(
    texts: Sequence[str],
    languages: Sequence[str],
    engines: Sequence[Engine],
    index: LexicalIndex,
    layout: Layout,
    *,
    homes: dict[str, Home],
    copied: Sequence[int],
) -> Examples:
    """Misspelt copies of texts that are not left out: how a question looks that was asked before, nearly so."""
    features, right = [], []
    meaning = _mean([engine.copies @ engine.vectors.T for engine in engines])
    for position, row in enumerate(copied):
        likeness = Likeness(meaning[position], index.likeness(with_slips(texts[row])))
        home = homes[languages[row]]
        scores = home.scores(likeness, layout)
        best = int(scores.total.argmax())
        features.append(scores.features(best))
        right.append(best == int(layout.labels[row]))
    known = ("known_words",) * len(right)
    return Examples(np.array(features, dtype=np.float32), np.array(right, dtype=np.bool_), known)


def choose_copied(texts: int) -> Sequence[int]:
    """Which texts to copy with misspellings, evenly spread."""
    return tuple(int(row) for row in _thinned(np.arange(texts), COPIES))


def _mean(likenesses: Sequence[Floats]) -> Floats:
    return np.asarray(np.mean(likenesses, axis=0), dtype=np.float32)


def _blank(values: Floats, hidden: Booleans) -> Floats:
    return np.where(hidden, np.float32(-1.0), values)


def _without(ridge: Floats, article: int, exists: bool) -> Floats:
    if exists:
        return ridge
    left = ridge.copy()
    left[article] = -1.0
    return left


def _calibration(examples: Sequence[Examples]) -> Calibration:
    if not examples:
        return calibrate(np.zeros((0, len(FEATURES)), dtype=np.float32), np.zeros(0, dtype=np.bool_), ())
    return calibrate(
        np.concatenate([each.features for each in examples]),
        np.concatenate([each.right for each in examples]),
        [kind for each in examples for kind in each.kinds],
    )
