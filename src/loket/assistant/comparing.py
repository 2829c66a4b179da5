"""Two sets of lessons asked the same questions: whether the new may take the place of the one in use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from loket.assistant.examples import examples_hiding_itself, rows_with_more
from loket.assistant.lessons import Learnt, Material, StageLearnt, known_by
from loket.assistant.scoring import Integers

TEXTS_ASKED = 300
# By so much the new may be worse, for chance: fewer right, of the texts asked; log loss, over the root of their number.
FEWER_RIGHT = 0.01
LOSS_MORE = 0.5
SUREST = 1e-6


@dataclass(frozen=True, slots=True)
class Marks:
    """Of so many texts asked, how many found their article, and the mean log loss of the confidence."""

    asked: int
    right: int
    loss: float

    def is_worse_than(self, other: Marks) -> bool:
        """By more than chance explains."""
        chance = LOSS_MORE / max(other.asked, 1) ** 0.5
        return self.right < other.right - FEWER_RIGHT * other.asked or not self.loss <= other.loss + chance

    def __str__(self) -> str:
        return f"{self.right} of {self.asked} right, log loss {self.loss:.3f}"


def mark(learnt: Learnt) -> tuple[Marks, ...]:
    """How each stage answers the fixed set, each text asked as if it had never been seen."""
    rows = fixed_rows(learnt.material)
    return tuple(_mark(learnt.material, stage, rows) for stage in learnt.stages)


def fixed_rows(material: Material) -> Integers:
    """Texts chosen by their hash, so that they stay the same while others change."""
    rows = rows_with_more(material.layout, material.answers)
    chosen = sorted(rows, key=lambda row: hashlib.sha256(material.texts[row].encode("utf-8", "surrogatepass")).digest())
    return np.array(sorted(chosen[:TEXTS_ASKED]), dtype=np.int64)


def _mark(material: Material, stage: StageLearnt, rows: Integers) -> Marks:
    if not len(rows):
        return Marks(0, 0, 0.0)
    examples = examples_hiding_itself(known_by(material, stage.engines, stage.fit), rows)
    sure = np.clip(stage.home.probabilities(examples.features), SUREST, 1 - SUREST)
    loss = -np.log(np.where(examples.right, sure, 1 - sure)).mean()
    return Marks(len(rows), int(examples.right.sum()), float(loss))
