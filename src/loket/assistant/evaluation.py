"""Measure the assistant on questions whose answer is known: each line is the first message of a conversation."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from loket.assistant.answering import answer
from loket.assistant.bank import Bank
from loket.assistant.decisions import Ask, Decision, HandOver, Reply
from loket.assistant.transcript import Transcript, Turn

HANDOVER = "handover"
MISTAKES_KEPT = 5_000

Progress = Callable[[int, int], None]


class UnreadableLine(ValueError):
    """A line that is not what the format asks for; `number` counts from 1, `code` names the problem for translation."""

    def __init__(self, number: int, problem: str, code: str = "") -> None:
        super().__init__(f"line {number}: {problem}")
        self.number = number
        self.code = code


@dataclass(frozen=True, slots=True)
class Line:
    """A question, the articles any of which is right (none: nobody but a person can answer), and its language."""

    text: str
    expect: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: the best article and how sure, what was answered, and what was offered."""

    line: Line
    best: str
    confidence: float
    decision: str
    answered: str
    offered: tuple[str, ...]
    milliseconds: float

    @property
    def is_wrong_answer(self) -> bool:
        """Whether an article was given that does not answer the question."""
        return bool(self.answered) and self.answered not in self.line.expect

    @property
    def is_mistake(self) -> bool:
        """Whether the wrong article was given, or the right one was not found."""
        return self.is_wrong_answer or (bool(self.line.expect) and self.best not in self.line.expect)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of contract.md; a share of nothing is None."""

    n: int
    top1: float | None
    auroc_handover: float | None
    answered: dict[str, int]
    asked: dict[str, int]
    handed_over: dict[str, int]
    noted: dict[str, int]
    wrong_answer_rate: float | None
    coverage: float | None
    handover_recall: float | None
    found_in_three: float | None
    latency_ms: dict[str, float | None]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that went wrong; `got` is the article given, or else the best one found."""

    text: str
    expect: str | tuple[str, ...]
    got: str
    confidence: float
    decision: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures over all lines and over each language, and every mistake."""

    figures: Figures
    by_language: dict[str, Figures]
    mistakes: tuple[Mistake, ...]


def read_lines(lines: Iterable[str]) -> list[Line]:
    """Read JSON Lines; an unreadable one raises UnreadableLine."""
    return [read_line(number, text) for number, text in enumerate(lines, start=1) if text.strip()]


def read_line(number: int, text: str) -> Line:
    """Read one line of JSON; an unreadable one raises UnreadableLine."""
    try:
        row = json.loads(text)
    except ValueError as error:
        raise UnreadableLine(number, f"is not JSON ({error})", "json") from None
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row["text"].strip():
        raise UnreadableLine(number, 'needs a "text"', "text")
    expect, language = row.get("expect"), row.get("language") or ""
    wanted = [expect] if isinstance(expect, str) else expect
    if not isinstance(wanted, list) or not wanted or not all(isinstance(each, str) and each for each in wanted):
        raise UnreadableLine(number, f'"expect" must be an article\'s id, a list of them, or "{HANDOVER}"', "expect")
    if not isinstance(language, str):
        raise UnreadableLine(number, '"language" must be a language tag', "language")
    return Line(row["text"], () if wanted == [HANDOVER] else tuple(wanted), language)


def evaluate(lines: Sequence[Line], bank: Bank, *, progress: Progress | None = None) -> Report:
    """Run every line as a first message, one at a time."""
    if lines:
        run_line(lines[0], bank)  # the first question of a process loads the detectors
    outcomes = []
    for done, line in enumerate(lines, start=1):
        outcomes.append(run_line(line, bank))
        if progress is not None:
            progress(done, len(lines))
    languages = dict.fromkeys(line.language for line in lines if line.language)
    by_language = {tag: measure([each for each in outcomes if each.line.language == tag]) for tag in languages}
    mistakes = tuple(_mistake(each) for each in outcomes if each.is_mistake)[:MISTAKES_KEPT]
    return Report(measure(outcomes), by_language, mistakes)


def run_line(line: Line, bank: Bank) -> Outcome:
    """One line through the whole assistant."""
    transcript = Transcript((Turn(1, "customer", "text", line.text),), line.language or "en")
    started = time.perf_counter()
    decision = answer(transcript, bank)
    milliseconds = (time.perf_counter() - started) * 1000
    best, confidence = _best(line, decision, bank)
    options = decision.options if isinstance(decision, Ask) else ()
    offered = tuple(each.id.removeprefix("article:") for each in options if each.id.startswith("article:"))
    answered = decision.sources[0].article if isinstance(decision, Reply) and decision.sources else ""
    return Outcome(line, best, confidence, _name(decision), answered, offered, milliseconds)


def measure(outcomes: Sequence[Outcome]) -> Figures:
    """The figures over some lines."""
    known = [each for each in outcomes if each.line.expect]
    unknown = [each for each in outcomes if not each.line.expect]
    answered = [each for each in outcomes if each.answered]
    asked = [each for each in outcomes if each.decision == "ask"]
    handed = [each for each in outcomes if each.decision == "hand_over"]
    times = [each.milliseconds for each in outcomes]
    return Figures(
        n=len(outcomes),
        top1=_share(each.best in each.line.expect for each in known),
        auroc_handover=area_under_curve([each.confidence for each in known], [each.confidence for each in unknown]),
        answered={"n": len(answered), "right": sum(not each.is_wrong_answer for each in answered)},
        asked={"n": len(asked), "right_among_offered": sum(_offers_right(each) for each in asked)},
        handed_over={"n": len(handed), "expected": sum(not each.line.expect for each in handed)},
        noted={"n": len(outcomes) - len(answered) - len(asked) - len(handed)},
        wrong_answer_rate=_share(each.is_wrong_answer for each in outcomes),
        coverage=_share(bool(each.answered) for each in known),
        handover_recall=_share(not each.answered for each in unknown),
        found_in_three=_share(each.answered in each.line.expect or _offers_right(each) for each in known),
        latency_ms={"p50": _percentile(times, 50), "p95": _percentile(times, 95)},
    )


def area_under_curve(positives: Sequence[float], negatives: Sequence[float]) -> float | None:
    """How often a positive lies above a negative, ties counting half."""
    if not positives or not negatives:
        return None
    low = np.sort(np.array(negatives))
    above = np.searchsorted(low, positives, side="left") + np.searchsorted(low, positives, side="right")
    return round(float(above.mean()) / (2 * len(negatives)), 4)


def _best(line: Line, decision: Decision, bank: Bank) -> tuple[str, float]:
    """The best article whatever was decided: where none was looked for (somebody asked for a person), the bank's."""
    candidates = decision.trace.data.get("candidates")
    if isinstance(candidates, list) and candidates:
        return str(candidates[0]["article"]), float(candidates[0]["confidence"])
    found = bank.search(line.text, line.language or "en", 1)
    return (found[0].article, found[0].confidence) if found else ("", 0.0)


def _name(decision: Decision) -> str:
    if isinstance(decision, HandOver):
        return "hand_over"
    if isinstance(decision, Ask):
        return "ask"
    return "reply" if isinstance(decision, Reply) else "silence"


def _offers_right(outcome: Outcome) -> bool:
    return any(article in outcome.line.expect for article in outcome.offered)


def _mistake(outcome: Outcome) -> Mistake:
    expect = outcome.line.expect
    wanted: str | tuple[str, ...] = expect[0] if len(expect) == 1 else expect or HANDOVER
    return Mistake(outcome.line.text, wanted, outcome.answered or outcome.best, outcome.confidence, outcome.decision)


def _share(values: Iterable[bool]) -> float | None:
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def _percentile(values: Sequence[float], rank: int) -> float | None:
    return round(float(np.percentile(values, rank)), 2) if values else None
