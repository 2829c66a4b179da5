"""Which article a text belongs to: kernel ridge regression, with exact leave-out predictions by algebra."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

RIDGE = 0.7


@dataclass(frozen=True, slots=True)
class Ridge:
    """Weights from texts to articles; `rows` are the texts it was fitted on."""

    rows: Integers
    weights: Floats

    def scores(self, likeness: Floats) -> Floats:
        """One score an article, from the likeness of a question to all texts."""
        return np.asarray(likeness[self.rows] @ self.weights, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the ridge would say of each of its texts, had it never seen the text, or the text's whole article."""

    without_text: Floats
    without_article: Floats


def fit_ridge(kernel: Floats, rows: Integers, labels: Integers, *, articles: int) -> tuple[Ridge, LeftOut]:
    """Fit on the texts `rows` with their article numbers `labels`; `kernel` is their likeness to each other."""
    targets = (labels[:, None] == np.arange(articles)[None, :]).astype(np.float64)
    inverse: Doubles = np.asarray(
        np.linalg.inv(kernel.astype(np.float64) + RIDGE * np.eye(len(rows))), dtype=np.float64
    )
    weights = inverse @ targets
    without_text = targets - weights / np.diag(inverse)[:, None]
    without_article = _without_article(inverse, weights, targets, labels)
    left_out = LeftOut(without_text.astype(np.float32), without_article.astype(np.float32))
    return Ridge(rows, weights.astype(np.float32)), left_out


def _without_article(inverse: Doubles, weights: Doubles, targets: Doubles, labels: Integers) -> Doubles:
    left_out = np.empty_like(targets)
    for label in np.unique(labels):
        block = np.flatnonzero(labels == label)
        left_out[block] = targets[block] - np.linalg.solve(inverse[np.ix_(block, block)], weights[block])
    return left_out
