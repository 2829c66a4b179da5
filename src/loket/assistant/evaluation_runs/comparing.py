"""Two runs beside each other. The caller has obtained both through ``access`` first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from loket.assistant.evaluation_runs.access import lines_of, runs_visible_to
from loket.assistant.evaluation_runs.verdicts import gain
from loket.assistant.models import EvaluationRun
from loket.people.actors import Actor

LINES_SHOWN = 100
# Times swing with what else the machine does; less than this share of the earlier time says nothing.
NOISE = 0.25
_FIELDS = ("number", "text", "language", "expect", "verdict", "got", "confidence")


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a run; ``value`` is a share from 0 to 1, or milliseconds where ``is_time``."""

    name: str
    value: float | None
    before: float | None
    is_time: bool
    is_better_low: bool

    @property
    def change(self) -> float | None:
        """How much it rose since the other run; None where one of the two has none."""
        if self.value is None or self.before is None:
            return None
        return round(self.value - self.before, 4)

    @property
    def trend(self) -> str:
        """``better``, ``worse`` or ``same``; empty without a run to compare with."""
        if self.change is None:
            return ""
        if not self.change or self._is_noise:
            return "same"
        return "better" if (self.change < 0) == self.is_better_low else "worse"

    @property
    def _is_noise(self) -> bool:
        return self.is_time and abs(self.change or 0) <= NOISE * (self.before or 0)


@dataclass(frozen=True, slots=True)
class AskedLine:
    """What one run made of a line."""

    number: int
    text: str
    language: str
    expect: tuple[str, ...]
    verdict: str
    got: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """The same question in two runs."""

    before: AskedLine
    now: AskedLine


@dataclass(frozen=True, slots=True)
class LineComparison:
    """What got better and worse, the largest changes first; ``shared`` questions stand in both runs."""

    better: tuple[ChangedLine, ...]
    worse: tuple[ChangedLine, ...]
    shared: int


def comparable_runs(actor: Actor, run: EvaluationRun) -> QuerySet[EvaluationRun]:
    """Every other finished run, the newest first."""
    return runs_visible_to(actor).filter(state=EvaluationRun.State.DONE).exclude(pk=run.pk)


def run_before(actor: Actor, run: EvaluationRun) -> EvaluationRun | None:
    """The last finished run of the same file before this one."""
    return comparable_runs(actor, run).filter(sha256=run.sha256, created_at__lt=run.created_at).first()


def measures(figures: Mapping[str, object], before: Mapping[str, object] | None = None) -> tuple[Measure, ...]:
    """The headline figures in the order in which people read them."""
    earlier = _values(before or {})
    return tuple(
        Measure(name, value, earlier[name], name in ("p50", "p95"), name in ("p50", "p95", "wrong"))
        for name, value in _values(figures).items()
    )


def compare_lines(run: EvaluationRun, other: EvaluationRun) -> LineComparison:
    """Line by line; lines belong together by their words and their language."""
    earlier = {(each.text, each.language): each for each in _asked(other)}
    pairs = [
        ChangedLine(earlier[each.text, each.language], each)
        for each in _asked(run)
        if (each.text, each.language) in earlier
    ]
    better = [pair for pair in pairs if _gain(pair) > 0]
    worse = [pair for pair in pairs if _gain(pair) < 0]
    return LineComparison(
        tuple(sorted(better, key=_gain, reverse=True)),
        tuple(sorted(worse, key=_gain)),
        len(pairs),
    )


def _gain(pair: ChangedLine) -> int:
    return gain(pair.before.verdict, pair.now.verdict)


def _asked(run: EvaluationRun) -> Iterator[AskedLine]:
    for number, text, language, expect, *rest in lines_of(run).exclude(verdict="").values_list(*_FIELDS):
        yield AskedLine(number, text, language, tuple(expect), *rest)


def _values(figures: Mapping[str, object]) -> dict[str, float | None]:
    asked, times = _mapping(figures.get("asked")), _mapping(figures.get("latency_ms"))
    offered = _number(asked.get("right_among_offered"))
    count = _number(asked.get("n"))
    return {
        "top1": _number(figures.get("top1")),
        "wrong": _number(figures.get("wrong_answer_rate")),
        "covered": _number(figures.get("coverage")),
        "recall": _number(figures.get("handover_recall")),
        "auroc": _number(figures.get("auroc_handover")),
        "offered": round(offered / count, 4) if offered is not None and count else None,
        "p50": _number(times.get("p50")),
        "p95": _number(times.get("p95")),
    }


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
