"""Which promise is made, and why this one: the first rule that fits counts. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from loket.people.language import best_match
from loket.promises.turns import FIRST, Kind

CaseKind = Literal["question", "order"]
Urgency = Literal["any", "urgent", "ordinary"]
Condition = Literal["kind", "topic", "urgency", "language", "country", "channel"]
QUESTION: CaseKind = "question"
ABOUT_ORDER: CaseKind = "order"
HOURS = 60


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What rules ask about a case; ``topics`` are its topic and the guided flow that it went through."""

    kind: CaseKind = QUESTION
    topics: tuple[str, ...] = ()
    is_urgent: bool = False
    language: str = ""
    country: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One line of the table: what it asks for (nothing asked fits all) and what it promises (None is no promise)."""

    key: str
    name: str
    version: int = 0
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    urgency: str = "any"
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    first_minutes: int | None = None
    next_minutes: int | None = None
    counts_working_time: bool = False

    def target(self, kind: Kind) -> timedelta | None:
        """How long an answer of this kind may take; None where nothing is promised."""
        minutes = self.first_minutes if kind == FIRST else self.next_minutes
        return None if minutes is None else timedelta(minutes=minutes)


@dataclass(frozen=True, slots=True)
class Passed:
    """A rule that did not fit, and the first of its conditions that failed."""

    rule: Rule
    failed: Condition


@dataclass(frozen=True, slots=True)
class Decided:
    """The rule that counts, the conditions that it asked and that fit, and the rules above it with why they did not."""

    rule: Rule
    fits: tuple[Condition, ...]
    passed: tuple[Passed, ...] = ()


SIMPLE = Rule(
    key="built-in:question",
    name="question",
    kinds=(QUESTION,),
    first_minutes=24 * HOURS,
    next_minutes=24 * HOURS,
)
OTHERWISE = Rule(key="built-in:otherwise", name="otherwise", first_minutes=48 * HOURS, next_minutes=48 * HOURS)
# What counts below all rules of the shop, so that there is always an answer.
BUILT_IN = (SIMPLE, OTHERWISE)


def decide(rules: Sequence[Rule], case: CaseFacts) -> Decided:
    """The first of ``rules``, and then of the built-in ones, that fits."""
    passed: list[Passed] = []
    for rule in (*rules, *BUILT_IN):
        failed = first_failing(rule, case)
        if failed is None:
            return Decided(rule, asked_by(rule), tuple(passed))
        passed.append(Passed(rule, failed))
    raise AssertionError("The last built-in rule fits every case.")


def asked_by(rule: Rule) -> tuple[Condition, ...]:
    """The conditions that a rule has, in the order in which they are asked."""
    asked: tuple[tuple[Condition, bool], ...] = (
        ("kind", bool(rule.kinds)),
        ("topic", bool(rule.topics)),
        ("urgency", rule.urgency != "any"),
        ("language", bool(rule.languages)),
        ("country", bool(rule.countries)),
        ("channel", bool(rule.channels)),
    )
    return tuple(name for name, is_asked in asked if is_asked)


def first_failing(rule: Rule, case: CaseFacts) -> Condition | None:
    """The first condition of a rule that a case does not fulfil; None where the rule fits."""
    return next((each for each in asked_by(rule) if not _fits(rule, case, each)), None)


def _fits(rule: Rule, case: CaseFacts, condition: Condition) -> bool:
    match condition:
        case "kind":
            return case.kind in rule.kinds
        case "topic":
            return bool(set(case.topics) & set(rule.topics))
        case "urgency":
            return case.is_urgent == (rule.urgency == "urgent")
        case "language":
            return best_match(case.language, list(rule.languages)) is not None
        case "country":
            return case.country.upper() in rule.countries
        case "channel":
            return case.channel in rule.channels
