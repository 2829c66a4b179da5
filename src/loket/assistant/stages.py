"""One step of the cascade: the engines it asks, what it learnt, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.calibration import Calibration
from loket.assistant.ridge import Ridge, kernel_of
from loket.assistant.scoring import HIDDEN, Floats, Layout, Scores, combine
from loket.assistant.vectors import Engine
from loket.lib.embedding import Vectors

# Above this many texts only the articles that the ridge likes best are compared text by text.
TEXTS_COMPARED = 4_000
ARTICLES_COMPARED = 16


@dataclass(frozen=True, slots=True)
class Stage:
    """Engines with what was learnt for them; `landmarks` repeats the landmarks' vectors, one array an engine."""

    engines: tuple[Engine, ...]
    ridge: Ridge
    landmarks: tuple[Vectors, ...]
    home: Calibration
    abroad: Calibration

    @property
    def engine_names(self) -> tuple[str, ...]:
        return tuple(engine.embedder.name for engine in self.engines)

    def calibration(self, language: str, layout: Layout) -> Calibration:
        """How to read the scores of a question in this language."""
        return self.home if language in layout.speakers else self.abroad

    def scores(self, vectors: Sequence[Floats], words: Floats, language: str, layout: Layout) -> Scores:
        """Score all articles for one question: its centred vector of each engine, and its words' likeness to texts."""
        kernel = kernel_of(
            [held @ vector for held, vector in zip(self.landmarks, vectors, strict=True)], words[self.ridge.landmarks]
        )
        learnt = self.ridge.scores(kernel)
        meaning = self._meaning(vectors, learnt, layout)
        return combine(learnt[None, :], meaning[None, :], words[None, :], layout.foreign(language), layout)

    def _meaning(self, vectors: Sequence[Floats], learnt: Floats, layout: Layout) -> Floats:
        """The cosine with each text, the mean of the engines; in a large bank only with those of likely articles."""
        pairs = list(zip(self.engines, vectors, strict=True))
        if len(layout.labels) <= TEXTS_COMPARED or len(learnt) <= ARTICLES_COMPARED:
            return np.asarray(np.mean([engine.vectors @ vector for engine, vector in pairs], axis=0), dtype=np.float32)
        meaning = np.full(len(layout.labels), HIDDEN, dtype=np.float32)
        for article in np.argpartition(-learnt, ARTICLES_COMPARED)[:ARTICLES_COMPARED]:
            own = slice(layout.starts[article], layout.starts[article + 1])
            meaning[own] = np.mean([engine.vectors[own] @ vector for engine, vector in pairs], axis=0)
        return meaning
