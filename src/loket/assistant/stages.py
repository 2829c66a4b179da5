"""One step of the cascade: the engines it asks, what it learnt, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.answers import Answers
from loket.assistant.calibration import Calibration
from loket.assistant.lexical import Asked, LexicalIndex, TermsOfTexts
from loket.assistant.ridge import Ridge, kernel_of
from loket.assistant.ridge_words import RidgeWords
from loket.assistant.scoring import HIDDEN, Floats, Integers, Layout, Scores, combine, combine_few
from loket.assistant.vectors import Engine
from loket.lib.embedding import Vectors

# Above this many texts only the articles that ridge and answers like best are compared text by text, and by words only
# their texts that are nearest by meaning.
TEXTS_COMPARED = 4_000
ARTICLES_COMPARED = 16
TEXTS_OF_ARTICLE = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, its language, its terms as the bank knows them, and its vector by each engine asked."""

    text: str
    language: str
    terms: Asked
    vectors: dict[str, Floats]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all texts: looked up by term where all texts are compared, by text where only a few are."""

    index: LexicalIndex
    by_text: TermsOfTexts


@dataclass(frozen=True, slots=True)
class Stage:
    """Engines with what was learnt for them; `landmarks` repeats the landmarks' vectors, one array an engine."""

    engines: tuple[Engine, ...]
    ridge: Ridge
    landmarks: tuple[Vectors, ...]
    ridge_words: RidgeWords
    words: Words
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
        cosines = [held @ vector for held, vector in zip(self.landmarks, vectors, strict=True)]
        known = self.ridge.scores(kernel_of(cosines)) + self.ridge_words.scores(question.terms)
        known += self.answers.evidence(question.text, question.language, question.vectors, len(known))
        if len(layout.labels) <= TEXTS_COMPARED or len(known) <= ARTICLES_COMPARED:
            return self._all_compared(question, vectors, known, layout)
        return self._few_compared(question, vectors, known, layout)

    def _all_compared(self, question: Question, vectors: Sequence[Floats], known: Floats, layout: Layout) -> Scores:
        """With the nearest of all texts."""
        meaning = self._meaning(vectors, slice(None))
        words = self.words.index.likeness_of(question.terms)
        return combine(known[None, :], meaning[None, :], words[None, :], layout.foreign(question.language), layout)

    def _few_compared(self, question: Question, vectors: Sequence[Floats], known: Floats, layout: Layout) -> Scores:
        """With the nearest texts of the likeliest articles; by words only those that are near by meaning."""
        articles = np.argpartition(-known, ARTICLES_COMPARED)[:ARTICLES_COMPARED]
        meaning = self._meaning_of(articles, vectors, layout)
        texts = layout.places[articles]
        if texts.shape[1] > TEXTS_OF_ARTICLE:
            near = np.argpartition(-meaning, TEXTS_OF_ARTICLE, axis=1)[:, :TEXTS_OF_ARTICLE]
            meaning, texts = np.take_along_axis(meaning, near, axis=1), np.take_along_axis(texts, near, axis=1)
        words = np.full(meaning.shape, HIDDEN)
        words[meaning > HIDDEN] = self.words.by_text.likeness(question.terms, texts[meaning > HIDDEN])
        foreign = layout.foreign_articles(question.language)[articles]
        return combine_few(known, articles, meaning, words, foreign)

    def _meaning_of(self, articles: Integers, vectors: Sequence[Floats], layout: Layout) -> Floats:
        """The cosine with the texts of these articles, one row each as in the layout's places."""
        meaning = np.full((len(articles), layout.places.shape[1]), HIDDEN)
        for row, article in zip(meaning, articles.tolist(), strict=True):
            part = slice(layout.starts[article], layout.starts[article + 1])
            row[: part.stop - part.start] = self._meaning(vectors, part)
        return meaning

    def _meaning(self, vectors: Sequence[Floats], part: slice) -> Floats:
        """The cosine with each of these texts, the mean of the engines."""
        first, *others = [engine.vectors[part] @ vector for engine, vector in zip(self.engines, vectors, strict=True)]
        return np.asarray((first + sum(others)) / np.float32(1 + len(others)) if others else first, dtype=np.float32)
