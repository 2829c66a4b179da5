"""Learn from the articles: a ridge for each stage of the cascade, and calibrations to read its scores by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.answers import Answers
from loket.assistant.calibration import EXPERIENCE, Calibration
from loket.assistant.examples import Known, calibrate_abroad, calibrate_at_home
from loket.assistant.fitted import Lesson, Lessons
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import RidgeFit, choose_landmarks, fit_ridge, kernel_between
from loket.assistant.scoring import Floats, Integers, Layout
from loket.assistant.vectors import Engine
from loket.lib.vector_cache import Progress

# More landmarks tell finer: the first stage must be quick, the last may take its time.
LANDMARKS = 4_000
LANDMARKS_WHEN_QUICK = 2_000
LANDMARKS_AT_ONCE = 800
TEXTS_LEARNT_AT_ONCE = 4_000
TEXTS_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: all texts, their words, how they belong together (`slugs` names the articles), and what
    the answers say."""

    slugs: Sequence[str]
    texts: Sequence[str]
    words: LexicalIndex
    layout: Layout
    answers: Answers


@dataclass(frozen=True, slots=True)
class StageLearnt:
    """What one stage learnt, with what it was learnt by: enough to patch it, or to ask what it would say with less."""

    engines: tuple[Engine, ...]
    fit: RidgeFit
    home: Calibration
    abroad: Calibration


@dataclass(frozen=True, slots=True)
class Learnt:
    """What all stages learnt, and from what; up to 100 MB beside its material, so only the worker keeps one."""

    material: Material
    stages: tuple[StageLearnt, ...]
    thorough: bool = True

    @property
    def lessons(self) -> Lessons:
        """What answering needs of it."""
        return Lessons(tuple(Lesson(each.fit.ridge, each.home, each.abroad) for each in self.stages), self.thorough)


def learn(material: Material, stages: Sequence[tuple[Engine, ...]], progress: Progress | None = None) -> Learnt:
    """What each stage can learn from these texts; takes seconds for thousands of them."""
    learnt = []
    for engines in stages:
        limit = LANDMARKS if engines is stages[-1] else LANDMARKS_WHEN_QUICK
        fit = _fit(material, engines, choose_landmarks(material.layout.labels, limit), progress)
        known = known_by(material, engines, fit)
        learnt.append(StageLearnt(engines, fit, calibrate_at_home(known), calibrate_abroad(known)))
    return Learnt(material, tuple(learnt))


def recall(material: Material, stages: Sequence[tuple[Engine, ...]], lessons: Lessons) -> Learnt:
    """Stored lessons with what was not stored of them; takes as long as learning without calibrations."""
    recalled = []
    for engines, lesson in zip(stages, lessons.stages, strict=True):
        inverse = _fit(material, engines, lesson.ridge.landmarks, None).inverse
        recalled.append(StageLearnt(engines, RidgeFit(lesson.ridge, inverse), lesson.home, lesson.abroad))
    return Learnt(material, tuple(recalled), lessons.thorough)


def known_by(material: Material, engines: tuple[Engine, ...], fit: RidgeFit) -> Known:
    """What examples are made from."""
    return Known(material.texts, engines, material.words, material.layout, material.answers, fit)


def learn_at_once(material: Material, engines: Sequence[Engine]) -> Lesson:
    """A first lesson in well under a second, read by experience; it serves until `learn` has come to its end."""
    untried = Calibration(tuple(EXPERIENCE.tolist()), 0)
    # Whatever is a landmark among few is one among more: these texts hold all of them.
    rows, landmarks = (
        choose_landmarks(material.layout.labels, limit) for limit in (TEXTS_LEARNT_AT_ONCE, LANDMARKS_AT_ONCE)
    )
    return Lesson(_fit(material, engines, landmarks, None, rows).ridge, untried, untried)


def _fit(
    material: Material,
    engines: Sequence[Engine],
    landmarks: Integers,
    progress: Progress | None,
    learnt_from: Integers | None = None,
) -> RidgeFit:
    rows = np.arange(len(material.texts)) if learnt_from is None else learnt_from
    parts = _kernels(material, engines, rows, landmarks, progress)
    return fit_ridge(parts, material.layout.labels, landmarks, articles=len(material.layout.starts) - 1)


def kernel_of_rows(material: Material, engines: Sequence[Engine], rows: Integers, landmarks: Integers) -> Floats:
    """The kernel between some of the texts and the landmarks."""
    if not len(rows):
        return np.zeros((0, len(landmarks)), dtype=np.float32)
    near = material.words.only(landmarks)
    return kernel_between(engines, _likeness(material, near, rows), rows, landmarks)


def _kernels(
    material: Material, engines: Sequence[Engine], rows: Integers, landmarks: Integers, progress: Progress | None
) -> Iterator[tuple[Integers, Floats]]:
    near = material.words.only(landmarks)
    for start in range(0, len(rows), TEXTS_AT_ONCE):
        part = rows[start : start + TEXTS_AT_ONCE]
        yield part, kernel_between(engines, _likeness(material, near, part), part, landmarks)
        if progress is not None:
            progress(start + len(part), len(rows))


def _likeness(material: Material, near: LexicalIndex, rows: Integers) -> Floats:
    return np.stack([near.likeness(material.texts[row]) for row in rows])
