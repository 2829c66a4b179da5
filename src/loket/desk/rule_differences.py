"""What differs between two versions of the rules, thing by thing, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loket.desk.rule_words import NONE, level_label, refund_way, rule_title, rule_words, say_span
from loket.orders.rulebook.policy_document import PolicyDocument, Rule
from loket.orders.rulebook.rule_labels import cost_label, reason_label
from loket.orders.telling.formats import money


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that reads otherwise: where, and how it read before."""

    where: str
    name: str
    before: str
    after: str


def differences(before: PolicyDocument, after: PolicyDocument) -> tuple[Difference, ...]:
    """What somebody would notice who knew the rules before."""
    return (
        *_of_rules(before, after),
        *_of_amounts(before, after),
        *_of_costs(before, after),
        *_of_refund_dates(before, after),
    )


def _of_rules(before: PolicyDocument, after: PolicyDocument) -> Iterable[Difference]:
    old = {rule.id: rule for rule in before.rules}
    new = {rule.id: rule for rule in after.rules}
    for rule in after.rules:
        if rule.id not in old:
            yield Difference(rule_title(rule), rule.id, NONE, _("New rule"))
        else:
            yield from _of_rule(old[rule.id], rule, before, after)
    for rule in before.rules:
        if rule.id not in new:
            yield Difference(rule_title(rule), rule.id, _("There was a rule"), NONE)
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield Difference(_("Order of the rules"), "", NONE, _("Another one"))


def _of_rule(old: Rule, new: Rule, before: PolicyDocument, after: PolicyDocument) -> Iterable[Difference]:
    was, now = _aspects(old, before), _aspects(new, after)
    for aspect, text in now.items():
        if was[aspect] != text:
            yield Difference(f"{rule_title(new)} · {aspect}", new.id, was[aspect], text)


def _aspects(rule: Rule, policy: PolicyDocument) -> dict[str, str]:
    words = rule_words(rule, policy)
    return {
        _("Counts"): _("Yes") if rule.on else _("No"),
        _("Who"): words.who,
        _("When"): "; ".join(words.when) or NONE,
        _("Up to"): words.limit,
        _("Reasons"): words.reasons,
        _("At whose cost"): words.cost,
        _("Second person"): words.second_person,
        pgettext("a rule", "Note"): rule.note or NONE,
    }


def _of_amounts(before: PolicyDocument, after: PolicyDocument) -> Iterable[Difference]:
    for level in dict.fromkeys([*before.levels, *after.levels]):
        old, new = before.amounts.get(level, {}), after.amounts.get(level, {})
        for currency in sorted({*old, *new}):
            was, now = old.get(currency), new.get(currency)
            if was != now:
                words = [NONE if each is None else money(each, currency) for each in (was, now)]
                yield Difference(_("Amounts"), f"{level_label(level)}, {currency}", *words)


def _of_costs(before: PolicyDocument, after: PolicyDocument) -> Iterable[Difference]:
    for reason in dict.fromkeys([*before.costs, *after.costs]):
        was, now = before.costs.get(reason, ""), after.costs.get(reason, "")
        if was != now:
            words = [cost_label(each) if each else NONE for each in (was, now)]
            yield Difference(_("At whose cost"), reason_label(reason), *words)


def _of_refund_dates(before: PolicyDocument, after: PolicyDocument) -> Iterable[Difference]:
    for way in dict.fromkeys([*before.refund_dates, *after.refund_dates]):
        was, now = before.refund_dates.get(way), after.refund_dates.get(way)
        if was != now:
            words = [say_span(each) if each else NONE for each in (was, now)]
            yield Difference(_("How long money takes back"), refund_way(way), *words)
