"""From the likeness of single texts to one score an article, and the features that say how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

# Measured on the demo shop by leaving texts out: a fifth to a third of words, the rest meaning.
LEXICAL_SHARE = 0.3
# What the article says in other languages counts too, for people mix them.
FOREIGN_SHARE = 0.3

FEATURES = ("score", "margin", "nearest", "words", "agreement", "close", "verbatim")

# Beyond these a question was nearly asked before, and each step nearer counts more than it did below.
CLOSE_FROM = 0.6
VERBATIM_FROM = 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike one question is to each text: by meaning (mean of the engines), by words, and both mixed."""

    meaning: Floats
    lexical: Floats

    @property
    def mixed(self) -> Floats:
        return np.asarray((1 - LEXICAL_SHARE) * self.meaning + LEXICAL_SHARE * self.lexical, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Scores:
    """For each article: its score, and the nearest of its texts at home, by meaning and by words."""

    total: Floats
    nearest: Floats
    lexical: Floats

    def features(self, article: int) -> Floats:
        """What the decision whether to answer rests on, in the order of FEATURES."""
        rivals = np.delete(self.total, article)
        margin = float(self.total[article] - rivals.max()) if len(rivals) else float(self.total[article])
        agreement = (int(self.nearest.argmax()) == article) + (int(self.lexical.argmax()) == article)
        nearest, lexical = float(self.nearest[article]), float(self.lexical[article])
        bends = (max(0.0, nearest - CLOSE_FROM), max(0.0, lexical - VERBATIM_FROM))
        return np.array((self.total[article], margin, nearest, lexical, agreement / 2, *bends), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which text belongs to which article: texts stand in the order of their articles from `starts`."""

    starts: Integers
    labels: Integers

    @property
    def articles(self) -> int:
        return len(self.starts)

    def best_of_each(self, values: Floats, allowed: Booleans | None = None) -> Floats:
        """The highest value among each article's texts, of the allowed ones only."""
        shown = values if allowed is None else np.where(allowed, values, np.float32(-1.0))
        return np.asarray(np.maximum.reduceat(shown, self.starts), dtype=np.float32)


def combine(ridge: Floats, likeness: Likeness, home: Booleans, layout: Layout) -> Scores:
    """One score an article: the classifier's, and the nearest text in any language."""
    anywhere = layout.best_of_each(likeness.meaning)
    return Scores(
        total=np.asarray(ridge + FOREIGN_SHARE * anywhere, dtype=np.float32),
        nearest=layout.best_of_each(likeness.meaning, home),
        lexical=layout.best_of_each(likeness.lexical, home),
    )
