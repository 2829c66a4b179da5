"""Changing the table of promises: each change is a version, and running promises are computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.people.access import NotVisible
from loket.people.actors import Actor, StaffActor
from loket.promises import jobs
from loket.promises.access import may_change_rules
from loket.promises.models import PromiseRule, PromiseRuleVersion

TABLE = "promises:rules"


class RuleMoved(Exception):
    """Somebody else changed the rule, or the order of rules, meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """What a rule asks and promises, as a form gives it; minutes of None promise nothing."""

    name: str
    is_active: bool = True
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    urgency: str = PromiseRule.Urgency.ANY
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    first_minutes: int | None = None
    next_minutes: int | None = None
    counts_working_time: bool = False


@transaction.atomic
def add_rule(facts: RuleFacts, *, by: Actor) -> PromiseRule:
    """Put a new rule above all others."""
    _check(by)
    _lock_table()
    for each in PromiseRule.objects.filter(removed_at=None).order_by("-position"):
        each.position += 1
        each.save(update_fields=["position"])
    rule = PromiseRule.objects.create(position=0, **_columns(facts))
    _note(rule, "promise_rule.added", by=by)
    return rule


@transaction.atomic
def change_rule(rule: PromiseRule, facts: RuleFacts, *, seen_version: int, by: Actor) -> PromiseRule:
    """Let a rule say something else from now on; raises RuleMoved when it is not what was seen."""
    _check(by)
    current = _locked(rule, seen_version=seen_version)
    for name, value in _columns(facts).items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    _note(current, "promise_rule.changed", by=by)
    return current


@transaction.atomic
def remove_rule(rule: PromiseRule, *, seen_version: int, by: Actor) -> None:
    """Take a rule out of the table; promises that were made by it stay as they are."""
    _check(by)
    current = _locked(rule, seen_version=seen_version)
    current.removed_at = timezone.now()
    current.version += 1
    current.save(update_fields=["removed_at", "version"])
    _note(current, "promise_rule.removed", by=by)


@transaction.atomic
def order_rules(rule_ids: Sequence[int], *, by: Actor) -> None:
    """Ask the rules in this order; raises RuleMoved unless these are exactly the rules there are."""
    _check(by)
    _lock_table()
    rules = {rule.pk: rule for rule in PromiseRule.objects.filter(removed_at=None)}
    if sorted(rules) != sorted(rule_ids):
        raise RuleMoved
    for position, rule_id in enumerate(rule_ids):
        rules[rule_id].position = position
        rules[rule_id].save(update_fields=["position"])
    record("promise_rules.ordered", TABLE, by=by.label, actor_id=by.actor_id, data={"rules": list(rule_ids)})
    defer(jobs.refresh_running, queueing_lock=jobs.refresh_running.name)


def _locked(rule: PromiseRule, *, seen_version: int) -> PromiseRule:
    current = PromiseRule.objects.select_for_update().filter(pk=rule.pk, removed_at=None).first()
    if current is None or current.version != seen_version:
        raise RuleMoved
    return current


def _lock_table() -> None:
    list(PromiseRule.objects.select_for_update().filter(removed_at=None).order_by("pk").values_list("pk"))


def _note(rule: PromiseRule, action: str, *, by: Actor) -> None:
    """Keep the version, record it, and have what runs computed anew."""
    by_user = by.user if isinstance(by, StaffActor) else None
    PromiseRuleVersion.objects.create(rule=rule, version=rule.version, document=_document(rule), changed_by=by_user)
    record(action, f"promise_rule:{rule.pk}", by=by.label, actor_id=by.actor_id, data={"version": rule.version})
    defer(jobs.refresh_running, queueing_lock=jobs.refresh_running.name)


def _columns(facts: RuleFacts) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(facts).items()}


def _document(rule: PromiseRule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in RuleFacts.__dataclass_fields__}


def _check(by: Actor) -> None:
    if not may_change_rules(by):
        raise NotVisible
