"""What the answers themselves say: evidence for articles of which few ways of asking are known.

An answer is cut into passages. By words they are weighed as by BM25 (Robertson and Zaragoza 2009), over words, pairs
and pieces of words within one language; by meaning as each engine reads passages, in whatever language. The article's
own question is read as a passage too: engines made for search tell more of it then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from loket.assistant.article_texts import ArticleText
from loket.assistant.lexical import Floats, LexicalIndex, count_terms, index_terms
from loket.knowledge.passages import passages_of_answer
from loket.lib.embedding import Embedder
from loket.lib.vector_cache import Progress, VectorCache, embed_all
from loket.translation.detection import primary

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

# From so many ways of asking on, what customers say tells more than what the answer says.
WAYS_ENOUGH = 5

# How much they count beside nearest texts and ridge (each at most about 1) for an article with one way of asking: the
# words of its answer, the meaning of the answer and of the title; and how much of each any text has in common with any
# other. Chosen on the development halves of the market set with the other ways of asking taken away from some articles
# or all, so that an article of which little is known does not speak up where another is meant, and on sets of passages.
WORDS_COUNT = 2.0
ANSWER_COUNTS = 1.5
TITLE_COUNTS = 1.0
WORDS_IN_COMMON = 0.03
MEANING_IN_COMMON = 0.1
# Passages are not what `use` was made for; it helps only in languages that no passage is written in.
SHARE_OF_USE_ABROAD = 0.3

# BM25: how soon a repeated term stops counting, and how much long passages are held back.
SATURATION = 1.2
LENGTH_COUNTS = 0.75


@dataclass(frozen=True, slots=True)
class Passages:
    """Texts in the order of their articles: text, article's number, language, and how much they count."""

    texts: tuple[str, ...]
    articles: Integers
    languages: tuple[str, ...]
    weights: Floats
    spoken: frozenset[str]

    def best(self, spoken: Floats, articles: int) -> Floats:
        """For each article what its best passage says, 0 without one."""
        found = np.zeros(articles, dtype=np.float32)
        np.maximum.at(found, self.articles, np.asarray(spoken * self.weights, dtype=np.float32))
        return found


@dataclass(frozen=True, slots=True)
class Shelf:
    """Passages as the engines read them, with what all passages have in common taken away."""

    passages: Passages
    read: Mapping[str, Floats]

    def meaning(self, vectors: Mapping[str, Floats], language: str, articles: int, *, without: str) -> Floats:
        """How near each article's best passage is to a question, by the engines; `without` is not looked at."""
        use = 0.0 if "e5" in vectors and language in self.passages.spoken else SHARE_OF_USE_ABROAD
        total = np.zeros(len(self.passages.texts), dtype=np.float32)
        for name, vector in vectors.items():
            if name in self.read:
                total += np.float32(use if name == "use" else 1.0) * (self.read[name] @ vector)
        if without:
            total[[text == without for text in self.passages.texts]] = 0
        return self.passages.best(np.maximum(total - np.float32(MEANING_IN_COMMON), 0), articles)


@dataclass(frozen=True, slots=True)
class Answers:
    """What articles are called, and their answers in parts; `words` indexes the parts.

    A term is known by its language, so that only passages in it are compared.
    """

    titles: Shelf
    parts: Shelf
    words: LexicalIndex

    def evidence(
        self, text: str, language: str, vectors: Mapping[str, Floats], articles: int, *, without: str = ""
    ) -> Floats:
        """How much each article's passages speak for it; `vectors` are the question's, an engine's name each.

        `without` is a title that may not speak, where it is itself what is asked.
        """
        if not self.titles.passages.texts:
            return np.zeros(articles, dtype=np.float32)
        total = TITLE_COUNTS * self.titles.meaning(vectors, language, articles, without=without)
        total += ANSWER_COUNTS * self.parts.meaning(vectors, language, articles, without=without)
        words = np.maximum(self._words(text, language) - np.float32(WORDS_IN_COMMON), 0)
        total += WORDS_COUNT * self.parts.passages.best(words, articles)
        # Where no article is better known than the others, none can be drowned out.
        poor = float((np.bincount(self.titles.passages.articles, minlength=articles) > 0).mean())
        return np.asarray(total * (1 + poor**3), dtype=np.float32)

    def speak(self, articles: int) -> Booleans:
        """Which articles have an answer that is read."""
        return np.asarray(np.bincount(self.parts.passages.articles, minlength=articles) > 0)

    def _words(self, text: str, language: str) -> Floats:
        """The share of what the question's terms could give, for each part."""
        counts = {f"{language}:{term}": weight for term, weight in count_terms(text).items()}
        return self.words.shares(counts) / np.float32(SATURATION + 1)


def read_passages(
    passages: Passages, embedder: Embedder, *, cache: VectorCache | None, progress: Progress | None = None
) -> Floats:
    """The passages' unit vectors, with what this engine sees in every passage taken away."""
    reader = embedder.passages
    raw = (
        cache.vectors(passages.texts, reader, progress=progress)
        if cache is not None
        else embed_all(passages.texts, reader, progress=progress)
    )
    moved = raw - _in_every_passage().get(reader.name, np.zeros(reader.dimensions, dtype=np.float32))
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)


@lru_cache(maxsize=1)
def _in_every_passage() -> Mapping[str, Floats]:
    """The mean vector of passages by each engine, made by `tools/learn_passages.py`."""
    with np.load(str(resources.files("loket.assistant") / "data" / "passages.npz")) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def cut_passages(texts: Mapping[str, Mapping[str, ArticleText]]) -> tuple[Passages, Passages]:
    """Titles, and answers in parts, of all articles of which few ways of asking are known in a language."""
    poor = [
        (number, primary(tag), weight, text)
        for number, translations in enumerate(texts.values())
        for tag, text in translations.items()
        if (weight := _weight(text)) > 0
    ]
    titles = [(text.question, number, language, weight) for number, language, weight, text in poor]
    parts = [
        (part, number, language, weight)
        for number, language, weight, text in poor
        for part in dict.fromkeys(passages_of_answer(text.answer))
    ]
    return _passages(titles), _passages(parts)


def index_passages(passages: Passages) -> LexicalIndex:
    """Index the passages' words."""
    counts = [
        {f"{language}:{term}": weight for term, weight in count_terms(text).items()}
        for text, language in zip(passages.texts, passages.languages, strict=True)
    ]
    lengths = np.array([sum(count.values()) for count in counts], dtype=np.float64)
    middle = max(float(lengths.mean()) if len(lengths) else 0.0, 1e-9)
    held_back = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * lengths / middle)
    weighed = [
        {term: weight * (SATURATION + 1) / (weight + held) for term, weight in count.items()}
        for count, held in zip(counts, held_back, strict=True)
    ]
    return index_terms(weighed, _rarity(counts, passages.languages))


def _rarity(counts: Sequence[Mapping[str, float]], languages: Sequence[str]) -> dict[str, float]:
    sizes = Counter(languages)
    holding = Counter(term for count in counts for term in count)
    rarity = {}
    for term, n in holding.items():
        size = sizes[term.split(":", 1)[0]]
        rarity[term] = float(np.log(1 + (size - n + 0.5) / (n + 0.5)))
    return rarity


def _weight(text: ArticleText) -> float:
    ways = len(dict.fromkeys((text.question, *text.also_asked)))
    return max(0.0, (WAYS_ENOUGH - ways) / (WAYS_ENOUGH - 1))


def _passages(rows: Sequence[tuple[str, int, str, float]]) -> Passages:
    return Passages(
        tuple(row[0] for row in rows),
        np.array([row[1] for row in rows], dtype=np.int64),
        tuple(row[2] for row in rows),
        np.array([row[3] for row in rows], dtype=np.float32),
        frozenset(row[2] for row in rows),
    )
