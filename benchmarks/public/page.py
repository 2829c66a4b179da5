"""docs/benchmarks/understanding.md, from what was measured; its figures are never edited by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.public import nlpjs, published
from benchmarks.public.aims import all_aims, figure_of, mean_of_languages, read_aim, verdict
from benchmarks.public.intents import XSID_AIMED
from benchmarks.public.results import Result, read_results
from benchmarks.public.sets import HELD_OUT, SETS

Results = dict[str, Result]
Cell = str | float | int | None

FOREWORD = """\
Written by `make bench-understanding`; a figure changed by hand is overwritten by the next run. The aims hold for the
native test parts; these are own splits of the training and validation parts (fixed seed). Every set goes the product's
own way: articles into a bank, each line the first message of a conversation, at the default setting, with nothing tuned
for a set. The figures are those of `loket evaluate --articles`.

*Top-1*: the best article is right, of the lines that have one (P@1). *AUROC*: how well confidence separates lines with
an answer from those without. *Covered*: answered at once, of those with an answer. *Wrong*: share of all lines that got
a wrong article. *Handed over*: not answered, of the lines without an answer. *In three*: answered rightly, or the right
one offered. Sets without answers get the same sentence as answer everywhere."""

HINT3_NOTE = """\
The file of the publishers holds accuracies at nine thresholds, so top-1 stands beside each platform's best in-scope
accuracy. HINT3's own unknown questions are only in its native test part: *gaps* leaves a fifth of the labels out of the
articles and asks all their questions as unknown ones. That is another task than the published AUROC's, which comes from
the platforms' single predictions. Published figures are over the native test part, whose lines are real customers' and
noisier than the training rows that ours are held out of."""

NLPJS_NOTE = """\
nlp.js is trained on the very rows that the articles hold and asked the very lines, one after the other on one core.
*Errors* and *time*: its over ours (above 1: it makes more errors, takes longer). Its AUROC is that of the best intent's
score."""

SPEED_NOTE = """\
Questions a second of one process on one core, one after the other, at the setting of the figures above. Embedding takes
no time for texts whose vectors were stored by an earlier run; the number embedded anew stands beside. *CPU ms*: of one
question; how much of it is bare embedding; and how many of the questions go on to the slow engine."""


def write_page(directory: Path, page: Path, *, bench: Path) -> None:
    """Write the page from all results in the directory."""
    results = read_results(directory)
    if not results:
        return
    parts = [
        *("# Understanding, measured", FOREWORD, _runs(results)),
        *_section("Aims", "", _aims(results, bench)),
        *_section("Sets", "", _sets(results)),
        *_section("Languages and groups", "", _groups(results)),
        *_section("HINT3 beside five platforms", HINT3_NOTE, _hint3(results, bench)),
        *_section("Before any article is looked at", "", _parts(results)),
        *_section("Beside nlp.js", NLPJS_NOTE, _nlpjs(results)),
        *_section("Speed and memory", SPEED_NOTE, _speed(results)),
    ]
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("\n\n".join(parts) + "\n", "utf-8")


def _section(title: str, note: str, body: str) -> list[str]:
    return [text for text in (f"## {title}", note, body) if text] if body else []


def _runs(results: Results) -> str:
    """When and where; a page may hold measurements of several runs."""
    lines = ["| run | machine | load at its end | commit | measured |", "|---|---|---|---|---|"]
    runs: dict[tuple[str, str, str], list[str]] = {}
    for name, result in results.items():
        runs.setdefault((result["at"][:10], result["machine"], result["commit"]), []).append(name)
    for (day, machine, commit), names in sorted(runs.items()):
        loads = [results[name]["busy"] for name in names if results[name]["busy"] is not None]
        busy = f"{min(loads):.1f} to {max(loads):.1f}" if loads else ""
        measured = f"{len(names)} measurements" if len(runs) == 1 or len(names) > 6 else ", ".join(sorted(names))
        lines.append(f"| {day} | {machine} | {busy} | {commit} | {measured} |")
    return "\n".join(lines)


def _aims(results: Results, bench: Path) -> str:
    rows: list[Sequence[Cell]] = []
    for aim in all_aims(bench):
        figure = aim.figure(results)
        if figure is not None or aim.set in SETS:
            rows.append((aim.measure, f"{aim.sign} {aim.bound:g}", figure, verdict(figure, aim.sign, aim.bound)))
    met = sum(1 for row in rows if row[3] == "met")
    measured = sum(1 for row in rows if row[2] is not None)
    head = f"{met} of {measured} measured aims met.\n\n"
    return head + _table(("measure", "aim", "figure", ""), rows)


def _sets(results: Results) -> str:
    names = ("top1", "auroc_handover", "coverage", "wrong_answer_rate", "handover_recall", "found_in_three")
    rows = [
        (
            name,
            result["building"]["articles"],
            result["building"]["texts"],
            result["figures"]["n"],
            *(result["figures"][each] for each in names),
            *(result["figures"]["latency_ms"][each] for each in ("p50", "p95")),
        )
        for name, result in _of_kind(results, "set")
    ]
    head = ("set", "articles", "texts", "lines", "top-1", "AUROC", "covered", "wrong", "handed over", "in three")
    return _table((*head, "p50 ms", "p95 ms"), rows)


def _groups(results: Results) -> str:
    rows: list[Sequence[Cell]] = []
    for name, result in _of_kind(results, "set"):
        for group, figures in sorted(result["groups"].items(), key=lambda each: _place(each[0])):
            shares = (figures[each] for each in ("top1", "auroc_handover", "coverage", "wrong_answer_rate"))
            rows.append((name, group, figures["n"], *shares, figures["latency_ms"]["p50"]))
        if name == "xsid":
            rows.append((name, f"mean of {' '.join(XSID_AIMED)}", None, mean_of_languages(result), *[None] * 4))
    return _table(("set", "group", "lines", "top-1", "AUROC", "covered", "wrong", "p50 ms"), rows) if rows else ""


def _place(group: str) -> tuple[int, str]:
    return (XSID_AIMED.index(group) if group in XSID_AIMED else len(XSID_AIMED), group)


def _hint3(results: Results, bench: Path) -> str:
    rows: list[Sequence[Cell]] = []
    for shop, shares in published.platforms_in_scope(bench).items():
        ours, gaps = results.get(f"hint3_{shop}"), results.get(f"hint3_{shop}_gaps")
        if ours is not None and gaps is not None:
            listed = ", ".join(f"{name} {share:.3f}" for name, share in sorted(shares.items()))
            top, auroc = figure_of(ours, "top1"), figure_of(gaps, "auroc_handover")
            rows.append((shop, top, published.best_top1(bench, shop), listed, auroc, published.AUROC[shop]))
    head = ("shop", "top-1", "best platform", "platforms", "AUROC with gaps", "best platform's AUROC")
    return _table(head, rows) if rows else ""


def _parts(results: Results) -> str:
    rows: list[Sequence[Cell]] = []
    for _, result in _of_kind(results, "part"):
        for row in result["rows"]:
            aim = read_aim(row["aim"])
            told = "" if aim is None else verdict(row["figure"], *aim)
            rows.append((row["name"], row["n"], row["aim"].replace("-", ""), row["figure"], told))
    return _table(("measure", "texts", "aim", "figure", ""), rows) if rows else ""


def _nlpjs(results: Results) -> str:
    reasons = sorted({result["reason"] for _, result in _of_kind(results, "left out")})
    rows: list[tuple[Any, ...]] = []
    for name, theirs in _of_kind(results, "nlpjs"):
        ours = results.get(name.removeprefix(nlpjs.PREFIX))
        if ours is not None and ours["figures"]["n"] == theirs["n"]:
            rows.append(_beside(name.removeprefix(nlpjs.PREFIX), ours, theirs))
    head = ("set", "top-1", "nlp.js", "errors", "AUROC", "nlp.js", "CPU ms a question", "nlp.js", "time")
    better = sum(1 for _, ours, theirs, *_ in rows if ours > theirs)
    parts = [f"More right than nlp.js on {better} of {len(rows)} sets.", _table(head, rows)] if rows else []
    if reasons:
        parts.append(f"Not compared: {'; '.join(reasons)}.")
    return "\n\n".join(parts)


def _beside(name: str, ours: Result, theirs: Result) -> tuple[Any, ...]:
    figures, pace = ours["figures"], ours["pace"]
    milliseconds = pace["processor_seconds"] / pace["questions"] * 1000
    errors = (1 - theirs["top1"]) / max(1 - figures["top1"], 1e-9)
    return (
        *(name, figures["top1"], theirs["top1"], f"{errors:.2f}", figures["auroc_handover"], theirs["auroc_handover"]),
        *(f"{milliseconds:.2f}", f"{theirs['processor_ms']:.2f}", f"{theirs['processor_ms'] / milliseconds:.2f}"),
    )


def _speed(results: Results) -> str:
    rows = []
    for name, result in _of_kind(results, "set"):
        building, pace = result["building"], result["pace"]
        fresh = " + ".join(f"{count} {engine}" for engine, count in building["embedded"].items())
        questions = pace["questions"]
        a_second = (f"{questions / max(pace[each], 1e-9):.0f}" for each in ("processor_seconds", "wall_seconds"))
        made = (fresh, building["embedding_seconds"], building["learning_seconds"])
        rows.append((name, *made, *a_second, *_milliseconds(pace), result["megabytes"]))
    built = ("set", "embedded anew", "embedding s", "learning s")
    head = (*built, "questions / CPU s", "questions / s", "CPU ms", "in use", "in e5", "asks e5", "MB at most")
    return _table(head, rows) if rows else ""


def _milliseconds(pace: Result) -> tuple[Cell, ...]:
    """Processor time of a question, how much of it is bare embedding, and how many questions ask the slow engine."""
    questions = pace["questions"]
    spent = (pace["processor_seconds"], *(pace["embedding_seconds"][engine] for engine in ("use", "e5")))
    share = min(1.0, pace["embedded"]["e5"] / questions)
    return *(f"{seconds / questions * 1000:.2f}" for seconds in spent), f"{share:.0%}"


def _of_kind(results: Results, kind: str) -> list[tuple[str, Result]]:
    order = [*SETS, *HELD_OUT]
    found = [(name, result) for name, result in results.items() if result["kind"] == kind]
    return sorted(found, key=lambda each: order.index(each[0]) if each[0] in order else -1)


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:.4g}" if isinstance(cell, float) else str(cell)
