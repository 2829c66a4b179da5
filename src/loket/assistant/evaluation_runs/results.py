"""What came of a run. The caller has obtained the run through ``access`` first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db.models import Count, Q, QuerySet

from loket.assistant.evaluation import HANDOVER, MISTAKES_KEPT, Line, Mistake, Outcome
from loket.assistant.evaluation_runs.access import lines_of
from loket.assistant.models import EvaluationLine, EvaluationRun
from loket.knowledge.queries import published_translations

PAGE = 50
MOST_CONFUSIONS = 10


@dataclass(frozen=True, slots=True)
class UnknownArticle:
    """A short name that lines expect and no published article has."""

    slug: str
    lines: int


@dataclass(frozen=True, slots=True)
class MistakeFilters:
    """Which mistakes somebody wants to see; an empty text asks for nothing, ``expect`` is as in a file."""

    language: str = ""
    verdict: str = ""
    expect: str = ""
    got: str | None = None


@dataclass(frozen=True, slots=True)
class MistakePage:
    """Mistakes, the surest first; ``next`` is the number of the line after which the next page begins, or 0."""

    rows: tuple[EvaluationLine, ...]
    next: int
    total: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """Lines that expect the same and got the same; ``given`` of them were sent out as an answer."""

    expect: tuple[str, ...]
    got: str
    count: int
    given: int

    @property
    def expect_text(self) -> str:
        """What they expect, as one text for an address."""
        return ",".join(self.expect) or HANDOVER


def unknown_articles(run: EvaluationRun) -> list[UnknownArticle]:
    """The articles that lines expect and that are not published here, the most expected first."""
    expected = Counter(slug for expect in lines_of(run).values_list("expect", flat=True) for slug in set(expect))
    known = set(published_translations().values_list("article__slug", flat=True))
    found = [UnknownArticle(slug, count) for slug, count in expected.items() if slug not in known]
    return sorted(found, key=lambda each: (-each.lines, each.slug))


def lines_with(run: EvaluationRun, slugs: Sequence[str]) -> int:
    """How many lines expect at least one of these articles."""
    return lines_of(run).filter(expect__overlap=list(slugs)).count()


def mistakes(run: EvaluationRun, filters: MistakeFilters, *, after: int = 0) -> MistakePage:
    """One page of the mistakes that fit."""
    fitting = _fitting(run, filters)
    total = fitting.count()
    last = lines_of(run).filter(number=after).values_list("confidence", flat=True).first() if after else None
    if last is not None:
        fitting = fitting.filter(Q(confidence__lt=last) | Q(confidence=last, number__gt=after))
    rows = tuple(fitting.order_by("-confidence", "number")[: PAGE + 1])
    return MistakePage(rows[:PAGE], rows[PAGE - 1].number if len(rows) > PAGE else 0, total)


def confusions(run: EvaluationRun) -> list[Confusion]:
    """Which article was taken for which, the most frequent first."""
    pairs = (
        _mistaken(run)
        .order_by()
        .values("expect", "got")
        .annotate(count=Count("pk"), given=Count("pk", filter=~Q(answered="")))
        .order_by("-count", "-given", "expect", "got")
    )
    return [Confusion(tuple(row["expect"]), row["got"], row["count"], row["given"]) for row in pairs[:MOST_CONFUSIONS]]


def mistake_choices(run: EvaluationRun) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The languages and the verdicts among the mistakes, each with its count."""
    languages = _mistaken(run).order_by("language").values_list("language").annotate(count=Count("pk"))
    verdicts = _mistaken(run).order_by("verdict").values_list("verdict").annotate(count=Count("pk"))
    return [row for row in languages if row[0]], list(verdicts)


def report(run: EvaluationRun) -> dict[str, object]:
    """A finished run in the shape of contract.md, with what it was and with which bank it was made."""
    found = _mistaken(run).order_by("number")[:MISTAKES_KEPT]
    return {
        **run.figures,
        "by_language": run.by_language,
        "mistakes": [asdict(_mistake(line)) for line in found],
        "file": run.file_name,
        "sha256": run.sha256,
        "bank_version": run.bank_version,
        "engines": run.engines,
        "ended_at": run.ended_at.isoformat() if run.ended_at else None,
    }


def outcomes_of(run: EvaluationRun) -> list[Outcome]:
    """Every line that was asked, with what came of it."""
    return [outcome_of(line) for line in lines_of(run).exclude(verdict="")]


def outcome_of(line: EvaluationLine) -> Outcome:
    """A stored line as the figures are counted from."""
    return Outcome(
        Line(line.text, tuple(line.expect), line.language),
        line.best,
        line.confidence,
        line.decision,
        line.answered,
        tuple(line.offered),
        line.milliseconds,
    )


def languages_of(outcomes: Sequence[Outcome]) -> list[str]:
    """The languages that lines name, each once, in their order."""
    return list(dict.fromkeys(each.line.language for each in outcomes if each.line.language))


def _mistaken(run: EvaluationRun) -> QuerySet[EvaluationLine]:
    return lines_of(run).filter(is_mistake=True)


def _fitting(run: EvaluationRun, filters: MistakeFilters) -> QuerySet[EvaluationLine]:
    rows = _mistaken(run)
    if filters.language:
        rows = rows.filter(language=filters.language)
    if filters.verdict:
        rows = rows.filter(verdict=filters.verdict)
    if filters.expect:
        wanted = [] if filters.expect == HANDOVER else filters.expect.split(",")
        rows = rows.filter(expect=wanted)
    if filters.got is not None:
        rows = rows.filter(got=filters.got)
    return rows


def _mistake(line: EvaluationLine) -> Mistake:
    expect = tuple(line.expect)
    wanted: str | tuple[str, ...] = expect[0] if len(expect) == 1 else expect or HANDOVER
    return Mistake(line.text, wanted, line.got, line.confidence, line.decision)
