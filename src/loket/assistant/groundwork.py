"""What is made of the articles before anything slow is learnt: their vectors, words and order, and a first lesson."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loket.assistant.answers import Answers, Passages, Shelf, cut_passages, index_passages, read_passages
from loket.assistant.article_texts import ArticleText, bank_version, by_article, questions_of
from loket.assistant.fitted import Fitted, Lesson, fitted_or_fit
from loket.assistant.lessons import Material, learn_at_once
from loket.assistant.lexical import build_lexical_index
from loket.assistant.scoring import lay_out
from loket.assistant.vectors import Engine, build_engine
from loket.lib.embedding import Embedder
from loket.lib.vector_cache import Progress, VectorCache


@dataclass(frozen=True, slots=True)
class Groundwork:
    """The articles as engines and words see them; `at_once` serves until more is learnt."""

    version: str
    articles: Mapping[str, Mapping[str, ArticleText]]
    material: Material
    engines: tuple[Engine, ...]
    at_once: Lesson

    @property
    def cascade(self) -> list[tuple[Engine, ...]]:
        """The first engine alone, then one more at each stage."""
        return [self.engines[:count] for count in range(1, len(self.engines) + 1)]


def lay_ground(
    articles: Iterable[ArticleText],
    *embedders: Embedder,
    cache: VectorCache | None = None,
    progress: Progress | None = None,
) -> Groundwork:
    """Index articles with one engine or several, the quickest first; only texts never seen before are embedded."""
    texts = by_article(articles)
    questions, languages, labels = questions_of(texts)
    engines = tuple(build_engine(questions, languages, each, cache=cache, progress=progress) for each in embedders)
    titles, parts = (_read_passages(each, embedders, cache, progress) for each in cut_passages(texts))
    layout = lay_out(labels, languages, articles=len(texts))
    version = bank_version(texts, [each.name for each in embedders])

    def fit() -> Fitted:
        words, spoken = build_lexical_index(questions), index_passages(parts.passages)
        material = Material(tuple(texts), questions, words, layout, Answers(titles, parts, spoken))
        return Fitted(words, spoken, learn_at_once(material, engines))

    fitted = fitted_or_fit(cache.directory if cache is not None else None, version, fit)
    answers = Answers(titles, parts, fitted.passages)
    material = Material(tuple(texts), questions, fitted.words, layout, answers)
    return Groundwork(version, texts, material, engines, fitted.lesson)


def _read_passages(
    passages: Passages, embedders: Sequence[Embedder], cache: VectorCache | None, progress: Progress | None
) -> Shelf:
    return Shelf(
        passages, {each.name: read_passages(passages, each, cache=cache, progress=progress) for each in embedders}
    )
