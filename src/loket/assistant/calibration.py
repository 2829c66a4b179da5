"""Whether to answer: a small logistic model fitted on the articles, with unknowns made by leaving articles out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.scoring import FEATURES

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]

# What a mistake costs. These are policy, not thresholds: the thresholds follow from them and the fitted probabilities.
COST_OF_WRONG_ANSWER = 4.0
COST_OF_QUESTION = 1.0

# Fitted on the demo shop. With few articles the fit leans on it, and with none it is all there is.
EXPERIENCE = np.array([-5.0, 4.0, 4.0, 3.0, 1.0, 0.5, 4.0, 4.0])
TRUST_IN_EXPERIENCE = 4.0
# What comes in: things no article covers, known things said anew, and known things said nearly as before.
SHARES = {"unknown": 0.3, "new_words": 0.35, "known_words": 0.35}


@dataclass(frozen=True, slots=True)
class Calibration:
    """The fitted model: bias and one weight a feature, and how many examples it saw."""

    weights: tuple[float, ...]
    examples: int
    answer_at: float

    def probability(self, features: Floats) -> float:
        """How likely the best article is the right one."""
        strength = self.weights[0] + float(np.dot(features, np.array(self.weights[1:])))
        return float(1.0 / (1.0 + np.exp(-np.clip(strength, -30, 30))))


def calibrate(features: Floats, right: npt.NDArray[np.bool_], kinds: Sequence[str]) -> Calibration:
    """Fit on examples: the best article's features, whether it was right, and the kind (SHARES)."""
    answer_at = 1.0 - COST_OF_QUESTION / COST_OF_WRONG_ANSWER
    if len(features) == 0:
        return Calibration(tuple(float(weight) for weight in EXPERIENCE), 0, answer_at)
    inputs = np.column_stack([np.ones(len(features)), features]).astype(np.float64)
    counts = Counter(kinds)
    balance = np.array([SHARES[kind] * len(kinds) / counts[kind] for kind in kinds])
    weights = _newton(inputs, right.astype(np.float64), balance)
    return Calibration(tuple(round(float(weight), 5) for weight in weights), len(features), answer_at)


def _newton(inputs: Doubles, targets: Doubles, balance: Doubles) -> Doubles:
    weights = EXPERIENCE.copy()
    penalty = TRUST_IN_EXPERIENCE * np.eye(len(weights))
    for _ in range(25):
        probability = 1.0 / (1.0 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (balance * (probability - targets)) + penalty @ (weights - EXPERIENCE)
        spread = balance * np.maximum(probability * (1 - probability), 1e-6)
        step = np.linalg.solve(inputs.T @ (inputs * spread[:, None]) + penalty, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-6:
            break
    return weights


def feature_names() -> Sequence[str]:
    """The names of the weights, for the trace."""
    return ("bias", *FEATURES)
