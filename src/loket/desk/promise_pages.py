"""Gathers what the pages about promises show; reads only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from loket.assistant.flows.register import FLOWS
from loket.desk.forms.promises import PromiseRuleForm, TrialForm
from loket.desk.promise_words import FAILED, rule_name, say_conditions, say_target, say_why, topic_names
from loket.desk.views.answers import reader_language
from loket.knowledge.queries.contents import topic_places
from loket.people.actors import StaffActor
from loket.promises.access import may_change_rules, rules_visible_to, versions_of
from loket.promises.case_reading import rule_of
from loket.promises.models import PromiseRule
from loket.promises.rules import BUILT_IN, Passed, Rule, decide

# A bare "language" in an address would change the language of the page.
CASE = "case"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as the table shows it; a built-in one has no row."""

    name: str
    conditions: Sequence[str]
    first: str
    next: str
    row: PromiseRule | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """The rule that counts for a case, why it does, and why those above it do not."""

    line: RuleLine
    why: str
    passed: Sequence[tuple[str, str]]


def list_context(actor: StaffActor, asked: QueryDict) -> dict[str, Any]:
    """The table in its order, and what it says of the case that somebody asked about."""
    rows, topics = rules_visible_to(actor), known_topics()
    form = TrialForm(asked if f"{CASE}-kind" in asked else None, prefix=CASE, topics=topics)
    tried = _tried(rows, form, topics) if form.is_bound and form.is_valid() else None
    return {
        "section": "rules",
        "here": "promises",
        "lines": [_line(rule_of(row), topics, row) for row in rows],
        "built_in": [_line(rule, topics) for rule in BUILT_IN],
        "may_change": may_change_rules(actor),
        "trial": form,
        "tried": tried,
    }


def rule_context(actor: StaffActor, form: PromiseRuleForm, rule: PromiseRule | None = None) -> dict[str, Any]:
    """One rule with what it said before."""
    versions = versions_of(actor, rule) if rule is not None else []
    return {"section": "rules", "here": "promises", "form": form, "rule": rule, "versions": versions}


def known_topics(more: Sequence[str] = ()) -> Mapping[str, str]:
    """The topics of the help centre and the guided flows, by what they are called; ``more`` are in use too."""
    slugs = [*dict.fromkeys([*(slug for slug, _parent in topic_places()), *FLOWS, *more])]
    names = topic_names(slugs, reader=reader_language())
    return {slug: names.get(slug, slug) for slug in slugs if slug}


def _tried(rows: Sequence[PromiseRule], form: TrialForm, topics: Mapping[str, str]) -> Tried:
    decided = decide([rule_of(row) for row in rows if row.is_active], form.case)
    return Tried(_line(decided.rule, topics), say_why(decided), [_passed(each) for each in decided.passed])


def _passed(passed: Passed) -> tuple[str, str]:
    return rule_name(passed.rule.key, passed.rule.name), str(FAILED[passed.failed])


def _line(rule: Rule, topics: Mapping[str, str], row: PromiseRule | None = None) -> RuleLine:
    def said(minutes: int | None) -> str:
        return say_target(minutes, counts_working_time=rule.counts_working_time)

    return RuleLine(
        name=rule_name(rule.key, rule.name),
        conditions=say_conditions(rule, topics),
        first=said(rule.first_minutes),
        next=said(rule.next_minutes),
        row=row,
    )
