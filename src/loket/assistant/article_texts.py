"""The texts that a bank is built from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from loket.assistant.words import fold
from loket.translation.detection import primary

FORMAT = 12  # a change in how banks are built makes a new version
WORDS_OF_A_SENTENCE = 3  # a word or two may stand anywhere


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
    flow: str = ""  # the guided flow that its answer leads to


def by_article(articles: Iterable[ArticleText]) -> dict[str, dict[str, ArticleText]]:
    texts: dict[str, dict[str, ArticleText]] = {}
    for text in sorted(articles, key=lambda each: (each.article, each.language)):
        texts.setdefault(text.article, {})[text.language] = text
    return texts


def questions_of(texts: Mapping[str, Mapping[str, ArticleText]]) -> tuple[list[str], list[str], list[int]]:
    """Every way of asking, with its language and the number of its article, in the order of the articles."""
    rows = [
        (question, primary(tag), number)
        for number, translations in enumerate(texts.values())
        for tag, text in translations.items()
        for question in dict.fromkeys((text.question, *text.also_asked))
    ]
    return [row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows]


def verbatim(questions: Sequence[str], labels: Sequence[int]) -> dict[str, int]:
    """The article of each way of asking that is a sentence and belongs to one article only."""
    found: dict[str, int] = {}
    for question, label in zip(questions, labels, strict=True):
        folded = fold(question)
        if folded.count(" ") >= WORDS_OF_A_SENTENCE - 1 and found.setdefault(folded, label) != label:
            found[folded] = -1
    return found


def bank_version(texts: Mapping[str, Mapping[str, ArticleText]], engines: Sequence[str]) -> str:
    contents = [asdict(text) for translations in texts.values() for text in translations.values()]
    described = json.dumps([FORMAT, list(engines), contents], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()[:16]
