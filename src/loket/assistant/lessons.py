"""Learn from the articles: a ridge for each stage of the cascade, and calibrations to read its scores by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.answers import Answers
from loket.assistant.calibration import EXPERIENCE, Calibration
from loket.assistant.examples import Known, calibrate_abroad, calibrate_at_home
from loket.assistant.fitted import Lesson
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import RidgeFit, choose_landmarks, fit_ridge, kernel_between
from loket.assistant.scoring import Floats, Integers, Layout
from loket.assistant.vectors import Engine
from loket.lib.vector_cache import Progress

# More landmarks tell finer: the first stage must be quick, the last may take its time.
LANDMARKS = 4_000
LANDMARKS_WHEN_QUICK = 2_000
LANDMARKS_AT_ONCE = 800
TEXTS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: all texts, their words, how they belong together, and what the answers say."""

    texts: Sequence[str]
    words: LexicalIndex
    layout: Layout
    answers: Answers


def learn(
    material: Material, stages: Sequence[tuple[Engine, ...]], progress: Progress | None = None
) -> tuple[Lesson, ...]:
    """What each stage can learn from these texts; takes seconds for thousands of them."""
    lessons = []
    for engines in stages:
        limit = LANDMARKS if engines is stages[-1] else LANDMARKS_WHEN_QUICK
        fit = _fit(material, engines, limit, progress)
        known = Known(material.texts, engines, material.words, material.layout, material.answers, fit)
        lessons.append(Lesson(fit.ridge, calibrate_at_home(known), calibrate_abroad(known)))
    return tuple(lessons)


def learn_at_once(material: Material, engines: Sequence[Engine]) -> Lesson:
    """A first lesson in well under a second, read by experience; it serves until `learn` has come to its end."""
    untried = Calibration(tuple(EXPERIENCE.tolist()), 0)
    return Lesson(_fit(material, engines, LANDMARKS_AT_ONCE, None).ridge, untried, untried)


def _fit(material: Material, engines: Sequence[Engine], limit: int, progress: Progress | None) -> RidgeFit:
    landmarks = choose_landmarks(material.layout.labels, limit)
    parts = _kernels(material, engines, landmarks, progress)
    return fit_ridge(parts, material.layout.labels, landmarks, articles=len(material.layout.starts) - 1)


def _kernels(
    material: Material, engines: Sequence[Engine], landmarks: Integers, progress: Progress | None
) -> Iterator[tuple[Integers, Floats]]:
    near = material.words.only(landmarks)
    total = len(material.texts)
    for start in range(0, total, TEXTS_AT_ONCE):
        rows = np.arange(start, min(start + TEXTS_AT_ONCE, total))
        likeness = np.stack([near.likeness(text) for text in material.texts[start : start + TEXTS_AT_ONCE]])
        yield rows, kernel_between(engines, likeness, rows, landmarks)
        if progress is not None:
            progress(int(rows[-1]) + 1, total)
