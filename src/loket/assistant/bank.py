"""All that the assistant knows, in memory: articles, vectors, words, classifier and calibration, as one whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from loket.assistant.abroad import build_abroad
from loket.assistant.calibration import Calibration
from loket.assistant.homes import Home, build_homes, choose_copied
from loket.assistant.lexical import LexicalIndex, build_lexical_index
from loket.assistant.scoring import FEATURES, Layout, Likeness, Scores
from loket.assistant.vectors import Engine, build_engine
from loket.lib.embedding import Embedder
from loket.lib.vector_cache import Progress, VectorCache
from loket.translation.detection import primary

FORMAT = 1  # a change in how banks are built makes a new version


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
    homes: Mapping[str, Home]
    calibration: Calibration
    abroad: tuple[Home, Calibration]

    def search(self, text: str, language: str, limit: int = 5) -> tuple[Candidate, ...]:
        """The articles nearest to a question, best first."""
        if not self.slugs or not text.strip():
            return ()
        spoken = primary(language)
        home, calibration = self._home(spoken)
        scores = self._scores(text, spoken, home)
        order = np.argsort(-scores.total, kind="stable")[:limit]
        return tuple(self._candidate(scores, int(article), calibration) for article in order)

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

    def _home(self, language: str) -> tuple[Home, Calibration]:
        home = self.homes.get(language)
        return (home, self.calibration) if home is not None else self.abroad

    def _scores(self, text: str, language: str, home: Home) -> Scores:
        likeness = Likeness(
            meaning=np.mean([engine.likeness(text, language) for engine in self.engines], axis=0, dtype=np.float32),
            lexical=self.words.likeness(text),
        )
        return home.scores(likeness, self.layout)

    def _candidate(self, scores: Scores, article: int, calibration: Calibration) -> Candidate:
        features = scores.features(article)
        return Candidate(
            self.slugs[article],
            round(calibration.probability(features), 4),
            {name: round(float(value), 4) for name, value in zip(FEATURES, features, strict=True)},
        )


def build_bank(
    articles: Iterable[ArticleText],
    *embedders: Embedder,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Bank:
    """Index articles with one engine or several; only texts that the cache has never seen are embedded."""
    texts = _by_article(articles)
    slugs = tuple(texts)
    asked, languages, labels = _questions(texts)
    copied = choose_copied(len(asked))
    engines = tuple(
        build_engine(asked, languages, each, copied=copied, cache=cache, progress=progress) for each in embedders
    )
    index = build_lexical_index(asked)
    numbers = np.array(labels, dtype=np.int64)
    layout = Layout(np.searchsorted(numbers, np.arange(len(slugs))).astype(np.int64), numbers)
    homes, calibration = build_homes(asked, languages, engines, index, layout, copied=copied)
    abroad = build_abroad(languages, engines, layout)
    return Bank(_version(texts, embedders), slugs, texts, engines, index, layout, homes, calibration, abroad)


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
