"""`loket evaluate`: how well the assistant does on questions whose answer is known."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from loket.ops.failures import BadCall, CommandFailed
from loket.ops.progress import progress_bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from loket.assistant.article_texts import ArticleText
    from loket.assistant.bank import Bank
    from loket.assistant.evaluation import Figures, Line, Report
    from loket.knowledge.article_lines import ArticleLine

HELP = "Measure the assistant on questions whose answer is known (JSON Lines)."
NEEDS_DATABASE = True
MISTAKES_SHOWN = 20


def needs_database(options: argparse.Namespace) -> bool:
    """With articles from a file nothing of the installation is looked at."""
    return options.articles is None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file of questions, and where the articles come from."""
    parser.add_argument(
        "file", metavar="FILE", help='lines like {"text": "…", "language": "id", "expect": "an-article"}'
    )
    parser.add_argument("--articles", metavar="FILE", help="use these articles alone, in memory")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N lines")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: argparse.Namespace) -> int:
    """Ask every line and print the figures."""
    from loket.assistant.evaluation import evaluate

    if options.limit is not None and options.limit < 1:
        raise BadCall("--limit is at least 1")
    lines = _lines(options.file)[: options.limit]
    report = evaluate(lines, _bank(options.articles), progress=progress_bar("Questions"))
    print(json.dumps(_as_json(report), ensure_ascii=False) if options.json else _as_text(report))
    return 0


def _lines(name: str) -> list[Line]:
    from loket.assistant.evaluation import UnreadableLine, read_lines

    try:
        lines = read_lines(_lines_of(name))
    except UnreadableLine as unreadable:
        raise CommandFailed(f"{name}: {unreadable}") from None
    if not lines:
        raise CommandFailed(f"{name} holds no questions")
    return lines


def _bank(articles: str | None) -> Bank:
    show = progress_bar("Articles ")
    if articles is None:
        from loket.assistant import banks

        return banks.complete(progress=show)
    from loket.assistant.bank import build_bank
    from loket.knowledge.article_limits import MEASURED
    from loket.knowledge.article_lines import ImportRefused, read_lines
    from loket.lib.embedding import e5, use
    from loket.lib.engines import named_embedders

    try:
        contents = read_lines(_lines_of(articles), MEASURED)
    except ImportRefused as refused:
        raise CommandFailed(f"{articles}: {refused}") from None
    engines = {"use": use, "e5": e5}
    wanted = [engine() for name, engine in engines.items() if name == "use" or name in named_embedders()]
    # What an installation learns in the background is learnt before the first question: it is measured as it settles.
    return build_bank(_texts(contents.articles), *wanted, progress=show, learning="all")


def _texts(articles: Iterable[ArticleLine]) -> list[ArticleText]:
    from loket.assistant.article_texts import ArticleText

    return [
        ArticleText(line.slug, line.topic, tag, each.question, each.answer, each.also_asked)
        for line in articles
        for tag, each in line.translations.items()
        if line.state == "published" and each is not None and not each.is_draft
    ]


def _lines_of(name: str) -> list[str]:
    """Only a line feed ends a line: people's words hold the other separators that Unicode knows."""
    try:
        return Path(name).read_text("utf-8").split("\n")
    except UnicodeDecodeError:
        raise CommandFailed(f"{name} is not UTF-8") from None
    except OSError as error:
        raise CommandFailed(f"{name} cannot be read ({error.strerror})") from None


def _as_json(report: Report) -> dict[str, object]:
    by_language = {tag: asdict(figures) for tag, figures in report.by_language.items()}
    mistakes = [asdict(mistake) for mistake in report.mistakes]
    return {**asdict(report.figures), "by_language": by_language, "mistakes": mistakes}


def _as_text(report: Report) -> str:
    rows = [_row("all", report.figures), *(_row(tag, each) for tag, each in report.by_language.items())]
    shown = [
        f"  {each.decision:<9} {each.confidence:.2f}  {each.text[:70]!r}: expected {each.expect}, got {each.got or '-'}"
        for each in report.mistakes[:MISTAKES_SHOWN]
    ]
    head = "           lines    top1   auroc  covered   wrong  in three   p50 ms   p95 ms"
    rest = len(report.mistakes) - len(shown)
    more = [f"  … and {rest} more (--json lists all)"] if rest > 0 else []
    return "\n".join([head, *rows, *(["Mistakes:"] if shown else []), *shown, *more])


def _row(name: str, figures: Figures) -> str:
    shares = (figures.top1, figures.auroc_handover, figures.coverage, figures.wrong_answer_rate, figures.found_in_three)
    cells = ["-" if share is None else f"{share:.3f}" for share in shares]
    times = [figures.latency_ms["p50"], figures.latency_ms["p95"]]
    clocks = ["-" if each is None else f"{each:.1f}" for each in times]
    widths = (8, 8, 9, 8, 10)
    body = "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return f"{name:<8}{figures.n:>7}{body}{clocks[0]:>9}{clocks[1]:>9}"
