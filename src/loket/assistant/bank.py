"""All that the assistant knows, in memory: articles, vectors, words and calibrations, as one whole."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Literal

import numpy as np

from loket.assistant.calibration import Calibration
from loket.assistant.costs import Policy
from loket.assistant.fitted import Fitted, Lesson, fitted_or_fit, store_lessons, stored_lessons
from loket.assistant.lessons import Material, learn, learn_at_once
from loket.assistant.lexical import LexicalIndex, build_lexical_index
from loket.assistant.ridge import Ridge
from loket.assistant.scoring import FEATURES, Floats, Layout, Scores, lay_out
from loket.assistant.stages import Stage
from loket.assistant.vectors import Engine, build_engine
from loket.assistant.words import fold
from loket.lib.embedding import SPOKEN_BY_USE, Embedder, Vectors
from loket.lib.vector_cache import Progress, VectorCache
from loket.translation.detection import primary

FORMAT = 8  # a change in how banks are built makes a new version
SMALL = 400  # so many texts are learnt from in a moment

# How sure it is of what stands word for word in an article; a word or two may stand anywhere.
VERBATIM = 0.99
WORDS_OF_A_SENTENCE = 3

# Between these a costlier engine is asked. Measured on the validation part of BANKING77: see docs/understanding.md.
SETTLED_FROM = 0.7
SETTLED_UNTIL = 0.02

Learning = Literal["small", "all"]


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article in one language; `article` is its slug, `answer` Markdown."""

    article: str
    topic: str
    language: str
    question: str
    answer: str
    also_asked: tuple[str, ...] = ()
    version: int = 0


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
    policy: Policy = field(default_factory=Policy)

    def under(self, policy: Policy) -> Bank:
        """The same knowledge, answering from where this policy says."""
        return replace(self, policy=policy)

    def search(self, text: str, language: str, limit: int = 5) -> tuple[Candidate, ...]:
        """The articles nearest to a question, best first."""
        return self.look(text, language, limit).candidates

    def look(self, text: str, language: str, limit: int = 5) -> Look:
        """Search, and say how it went; a costlier stage is asked only where it may decide."""
        spoken = primary(language)
        if not self.slugs or not text.strip():
            return Look(text, spoken)
        words = self.words.likeness(text)
        vectors: dict[str, Floats] = {}
        steps: list[Step] = []
        for stage in self.stages:
            embedding = _embed(text, spoken, stage, vectors)
            scores = stage.scores([vectors[name] for name in stage.engine_names], words, spoken, self.layout)
            features = scores.features()
            confidence = float(stage.calibration(spoken, self.layout).probabilities(features)[0])
            steps.append(Step(stage.engine_names, round(confidence, 4), embedding))
            if stage is self.stages[-1] or _is_settled(confidence, spoken):
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

    @property
    def has_learnt(self) -> bool:
        """Whether the slow lessons are part of this bank."""
        return self.calibration.examples > 0


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
    texts = _by_article(articles)
    questions, languages, labels = _questions(texts)
    engines = tuple(build_engine(questions, languages, each, cache=cache, progress=progress) for each in embedders)
    layout = lay_out(labels, languages, articles=len(texts))
    version = bank_version(texts, [each.name for each in embedders])
    directory = cache.directory if cache is not None else None

    def fit() -> Fitted:
        words = build_lexical_index(questions)
        return Fitted(words, learn_at_once(Material(questions, words, layout), engines))

    fitted = fitted_or_fit(directory, version, fit)
    lessons = stored_lessons(directory, version)
    if lessons is None and (learning == "all" or len(questions) <= SMALL):
        lessons = learn(Material(questions, fitted.words, layout), _cascade(engines), progress)
        store_lessons(directory, version, lessons)
    stages = _stages(engines, fitted.lesson, lessons)
    return Bank(version, tuple(texts), texts, fitted.words, layout, stages, _verbatim(questions, labels))


def _verbatim(questions: Sequence[str], labels: Sequence[int]) -> dict[str, int]:
    """The article of each way of asking that is a sentence and belongs to one article only."""
    found: dict[str, int] = {}
    for question, label in zip(questions, labels, strict=True):
        folded = fold(question)
        if folded.count(" ") >= WORDS_OF_A_SENTENCE - 1 and found.setdefault(folded, label) != label:
            found[folded] = -1
    return found


def _cascade(engines: tuple[Engine, ...]) -> list[tuple[Engine, ...]]:
    """The first engine alone, then one more at each stage."""
    return [engines[:count] for count in range(1, len(engines) + 1)]


def _stages(engines: tuple[Engine, ...], first: Lesson, thorough: tuple[Lesson, ...] | None) -> tuple[Stage, ...]:
    lessons = [(engines, first)] if thorough is None else zip(_cascade(engines), thorough, strict=True)
    return tuple(
        Stage(asked, each.ridge, _landmarks(asked, each.ridge), each.home, each.abroad) for asked, each in lessons
    )


def _landmarks(engines: tuple[Engine, ...], ridge: Ridge) -> tuple[Vectors, ...]:
    """The landmarks' vectors; where every text is one, the texts' own."""
    return tuple(
        engine.vectors if len(ridge.landmarks) == len(engine.vectors) else engine.vectors[ridge.landmarks]
        for engine in engines
    )


def _embed(text: str, language: str, stage: Stage, vectors: dict[str, Floats]) -> dict[str, float]:
    """Add the vectors of the engines that no earlier stage has asked; how long each took, in milliseconds."""
    took: dict[str, float] = {}
    for engine in stage.engines:
        name = engine.embedder.name
        if name not in vectors:
            started = time.perf_counter()
            vectors[name] = engine.vector(text, language)
            took[name] = (time.perf_counter() - started) * 1000
    return took


def _is_settled(confidence: float, language: str) -> bool:
    """Whether a costlier look would hardly change what is done."""
    return language in SPOKEN_BY_USE and (confidence >= SETTLED_FROM or confidence <= SETTLED_UNTIL)


def articles_of(bank: Bank) -> list[ArticleText]:
    """The texts that a bank was built from."""
    return [text for translations in bank.texts.values() for text in translations.values()]


def _named(features: Iterable[float]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in zip(FEATURES, features, strict=True)}


def _by_article(articles: Iterable[ArticleText]) -> dict[str, dict[str, ArticleText]]:
    texts: dict[str, dict[str, ArticleText]] = {}
    for text in sorted(articles, key=lambda each: (each.article, each.language)):
        texts.setdefault(text.article, {})[text.language] = text
    return texts


def _questions(texts: Mapping[str, Mapping[str, ArticleText]]) -> tuple[list[str], list[str], list[int]]:
    """Every way of asking, with its language and the number of its article, in the order of the articles."""
    rows = [
        (question, primary(tag), number)
        for number, translations in enumerate(texts.values())
        for tag, text in translations.items()
        for question in dict.fromkeys((text.question, *text.also_asked))
    ]
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def bank_version(texts: Mapping[str, Mapping[str, ArticleText]], engines: Sequence[str]) -> str:
    contents = [asdict(text) for translations in texts.values() for text in translations.values()]
    described = json.dumps([FORMAT, list(engines), contents], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]
