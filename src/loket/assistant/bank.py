"""All that the assistant knows, in memory: articles, vectors, words and calibrations, as one whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from loket.assistant.calibration import Calibration
from loket.assistant.examples import calibrate_abroad, calibrate_at_home
from loket.assistant.fitted import Fitted, fitted_or_fit
from loket.assistant.lexical import LexicalIndex, build_lexical_index
from loket.assistant.scoring import FEATURES, Floats, Layout, Scores, combine, lay_out
from loket.assistant.vectors import Engine, build_engine
from loket.lib.embedding import Embedder
from loket.lib.vector_cache import Progress, VectorCache
from loket.translation.detection import primary

FORMAT = 5  # a change in how banks are built makes a new version


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
    """An article that may answer, with the features behind its confidence (0 to 1)."""

    article: str
    confidence: float
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Bank:
    """Immutable; replaced as a whole when articles or engines change."""

    version: str
    slugs: tuple[str, ...]
    texts: Mapping[str, Mapping[str, ArticleText]]
    engines: tuple[Engine, ...]
    words: LexicalIndex
    layout: Layout
    calibration: Calibration
    abroad: Calibration

    def search(self, text: str, language: str, limit: int = 5) -> tuple[Candidate, ...]:
        """The articles nearest to a question, best first."""
        if not self.slugs or not text.strip():
            return ()
        spoken = primary(language)
        scores = self._scores(text, spoken)
        best = np.argsort(-scores.total[0], kind="stable")[:limit]
        features = scores.repeated(len(best)).features(best)
        calibration = self.calibration if spoken in self.layout.speakers else self.abroad
        return tuple(
            Candidate(self.slugs[article], round(float(probability), 4), _named(row))
            for article, probability, row in zip(best, calibration.probabilities(features), features, strict=True)
        )

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

    def knows_word(self, word: str) -> bool:
        """Whether a folded word stands in any article's questions."""
        return word in self.words.terms

    @property
    def engine_names(self) -> tuple[str, ...]:
        return tuple(engine.embedder.name for engine in self.engines)

    def _scores(self, text: str, language: str) -> Scores:
        meaning = np.stack([engine.likeness(text, language) for engine in self.engines]).mean(axis=0, keepdims=True)
        words = self.words.likeness(text)[None, :]
        return combine(meaning, words, self.layout.foreign(language), self.layout)


def build_bank(
    articles: Iterable[ArticleText],
    *embedders: Embedder,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Bank:
    """Index articles with one engine or several; only texts that the cache has never seen are embedded."""
    texts = _by_article(articles)
    questions, languages, labels = _questions(texts)
    engines = tuple(build_engine(questions, languages, each, cache=cache, progress=progress) for each in embedders)
    layout = lay_out(labels, languages, articles=len(texts))
    version = _version(texts, embedders)

    def fit() -> Fitted:
        words = build_lexical_index(questions)
        return Fitted(words, calibrate_at_home(questions, engines, words, layout), calibrate_abroad(engines, layout))

    fitted = fitted_or_fit(cache.directory if cache is not None else None, version, fit)
    return Bank(version, tuple(texts), texts, engines, fitted.words, layout, fitted.home, fitted.abroad)


def asked(bank: Bank) -> list[str]:
    """Every way of asking that the bank knows: what an engine must have embedded."""
    return _questions(bank.texts)[0]


def _named(features: Floats) -> dict[str, float]:
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


def _version(texts: Mapping[str, Mapping[str, ArticleText]], embedders: Sequence[Embedder]) -> str:
    contents = [asdict(text) for translations in texts.values() for text in translations.values()]
    engines = [embedder.name for embedder in embedders]
    described = json.dumps([FORMAT, engines, contents], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]
