"""All that the assistant knows, in memory: articles, vectors, words and calibrations, as one whole."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from loket.assistant.answers import Answers
from loket.assistant.article_texts import ArticleText, verbatim
from loket.assistant.calibration import Calibration
from loket.assistant.costs import Policy
from loket.assistant.fitted import Lessons, store_lessons, stored_lessons
from loket.assistant.groundwork import Groundwork, lay_ground
from loket.assistant.lessons import learn
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import Ridge
from loket.assistant.ridge_words import words_of_ridge
from loket.assistant.scoring import FEATURES, Floats, Layout, Scores
from loket.assistant.stages import Question, Stage, Words
from loket.assistant.vectors import Engine
from loket.assistant.words import fold
from loket.lib.embedding import SPOKEN_BY_USE, Embedder, Vectors
from loket.lib.vector_cache import Progress, VectorCache
from loket.translation.detection import primary

SMALL = 400  # so many texts are learnt from in a moment

# How sure it is of what stands word for word in an article.
VERBATIM = 0.99

# Between these a costlier engine is asked. Measured on the validation part of BANKING77: see docs/understanding.md.
SETTLED_FROM = 0.6
SETTLED_UNTIL = 0.02

Learning = Literal["small", "all"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that may answer: how likely it is right (0 to 1), and what that was read from."""

    article: str
    confidence: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage that was asked: how sure it was (0 to 1), and how long each engine new to it embedded, in ms."""

    engines: tuple[str, ...]
    confidence: float
    embedding: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Look:
    """One search: for what, in which language, what it found, and the stages it asked; the last one decided."""

    text: str
    language: str
    candidates: tuple[Candidate, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Bank:
    """Immutable; replaced as a whole when articles or engines change, or when more was learnt."""

    version: str
    slugs: tuple[str, ...]
    texts: Mapping[str, Mapping[str, ArticleText]]
    words: LexicalIndex
    layout: Layout
    stages: tuple[Stage, ...]
    verbatim: Mapping[str, int]
    has_learnt: bool  # whether the slow lessons are part of it
    is_patched: bool = False  # whether they were changed for a few texts since all was learnt
    policy: Policy = field(default_factory=Policy)

    def flow_of(self, article: str) -> str:
        """The guided flow that an article leads to; empty where it leads to none."""
        return next((each.flow for each in self.texts.get(article, {}).values() if each.flow), "")

    def under(self, policy: Policy) -> Bank:
        """The same knowledge, answering from where this policy says."""
        return replace(self, policy=policy)

    def search(self, text: str, language: str, limit: int = 5, *, hasty: bool = False) -> tuple[Candidate, ...]:
        """The articles nearest to a question, best first."""
        return self.look(text, language, limit, hasty=hasty).candidates

    def look(self, text: str, language: str, limit: int = 5, *, hasty: bool = False) -> Look:
        """Search, and say how it went; a costlier stage is asked only where it may decide.

        A hasty look, at one of many parts of a message, takes the first stage that speaks the language.
        """
        spoken = primary(language)
        if not self.slugs or not text.strip():
            return Look(text, spoken)
        question = Question(text, spoken, self.words.asked(text), {})
        steps: list[Step] = []
        for stage in self.stages:
            embedding = _embed(question, stage)
            scores = stage.scores(question, self.layout)
            features = scores.features()
            confidence = float(stage.calibration(spoken, self.layout).probabilities(features)[0])
            steps.append(Step(stage.engine_names, round(confidence, 4), embedding))
            is_enough = _is_settled(confidence, spoken, stage.answers) or (hasty and spoken in SPOKEN_BY_USE)
            if stage is self.stages[-1] or is_enough:
                break
        found = self._candidates(scores, features[0], confidence, limit)
        return Look(text, spoken, self._word_for_word(text, found), tuple(steps))

    def _word_for_word(self, text: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
        """What stands word for word among one article's ways of asking asks for that article, and nothing competes."""
        article = self.verbatim.get(fold(text), -1)
        if article < 0:
            return found
        slug = self.slugs[article]
        features = next((each.features for each in found if each.article == slug), {})
        others = (
            replace(each, confidence=min(each.confidence, 1 - VERBATIM)) for each in found if each.article != slug
        )
        return (Candidate(slug, VERBATIM, features), *others)

    def _candidates(self, scores: Scores, features: Floats, confidence: float, limit: int) -> tuple[Candidate, ...]:
        """The confidence holds for the best; the others have as much less as their scores say."""
        shares = scores.shares()[0]
        best = np.argsort(-scores.total[0], kind="stable")[:limit]
        found = []
        for place, article in enumerate(best):
            named = features if place == 0 else (scores.total[0, article], scores.nearest[0, article], features[2])
            likely = confidence * float(shares[article] / max(float(shares[best[0]]), 1e-9))
            found.append(Candidate(self.slugs[article], round(likely, 4), _named(named)))
        return tuple(found)

    def article_text(self, article: str, language: str) -> tuple[ArticleText, bool] | None:
        """An article in the wanted language, else in its sister, English, or any; and whether the language is right."""
        translations = self.texts.get(article)
        if not translations:
            return None
        wanted = primary(language)
        for tag, text in translations.items():
            if tag.lower() == language.lower():
                return text, True
        same = [text for tag, text in translations.items() if primary(tag) == wanted]
        english = [text for tag, text in translations.items() if primary(tag) == "en"]
        chosen = [*same, *english, *translations.values()][0]
        return chosen, bool(same)

    def topic_of(self, candidates: Sequence[Candidate]) -> str:
        """The topic of the best candidate; empty without one."""
        texts = self.texts.get(candidates[0].article) if candidates else None
        return next(iter(texts.values())).topic if texts else ""

    def answer_at(self, candidates: Sequence[Candidate]) -> float:
        """The confidence from which the best candidate is given: what mistakes cost in its topic decides."""
        return self.policy.answer_at(self.topic_of(candidates))

    def knows_word(self, word: str) -> bool:
        """Whether a folded word stands in any article's questions."""
        return word in self.words.terms

    @property
    def engine_names(self) -> tuple[str, ...]:
        return self.stages[-1].engine_names

    @property
    def calibration(self) -> Calibration:
        """How the last stage reads its scores."""
        return self.stages[-1].home


def build_bank(
    articles: Iterable[ArticleText],
    *embedders: Embedder,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
    learning: Learning = "small",
) -> Bank:
    """Index articles with one engine or several, the quickest first; only texts never seen before are embedded.

    Slow lessons are taken from the cache; they are learnt now where `learning` is "all", or "small" and the bank is.
    """
    ground = lay_ground(articles, *embedders, cache=cache, progress=progress)
    directory = cache.directory if cache is not None else None
    lessons = stored_lessons(directory, ground.version)
    if lessons is None and (learning == "all" or len(ground.material.texts) <= SMALL):
        lessons = learn(ground.material, ground.cascade, progress).lessons
        store_lessons(directory, ground.version, lessons)
    return _bank(ground, lessons)


def _bank(ground: Groundwork, lessons: Lessons | None) -> Bank:
    material = ground.material
    return Bank(
        ground.version,
        tuple(ground.articles),
        ground.articles,
        material.words,
        material.layout,
        _stages(ground, lessons),
        verbatim(material.texts, material.layout.labels.tolist()),
        has_learnt=lessons is not None,
        is_patched=lessons is not None and not lessons.thorough,
    )


def _stages(ground: Groundwork, lessons: Lessons | None) -> tuple[Stage, ...]:
    learnt = [(ground.engines, ground.at_once)] if lessons is None else zip(ground.cascade, lessons.stages, strict=True)
    material = ground.material
    words = Words(material.words, material.words.by_text())
    return tuple(
        Stage(
            asked,
            each.ridge,
            _landmarks(asked, each.ridge),
            words_of_ridge(each.ridge, material.words, is_quick=place == 0),
            words,
            material.answers,
            each.home,
            each.abroad,
        )
        for place, (asked, each) in enumerate(learnt)
    )


def _landmarks(engines: tuple[Engine, ...], ridge: Ridge) -> tuple[Vectors, ...]:
    """The landmarks' vectors; where every text is one, the texts' own."""
    return tuple(
        engine.vectors if len(ridge.landmarks) == len(engine.vectors) else engine.vectors[ridge.landmarks]
        for engine in engines
    )


def _embed(question: Question, stage: Stage) -> dict[str, float]:
    """Add the vectors of the engines that no earlier stage has asked; how long each took, in milliseconds."""
    took: dict[str, float] = {}
    for engine in stage.engines:
        if engine.name not in question.vectors:
            started = time.perf_counter()
            question.vectors[engine.name] = engine.vector(question.text)
            took[engine.name] = (time.perf_counter() - started) * 1000
    return took


def _is_settled(confidence: float, language: str, answers: Answers) -> bool:
    """Whether a costlier look would hardly change what is done; answers only the costlier engine reads well."""
    is_hopeless = confidence <= SETTLED_UNTIL and not answers.parts.passages.texts
    return language in SPOKEN_BY_USE and (confidence >= SETTLED_FROM or is_hopeless)


def articles_of(bank: Bank) -> list[ArticleText]:
    """The texts that a bank was built from."""
    return [text for translations in bank.texts.values() for text in translations.values()]


def _named(features: Iterable[float]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, features, strict=True)}
