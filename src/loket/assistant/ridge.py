"""Which article a question belongs to, learnt from all ways of asking at once: kernel ridge regression.

A linear model over the likeness to many texts (landmarks) weighs all that was ever asked, where the nearest texts
weigh only a few (Saunders, Gammerman and Vovk 1998; landmarks: Williams and Seeger 2001). Its squared loss makes it
exact to say what it would have answered without a text or a whole article, and that is what calibration asks
(Rifkin and Lippert 2007); and exact to change it for a few texts without learning all anew (Woodbury 1950).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.scoring import NOTHING, Floats, Integers
from loket.assistant.vectors import Engine

Doubles = npt.NDArray[np.float64]

# exp(SHARPNESS * (cosine - 1)): how fast meaning stops being alike.
SHARPNESS = np.float32(2.0)
WORDS_SHARE = np.float32(0.5)
SMOOTHNESS = 0.2
# Keeps the inverse tame where landmarks say the same.
DAMPING = 0.02
SAFE_LEVERAGE = 1.0002  # a leverage of one would divide by nothing


@dataclass(frozen=True, slots=True)
class Ridge:
    """The rows of the texts that serve as landmarks, and one weight for each landmark and article."""

    landmarks: Integers
    weights: Floats

    def scores(self, kernel: Floats) -> Floats:
        """One score an article (near 1 where it fits, near 0 elsewhere) from the kernel to the landmarks."""
        return np.asarray(kernel @ self.weights, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class RidgeFit:
    """A ridge with what is needed to say what it would have answered had it known less."""

    ridge: Ridge
    inverse: Floats

    def block(self, kernel: Floats, targets: Floats) -> Block:
        """Prepare some texts, given by their kernel to the landmarks, to be hidden."""
        pull = np.asarray(kernel @ self.inverse, dtype=np.float32)
        leverage = np.asarray(pull @ kernel.T, dtype=np.float64)
        return Block(self.ridge, pull, leverage, (targets - self.ridge.scores(kernel)).astype(np.float64))

    def with_texts(self, kernel: Floats, targets: Floats) -> RidgeFit:
        """As if these texts, given by their kernel to the landmarks, had been learnt from too."""
        return self._moved(self.block(kernel, targets), 1.0)

    def without_texts(self, kernel: Floats, targets: Floats) -> RidgeFit:
        """As if these texts, of those learnt from, had never been seen; landmarks among them stay landmarks."""
        return self._moved(self.block(kernel, targets), -1.0)

    def _moved(self, block: Block, sign: float) -> RidgeFit:
        """Woodbury's identity: only a matrix as large as the number of these texts is solved."""
        if not len(block.pull):
            return self
        left = np.eye(len(block.pull)) * (1.0 if sign > 0 else SAFE_LEVERAGE) + sign * block.leverage
        weights = self.ridge.weights + sign * (block.pull.T @ np.linalg.solve(left, block.missed).astype(np.float32))
        inverse = self.inverse - sign * (block.pull.T @ np.linalg.solve(left, block.pull).astype(np.float32))
        return RidgeFit(Ridge(self.ridge.landmarks, weights.astype(np.float32)), inverse.astype(np.float32))

    def about(self, columns: Integers, articles: int) -> RidgeFit:
        """The articles numbered anew: `columns` holds the new number of each, -1 where it is gone."""
        weights = np.zeros((len(self.ridge.weights), articles), dtype=np.float32)
        weights[:, columns[columns >= 0]] = self.ridge.weights[:, columns >= 0]
        return RidgeFit(Ridge(self.ridge.landmarks, weights), self.inverse)

    def at(self, rows: Integers) -> RidgeFit:
        """The texts numbered anew: `rows` holds each landmark's new row, -1 where the landmark is to go.

        The inverse of a matrix with some rows and columns taken out is a Schur complement of the inverse, so what
        comes out is what a fit without these landmarks would be.
        """
        order = np.argsort(rows, kind="stable")
        gone, kept = np.split(order, [int((rows < 0).sum())])
        inverse, weights = self.inverse[np.ix_(kept, kept)], self.ridge.weights[kept]
        if len(gone):
            owed = np.linalg.solve(self.inverse[np.ix_(gone, gone)].astype(np.float64), self.inverse[gone])
            over = self.inverse[np.ix_(kept, gone)]
            inverse = inverse - over @ owed[:, kept].astype(np.float32)
            share = np.linalg.solve(self.inverse[np.ix_(gone, gone)].astype(np.float64), self.ridge.weights[gone])
            weights = weights - over @ share.astype(np.float32)
        return RidgeFit(Ridge(rows[kept], weights), inverse)


@dataclass(frozen=True, slots=True)
class Block:
    """Texts that may be hidden from a ridge: how they pull at it, and what it still misses of them."""

    ridge: Ridge
    pull: Floats
    leverage: Doubles
    missed: Doubles

    def scores_without(self, hidden: Integers, asked: Floats) -> Floats:
        """The scores of a question (its kernel to the landmarks) as if these of the block's texts were never seen."""
        left = np.eye(len(hidden)) * SAFE_LEVERAGE - self.leverage[np.ix_(hidden, hidden)]
        owed = np.linalg.solve(left, self.missed[hidden]).astype(np.float32)
        return np.asarray(self.ridge.scores(asked) - (asked @ self.pull[hidden].T) @ owed, dtype=np.float32)


def kernel_of(meanings: Sequence[Floats], words: Floats | np.float32 = NOTHING) -> Floats:
    """How alike texts are, from the cosines of each engine and of their words."""
    alike = sum(np.exp(SHARPNESS * (cosine - np.float32(1))) for cosine in meanings)
    return np.asarray(alike / np.float32(len(meanings)) + WORDS_SHARE * words, dtype=np.float32)


def kernel_between(engines: Sequence[Engine], words: Floats, rows: Integers, landmarks: Integers) -> Floats:
    """The kernel between some texts of the bank and the landmarks; `words` holds their likeness by words."""
    return kernel_of([engine.vectors[rows] @ engine.vectors[landmarks].T for engine in engines], words)


def fit_ridge(
    parts: Iterable[tuple[Integers, Floats]], labels: Integers, landmarks: Integers, *, articles: int
) -> RidgeFit:
    """Fit on parts of (rows, kernel to the landmarks), which need not fit in memory together."""
    size = len(landmarks)
    gram = np.zeros((size, size))
    moments = np.zeros((size, articles))
    place = np.full(len(labels), -1, dtype=np.int64)
    place[landmarks] = np.arange(size)
    for rows, kernel in parts:
        gram += kernel.T @ kernel
        moments += kernel.T @ targets_of(labels[rows], articles)
        own = place[rows]
        gram[own[own >= 0]] += SMOOTHNESS * kernel[own >= 0]
    gram[np.diag_indices(size)] += DAMPING
    inverse = np.linalg.inv(gram)
    return RidgeFit(Ridge(landmarks, np.asarray(inverse @ moments, dtype=np.float32)), inverse.astype(np.float32))


def targets_of(labels: Integers, articles: int) -> Floats:
    """1 for the article that a text belongs to, else 0."""
    targets = np.zeros((len(labels), articles), dtype=np.float32)
    targets[np.arange(len(labels)), labels] = 1
    return targets


def choose_landmarks(labels: Integers, limit: int) -> Integers:
    """At most so many texts, taken in turn from all articles."""
    if len(labels) <= limit:
        return np.arange(len(labels), dtype=np.int64)
    sizes = np.bincount(labels)[labels]
    rank = np.arange(len(labels)) - np.searchsorted(labels, labels, side="left")
    # Scattered within the article: neighbouring ways of asking often resemble each other.
    turn = (rank * 7919) % sizes
    return np.sort(np.lexsort((labels, turn))[:limit]).astype(np.int64)
