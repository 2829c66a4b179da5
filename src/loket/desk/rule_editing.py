"""Gathers what the page for changing rules shows; reads only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.forms import BoundField

from loket.desk.forms.rules import RulesForm
from loket.desk.rule_differences import Difference, differences
from loket.desk.rule_pages import market_context
from loket.desk.rule_words import RuleWords, level_label, market_currency, rule_words
from loket.orders.rulebook.policy_access import versions_for
from loket.orders.rulebook.policy_document import KINDS, PolicyDocument, Rule
from loket.orders.rulebook.policy_reading import write_policy
from loket.orders.rulebook.rule_labels import kind_label
from loket.people.actors import StaffActor


@dataclass(frozen=True)
class EditingPage:
    """The form about the rules that count now; ``newest`` is the newest version published for the market."""

    form: RulesForm
    before: PolicyDocument
    market: str
    newest: int

    @cached_property
    def changes(self) -> tuple[Difference, ...]:
        """What would read otherwise; nothing while the form is wrong."""
        return differences(self.before, self.form.policy) if self.form.is_valid() else ()

    @property
    def is_ready(self) -> bool:
        """Whether there is something to publish."""
        return bool(self.changes)

    @property
    def is_unchanged(self) -> bool:
        """Whether what was sent reads like what counts already."""
        return self.form.is_valid() and not self.changes

    @property
    def digest(self) -> str:
        """What stands for the rules as they were looked over: other numbers have another one."""
        return hashlib.sha256(json.dumps(write_policy(self.form.policy), sort_keys=True).encode()).hexdigest()

    @property
    def is_overtaken(self) -> bool:
        """Whether somebody published since the page was shown."""
        return self.form.is_valid() and (self.form.cleaned_data["after"] or 0) != self.newest


@dataclass(frozen=True, slots=True)
class RuleCard:
    """The fields of one rule, with the rule as it reads now."""

    words: RuleWords
    switch: BoundField
    fields: tuple[BoundField, ...]
    is_wrong: bool


def editing_context(actor: StaffActor, page: EditingPage) -> dict[str, Any]:
    """A group of fields for each rule, and what would change."""
    form, before = page.form, page.before
    cards = [(kind, [_card(form, each, before) for each in before.rules if each.kind == kind]) for kind in KINDS]
    return market_context(actor, page.market) | {
        "here": "rules",
        "page": page,
        "form": form,
        "kinds": [(kind_label(kind), rules) for kind, rules in cards if rules],
        "amounts": list(form.of_amounts()),
        "levels": [level_label(level) for level in before.levels],
        "next_version": page.newest + 1,
    }


def newest_version(actor: StaffActor, market: str) -> int:
    """The newest version published for a market; 0 for none."""
    return versions_for(actor, market).values_list("version", flat=True).first() or 0


def _card(form: RulesForm, rule: Rule, policy: PolicyDocument) -> RuleCard:
    switch, *fields = form.of_rule(rule)
    words = rule_words(rule, policy, market_currency(policy.market, policy))
    return RuleCard(words, switch, tuple(fields), any(each.errors for each in (switch, *fields)))
