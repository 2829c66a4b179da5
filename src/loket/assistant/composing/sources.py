"""Articles as numbered sentences, so that each composed sentence can name what it says again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_SENTENCES = 60
MOST_CHARACTERS = 6_000

_ITEM = re.compile(r"^\s*(?:(?P<bullet>[-*+•])|(?P<number>\d{1,3})[.)])\s+(?P<text>.+)$")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_END = re.compile(r"(?<=[.!?…])[\"'”’)*_]*\s+(?=[\"'“‘(¿¡*_]*[A-ZÀ-ÖØ-Þ0-9])")


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """An article in the language of the answer; ``answer`` is Markdown."""

    article: str
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """One sentence of an article; ``mark`` is "-" in a list, "1." in a numbered one, else empty."""

    number: int
    article: str
    text: str
    mark: str = ""


def number_sentences(articles: Sequence[SourceArticle]) -> tuple[SourceSentence, ...]:
    """Every sentence of the articles, numbered from 1 through all of them."""
    found = [(article.article, text, mark) for article in articles for text, mark in _sentences(article.answer)]
    return tuple(
        SourceSentence(number, article, text, mark) for number, (article, text, mark) in enumerate(found, start=1)
    )


def is_short_enough(sentences: Sequence[SourceSentence]) -> bool:
    """Whether a model can be handed all of it within the time there is."""
    return len(sentences) <= MOST_SENTENCES and sum(len(each.text) for each in sentences) <= MOST_CHARACTERS


def _sentences(markdown: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in markdown.splitlines():
        item = _ITEM.match(line)
        mark = "" if item is None else "-" if item["bullet"] else "1."
        text = _HEADING.sub("", line if item is None else item["text"]).strip()
        found.extend((part, mark) for part in _END.split(text) if part.strip())
    return found
