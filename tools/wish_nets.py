"""Learns the net of loket.assistant.wish_meaning: which messages, as sentences, ask for a person.

It is learnt beside what words and letters say of lines that they were not learnt from, for of those they were learnt
from they are always right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from loket.assistant.wish_meaning import READINGS, WishNet

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Reader = Callable[[Sequence[str]], Doubles]

SEED = 7
FOLDS = 3
HIDDEN = 32
ROUNDS = 10
BATCH = 128
PACE = 2e-3
DECAY = 0.01  # what the weights lose a step, times the pace
HIDDEN_LEFT_OUT = 0.3
INPUT_LEFT_OUT = 0.1
FAR_BELOW = 2.25  # lines that are so much below what is doubtful never reach the net


def unlearnt_likelihoods(texts: Sequence[str], wishes: Flags, learn: Callable[[list[str], Flags], Reader]) -> Doubles:
    """What words and letters say of each text when they were learnt from the other texts only."""
    fold = np.random.default_rng(SEED).integers(0, FOLDS, len(texts))
    said = np.zeros(len(texts))
    for each in range(FOLDS):
        others, own = np.flatnonzero(fold != each), np.flatnonzero(fold == each)
        read = learn([texts[row] for row in others], wishes[others])
        said[own] = read([texts[row] for row in own])
    return said


def learn_net(engine: str, texts: Sequence[str], wishes: Flags, likelihoods: Doubles) -> WishNet:
    """Descend by Adam (Kingma and Ba 2015), a part of the inputs and of the hidden left out at each step."""
    reading = READINGS[engine]
    near = np.flatnonzero(likelihoods > reading.doubtful - FAR_BELOW)
    vectors = reading.engine().embed([texts[row] for row in near])
    middle, spread = vectors.mean(axis=0), float(vectors.std())
    learner = _Learner((vectors - middle) / spread, likelihoods[near].astype(np.float32), wishes[near])
    inner, inner_bias, outer, beside = learner.learn()
    return WishNet(middle, inner / np.float32(spread), inner_bias, outer, float(beside[0]), float(beside[1]))


class _Learner:
    def __init__(self, vectors: Floats, likelihoods: Floats, wishes: Flags) -> None:
        self._random = np.random.default_rng(SEED)
        self._vectors, self._likelihoods, self._wishes = vectors, likelihoods, wishes.astype(np.float32)
        width = vectors.shape[1]
        self._weights: list[Floats] = [
            self._random.normal(0, width**-0.5, (width, HIDDEN)).astype(np.float32),
            np.zeros(HIDDEN, dtype=np.float32),
            self._random.normal(0, HIDDEN**-0.5, HIDDEN).astype(np.float32),
            np.array([0.7, 0.0], dtype=np.float32),
        ]
        self._means = [np.zeros_like(each) for each in self._weights]
        self._squares = [np.zeros_like(each) for each in self._weights]

    def learn(self) -> list[Floats]:
        batches = list(self._batches())
        for step, rows in enumerate(batches):
            self._step(step + 1, self._slopes(rows), PACE * (1 - step / len(batches)))
        return self._weights

    def _batches(self) -> Iterator[npt.NDArray[np.int64]]:
        for _round in range(ROUNDS):
            order = self._random.permutation(len(self._vectors))
            yield from (order[start : start + BATCH] for start in range(0, len(order) - BATCH + 1, BATCH))

    def _slopes(self, rows: npt.NDArray[np.int64]) -> list[Floats]:
        inner, inner_bias, outer, (weight, bias) = self._weights
        seen = self._vectors[rows] * self._kept((len(rows), inner.shape[0]), INPUT_LEFT_OUT)
        kept = self._kept((len(rows), HIDDEN), HIDDEN_LEFT_OUT)
        hidden = np.maximum(seen @ inner + inner_bias, 0) * kept
        strength = hidden @ outer + self._likelihoods[rows] * weight + bias
        missed = (1 / (1 + np.exp(-strength)) - self._wishes[rows]) / len(rows)
        back = np.outer(missed, outer) * kept * (hidden > 0)
        beside = np.array([missed @ self._likelihoods[rows], missed.sum()], dtype=np.float32)
        return [seen.T @ back, back.sum(axis=0), hidden.T @ missed, beside]

    def _kept(self, shape: tuple[int, int], left_out: float) -> Floats:
        return ((self._random.random(shape) > left_out) / (1 - left_out)).astype(np.float32)

    def _step(self, number: int, slopes: list[Floats], pace: float) -> None:
        for place, slope in enumerate(slopes):
            self._means[place] = 0.9 * self._means[place] + 0.1 * slope
            self._squares[place] = 0.999 * self._squares[place] + 0.001 * slope**2
            mean = self._means[place] / (1 - 0.9**number)
            root = np.sqrt(self._squares[place] / (1 - 0.999**number)) + 1e-8
            shrunk = self._weights[place] * (1 - pace * DECAY if place in {0, 2} else 1)
            self._weights[place] = (shrunk - pace * mean / root).astype(np.float32)
