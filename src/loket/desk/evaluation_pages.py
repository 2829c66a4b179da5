"""Gathers what the pages about evaluations show; reads only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from loket.assistant.evaluation import HANDOVER
from loket.assistant.evaluation_runs import comparing, results
from loket.assistant.evaluation_runs.access import runs_visible_to
from loket.assistant.evaluation_runs.comparing import AskedLine, Measure
from loket.assistant.models import EvaluationLine, EvaluationRun
from loket.desk.article_links import ArticleLinks, Link, links_to
from loket.knowledge.queries import published_translations
from loket.people.actors import Actor

PAGE = 20
CHOICES = 50
UNKNOWN_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ListedRun:
    """One past run with its headline figures by name."""

    run: EvaluationRun
    figures: Mapping[str, Measure]


@dataclass(frozen=True, slots=True)
class LanguageRow:
    """The figures over the lines of one language."""

    language: str
    lines: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class ConfusionRow:
    """A pair of articles that were taken for each other, with a link to its lines."""

    expect: tuple[Link, ...]
    got: Link | None
    count: int
    given: int
    url: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line with links to the articles it is about."""

    line: EvaluationLine | AskedLine
    expect: tuple[Link, ...]
    got: Link | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A line in two runs: ``was`` is what came of it in the earlier one."""

    line: AskedLine
    was: AskedLine
    expect: tuple[Link, ...]
    got: Link | None
    had: Link | None


def list_context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of past runs, the newest first."""
    runs = runs_visible_to(actor)
    last = _named(runs, query.get("after", ""))
    if last is not None:
        runs = runs.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__gt=last.pk))
    found = list(runs[: PAGE + 1])
    rows = [ListedRun(each, {measure.name: measure for measure in _measures(each)}) for each in found[:PAGE]]
    return {
        "section": "evaluation",
        "rows": rows,
        "next": str(rows[-1].run.pk) if len(found) > PAGE else "",
        "is_first": last is None,
        "example": _example(),
    }


def run_context(actor: Actor, run: EvaluationRun, query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the page of one run shows in its present state."""
    context = {"section": "evaluation", "run": run, "is_stale": run.is_stale(timezone.now()), "now": timezone.now()}
    if run.state == EvaluationRun.State.READY:
        return context | _unknown(run)
    if run.state != EvaluationRun.State.DONE:
        return context
    other = _other(actor, run, query)
    choices = list(comparing.comparable_runs(actor, run)[:CHOICES])
    return {
        **context,
        **_unknown(run),
        **_mistakes(actor, run, query),
        "other": other,
        "same_file": [each for each in choices if each.sha256 == run.sha256],
        "other_files": [each for each in choices if each.sha256 != run.sha256],
        "measures": comparing.measures(run.figures, other.figures if other else None),
        "languages": _languages(run, other),
        "confusions": _confusions(actor, run),
    }


def beside_context(actor: Actor, run: EvaluationRun, other: EvaluationRun) -> dict[str, Any]:
    """Two runs beside each other, ``other`` being what ``run`` is measured against."""
    found = comparing.compare_lines(run, other)
    worse, better = found.worse[: comparing.LINES_SHOWN], found.better[: comparing.LINES_SHOWN]
    links = links_to(
        actor,
        [slug for pair in (*worse, *better) for slug in (*pair.now.expect, pair.now.got, pair.before.got)],
    )
    return {
        "section": "evaluation",
        "run": run,
        "other": other,
        "is_same_file": run.sha256 == other.sha256,
        "measures": comparing.measures(run.figures, other.figures),
        "worse": [_changed(pair, links) for pair in worse],
        "better": [_changed(pair, links) for pair in better],
        "found": found,
        "most": comparing.LINES_SHOWN,
    }


def _example() -> str:
    """Two lines as they stand in a file, the first about an article that exists here."""
    rows = published_translations().order_by("article__position", "language")
    found = rows.values_list("published__question", "language", "article__slug").first()
    text, language, expect = found or ("where is my refund", "en", "refund-not-received")
    lines = (
        {"text": text, "language": language, "expect": expect},
        {"text": "do you sell concert tickets", "expect": HANDOVER},
    )
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)


def _unknown(run: EvaluationRun) -> dict[str, Any]:
    unknown = results.unknown_articles(run)
    return {
        "unknown": unknown[:UNKNOWN_SHOWN],
        "unknown_more": max(0, len(unknown) - UNKNOWN_SHOWN),
        "unknown_lines": results.lines_with(run, [each.slug for each in unknown]) if unknown else 0,
    }


def _mistakes(actor: Actor, run: EvaluationRun, query: Mapping[str, str]) -> dict[str, Any]:
    asked = {name: query.get(name, "")[:300].replace("\0", "") for name in ("language", "verdict", "expect", "got")}
    # Nothing found is something to ask for, too.
    pair = {"got": asked["got"]} if asked["expect"] else {}
    filters = results.MistakeFilters(asked["language"], asked["verdict"], asked["expect"], **pair)
    page = results.mistakes(run, filters, after=_number(query.get("after")))
    links = links_to(actor, [slug for line in page.rows for slug in (*line.expect, line.got)])
    languages, verdicts = results.mistake_choices(run)
    kept = {name: value for name, value in asked.items() if value}
    return {
        "mistakes": [_line_row(line, links) for line in page.rows],
        "mistakes_total": page.total,
        "mistakes_all": sum(count for _verdict, count in verdicts),
        "mistakes_next": urlencode({**kept, "with": query.get("with", ""), "after": page.next}) if page.next else "",
        "mistakes_are_first": not _number(query.get("after")),
        "language_choices_here": languages,
        "verdict_choices": [(verdict, EvaluationLine.Verdict(verdict).label, count) for verdict, count in verdicts],
        "asked": asked,
        "chosen_with": query.get("with", ""),
    }


def _languages(run: EvaluationRun, other: EvaluationRun | None) -> list[LanguageRow]:
    before = other.by_language if other else {}
    return [
        LanguageRow(tag, int(figures["n"]), _shares(comparing.measures(figures, before.get(tag))))
        for tag, figures in sorted(run.by_language.items(), key=lambda each: -int(each[1]["n"]))
    ]


def _shares(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    return tuple(each for each in measures if not each.is_time)


def _confusions(actor: Actor, run: EvaluationRun) -> list[ConfusionRow]:
    found = results.confusions(run)
    links = links_to(actor, [slug for each in found for slug in (*each.expect, each.got)])
    page = reverse("desk_evaluation", args=[run.pk])
    return [
        ConfusionRow(
            links.all(each.expect),
            links.one(each.got),
            each.count,
            each.given,
            f"{page}?{urlencode({'expect': each.expect_text, 'got': each.got})}#mistakes-title",
        )
        for each in found
    ]


def _line_row(line: EvaluationLine, links: ArticleLinks) -> LineRow:
    return LineRow(line, links.all(line.expect, line.language), links.one(line.got, line.language))


def _changed(pair: comparing.ChangedLine, links: ArticleLinks) -> ChangedRow:
    language = pair.now.language
    return ChangedRow(
        pair.now,
        pair.before,
        links.all(pair.now.expect, language),
        links.one(pair.now.got, language),
        links.one(pair.before.got, language),
    )


def _other(actor: Actor, run: EvaluationRun, query: Mapping[str, str]) -> EvaluationRun | None:
    """The run to compare with: the chosen one, or the last of the same file; none where none is wanted."""
    wanted = query.get("with", "")
    if wanted == "none":
        return None
    return _named(comparing.comparable_runs(actor, run), wanted) or comparing.run_before(actor, run)


def _measures(run: EvaluationRun) -> tuple[Measure, ...]:
    return comparing.measures(run.figures) if run.figures else ()


def _named(runs: QuerySet[EvaluationRun], text: str) -> EvaluationRun | None:
    """The run that an address names; None for what is no run or not among these."""
    try:
        return runs.filter(pk=UUID(text)).first()
    except ValueError:
        return None


def _number(text: str | None) -> int:
    digits = text or ""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0
