"""One step of the cascade: the engines it asks, what it learnt, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.answers import Answers
from loket.assistant.calibration import Calibration
from loket.assistant.ridge import Ridge, kernel_of
from loket.assistant.scoring import HIDDEN, Floats, Layout, Scores, combine
from loket.assistant.vectors import Engine
from loket.lib.embedding import Vectors

# Above this many texts only the articles that ridge and answers like best are compared text by text.
TEXTS_COMPARED = 4_000
ARTICLES_COMPARED = 16


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, its language, the likeness of its words to each text, and its vector by each engine asked."""

    text: str
    language: str
    words: Floats
    vectors: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Stage:
    """Engines with what was learnt for them; `landmarks` repeats the landmarks' vectors, one array an engine."""

    engines: tuple[Engine, ...]
    ridge: Ridge
    landmarks: tuple[Vectors, ...]
    answers: Answers
    home: Calibration
    abroad: Calibration

    @property
    def engine_names(self) -> tuple[str, ...]:
        return tuple(engine.name for engine in self.engines)

    def calibration(self, language: str, layout: Layout) -> Calibration:
        """How to read the scores of a question in this language."""
        return self.home if language in layout.speakers else self.abroad

    def scores(self, question: Question, layout: Layout) -> Scores:
        """Score all articles for one question, whose vectors of this stage's engines are known."""
        vectors = [engine.centred(question.vectors[engine.name], question.language) for engine in self.engines]
        words = question.words
        kernel = kernel_of(
            [held @ vector for held, vector in zip(self.landmarks, vectors, strict=True)], words[self.ridge.landmarks]
        )
        known = self.ridge.scores(kernel) + self.answers.evidence(
            question.text, question.language, question.vectors, len(layout.starts) - 1
        )
        meaning = self._meaning(vectors, known, layout)
        return combine(known[None, :], meaning[None, :], words[None, :], layout.foreign(question.language), layout)

    def _meaning(self, vectors: Sequence[Floats], known: Floats, layout: Layout) -> Floats:
        """The cosine with each text, the mean of the engines; in a large bank only with those of likely articles."""
        pairs = list(zip(self.engines, vectors, strict=True))
        if len(layout.labels) <= TEXTS_COMPARED or len(known) <= ARTICLES_COMPARED:
            return np.asarray(np.mean([engine.vectors @ vector for engine, vector in pairs], axis=0), dtype=np.float32)
        meaning = np.full(len(layout.labels), HIDDEN, dtype=np.float32)
        for article in np.argpartition(-known, ARTICLES_COMPARED)[:ARTICLES_COMPARED]:
            own = slice(layout.starts[article], layout.starts[article + 1])
            meaning[own] = np.mean([engine.vectors[own] @ vector for engine, vector in pairs], axis=0)
        return meaning
