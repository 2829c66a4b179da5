"""Whether to answer: a small logistic model over three features, and the costs that its threshold follows from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.scoring import FEATURES, Booleans, Floats

Doubles = npt.NDArray[np.float64]

# What a mistake costs, in messages the customer must write. This is policy; the threshold follows from it.
# A wrong answer costs the "no" to it, and then the very question that could have been asked at once: two. But as
# confidence lies below the truth (its examples are harder than life, see docs/understanding.md), a little less: at
# this cost wrong answers stay under 3 % on the development halves of the market set.
COST_OF_WRONG_ANSWER = 5 / 3
COST_OF_QUESTION = 1.0
# How much of what comes in no article covers.
SHARE_OF_UNKNOWN = 0.3

# Ratios decide, not differences: the model sees logarithms, of nothing below this.
SMALLEST = 0.01

# Fitted on the demo shop. With few articles the fit leans on it (as on a guess that may be wrong by its own size),
# and with none it is all there is.
EXPERIENCE = np.array([2.8, 0.8, 2.6, 0.3])


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model: bias and one weight a feature, and how many examples it saw."""

    weights: tuple[float, ...]
    examples: int

    @property
    def answer_at(self) -> float:
        """The probability from which answering is cheaper than asking."""
        return 1.0 - COST_OF_QUESTION / COST_OF_WRONG_ANSWER

    def probabilities(self, features: Floats) -> Doubles:
        """How likely each row's article is the right one."""
        strength = self.weights[0] + _inputs(features) @ np.array(self.weights[1:])
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(strength, -30, 30))), dtype=np.float64)


def calibrate(features: Floats, right: Booleans, importance: Doubles) -> Calibration:
    """Fit on examples: the best article's features, whether it was right, and how much the example counts."""
    if not importance.any():
        return Calibration(tuple(float(weight) for weight in EXPERIENCE), 0)
    inputs = np.column_stack([np.ones(len(features)), _inputs(features)])
    weights = _fit(inputs, right.astype(np.float64), importance)
    return Calibration(tuple(round(float(weight), 5) for weight in weights), int((importance > 0).sum()))


def feature_names() -> Sequence[str]:
    """The names of the weights, for the trace."""
    return ("bias", *FEATURES)


def _inputs(features: Floats) -> Doubles:
    score, nearest, clearness = features.astype(np.float64).T
    return np.column_stack((np.log(np.maximum(score, SMALLEST)), np.log(np.maximum(nearest, SMALLEST)), clearness))


def _fit(inputs: Doubles, targets: Doubles, importance: Doubles) -> Doubles:
    """The likeliest weights of which no feature's is negative: more evidence never makes less sure."""
    kept = np.ones(len(EXPERIENCE), dtype=np.bool_)
    while True:
        weights = np.zeros_like(EXPERIENCE)
        weights[kept] = _newton(inputs[:, kept], targets, importance, EXPERIENCE[kept])
        against = weights < 0
        against[0] = False
        if not against.any():
            return weights
        kept &= ~against


def _newton(inputs: Doubles, targets: Doubles, importance: Doubles, expected: Doubles) -> Doubles:
    weights = np.zeros_like(expected)  # from the middle Newton finds the way; from afar it may overshoot
    penalty = np.diag(1.0 / expected**2)
    for _ in range(25):
        probability = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (importance * (probability - targets)) + penalty @ (weights - expected)
        spread = importance * np.maximum(probability * (1 - probability), 1e-6)
        step = np.linalg.solve(inputs.T @ (inputs * spread[:, None]) + penalty, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights
