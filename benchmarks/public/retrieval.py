"""Sets of questions and what answers them: listed questions, passages, sentences; and the market sets."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from benchmarks.public.rows import ANSWER, TOPIC, Bench, PublicSet, places
from benchmarks.understanding import demo_articles
from loket.assistant.article_texts import ArticleText
from loket.assistant.evaluation import Line, read_lines

QUESTION_LETTERS = 80
XQUAD_LANGUAGES = ("es", "ar", "ru")
MARKET = Path(__file__).resolve().parents[1] / "data"

_SENTENCE = re.compile(r"(?<=[.!?])\s")


def covid_faq(bench: Bench, language: str, *, only_asked: bool = False) -> PublicSet:
    """Questions asked anew over all listed questions of the same language, or over those that any of them asks."""
    bank = [row for row in bench.bank("covid_faq_bank") if row["lang"] == language]
    asked = [row for row in bench.questions("covid_faq") if row["lang"] == language]
    labels = {row["label"] for row in asked}
    listed = [row for row in bank if not only_asked or row["text"] in labels]
    articles = [ArticleText(row["id"], TOPIC, language, row["text"], row["answer"] or ANSWER) for row in listed]
    return _by_text(articles, [(row["text"], row["label"], language) for row in asked])


def stackfaq(bench: Bench) -> PublicSet:
    """Paraphrases over listed questions."""
    articles = [ArticleText(row["id"], TOPIC, row["lang"], row["text"], ANSWER) for row in bench.bank("stackfaq_bank")]
    return _by_text(articles, [(row["text"], row["label"], row["lang"]) for row in bench.questions("stackfaq")])


def passages(bench: Bench, name: str, *, with_answers: bool = True) -> PublicSet:
    """Each passage is an article; its first sentence, cut short, stands for the question."""
    articles = [
        ArticleText(row["id"], TOPIC, row["lang"], first_sentence(row["text"]), row["text"] if with_answers else ANSWER)
        for row in bench.bank(f"{name}_passages")
    ]
    return PublicSet(articles, [Line(row["text"], (row["label"],), row["lang"]) for row in bench.questions(name)])


def xquad_r(bench: Bench) -> PublicSet:
    """Questions of other languages over English sentences."""
    articles = [
        ArticleText(row["id"], TOPIC, "en", row["text"], row["text"])
        for row in bench.bank("xquad_r_sentences")
        if row["lang"] == "en"
    ]
    asked = [row for row in bench.questions("xquad_r") if row["lang"] in XQUAD_LANGUAGES]
    lines = [Line(row["text"], (f"xq-en-{row['label']}",), row["lang"]) for row in asked]
    return PublicSet(articles, lines, places(row["lang"] for row in asked))


def market(name: str) -> PublicSet:
    """What people write to a marketplace, over the demo shop's articles."""
    lines = read_lines((MARKET / f"{name}.jsonl").read_text("utf-8").splitlines())
    return PublicSet(list(demo_articles()), lines, places(line.language for line in lines))


def first_sentence(text: str) -> str:
    """The first sentence, at most 80 characters of it."""
    return _SENTENCE.split(text.strip(), maxsplit=1)[0][:QUESTION_LETTERS].strip()


def _by_text(articles: list[ArticleText], asked: list[tuple[str, str, str]]) -> PublicSet:
    """The label is the question's text, which may stand in the bank more than once."""
    named: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        named[article.question].append(article.article)
    return PublicSet(articles, [Line(text, tuple(named[label]), language) for text, label, language in asked])
