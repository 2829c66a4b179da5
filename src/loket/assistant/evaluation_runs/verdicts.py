"""What became of a line, in one word, and whether one word is better than another."""

from __future__ import annotations

from loket.assistant.evaluation import Outcome
from loket.assistant.models import EvaluationLine

Verdict = EvaluationLine.Verdict

MISTAKEN = (Verdict.WRONG, Verdict.NEEDLESS, Verdict.UNANSWERED, Verdict.OFFERED)
_WORTH = {
    Verdict.ANSWERED: 3,
    Verdict.PASSED_ON: 3,
    Verdict.OFFERED: 2,
    Verdict.UNANSWERED: 1,
    Verdict.WRONG: 0,
    Verdict.NEEDLESS: 0,
}


def verdict_of(outcome: Outcome) -> Verdict:
    """Exactly one word for each line."""
    expect = outcome.line.expect
    if not expect:
        return Verdict.NEEDLESS if outcome.answered else Verdict.PASSED_ON
    if outcome.answered:
        return Verdict.ANSWERED if outcome.answered in expect else Verdict.WRONG
    return Verdict.OFFERED if set(outcome.offered) & set(expect) else Verdict.UNANSWERED


def gain(before: str, after: str) -> int:
    """Above zero where ``after`` serves the customer better than ``before``, below where worse."""
    return _WORTH[Verdict(after)] - _WORTH[Verdict(before)]
