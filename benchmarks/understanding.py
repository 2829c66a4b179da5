"""The assistant on the market set: what people write to a marketplace, over the demo shop's articles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import resources
from pathlib import Path

from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank, build_bank
from loket.assistant.evaluation import Figures, evaluate, read_lines, run_line
from loket.knowledge.article_lines import read_lines as read_articles
from loket.lib.embedding import Embedder, e5, use

FILES = ("market-dev.jsonl", "market-dev-2.jsonl")  # the held-out halves are kept for the end
DATA = Path(__file__).parent / "data"
WARM_UP = 20
TEXTS_TIMED = 200


def run(files: tuple[str, ...] = FILES) -> list[str]:
    """Figures for each file, overall and by language, with `use` alone, with both engines, and for a new shop."""
    articles = list(demo_articles())
    lines = [
        f"{len({each.article for each in articles})} articles in {len({each.language for each in articles})} languages"
    ]
    for engines in ((use(),), (use(), e5())):
        started = time.process_time()
        bank = build_bank(articles, *engines, learning="all")
        spent = time.process_time() - started
        lines.append(f"\n{' + '.join(bank.engine_names)}: {spent:.1f} s of processor time to build from nothing")
        for name in files:
            lines.extend(_measured(name, bank))
        lines.append(_pace(engines, bank))
    new = build_bank([replace(each, also_asked=()) for each in articles], use(), e5(), learning="all")
    lines.append("\nuse + e5, one question an article: a new shop")
    return [*lines, *(line for name in files for line in _measured(name, new)[:2])]


def demo_articles() -> Iterator[ArticleText]:
    """The articles of the demo shop, one text a language."""
    folder = resources.files("loket.ops.demo") / "articles"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        for line in read_articles(file.read_text("utf-8").splitlines()).articles:
            for tag, each in line.translations.items():
                if each is not None:
                    yield ArticleText(line.slug, line.topic, tag, each.question, each.answer, each.also_asked)


def _measured(name: str, bank: Bank) -> list[str]:
    report = evaluate(read_lines((DATA / name).read_text("utf-8").splitlines()), bank)
    rows = [_row(tag, figures) for tag, figures in (("all", report.figures), *report.by_language.items())]
    return [f"{name:<22}  top1  auroc  covered  wrong  in three", *rows]


def _row(name: str, figures: Figures) -> str:
    return (
        f"  {name:<8}{figures.n:>5} lines   {figures.top1:6.3f} {figures.auroc_handover:6.3f}  {figures.coverage:7.3f}"
        f"  {figures.wrong_answer_rate:5.3f}  {figures.found_in_three:8.3f}"
    )


def _pace(engines: tuple[Embedder, ...], bank: Bank) -> str:
    """Processor time of a whole turn beside that of embedding the same text alone."""
    asked = read_lines((DATA / FILES[0]).read_text("utf-8").splitlines())[:TEXTS_TIMED]
    bare, whole = [], []
    for line in asked:
        started = time.process_time()
        for engine in engines:
            engine.embed([line.text])
        middle = time.process_time()
        run_line(line, bank)
        bare.append(middle - started)
        whole.append(time.process_time() - middle)
    embedding, turn = (sorted(times[WARM_UP:])[(len(times) - WARM_UP) // 2] * 1000 for times in (bare, whole))
    return f"one turn p50 {turn:.2f} ms, of which the bare embedding {embedding:.2f} ms"
