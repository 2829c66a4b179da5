"""Who reads the table of promises, and who changes it."""

from __future__ import annotations

from collections.abc import Sequence

from loket.people.access import NotVisible, is_staff_with, may_answer
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role
from loket.promises.models import PromiseRule, PromiseRuleVersion

CHANGING_ROLES = (Role.LEAD,)


def may_change_rules(actor: Actor) -> bool:
    """Whether ``actor`` may order and change rules: leads and administrators."""
    return isinstance(actor, SystemActor) or is_staff_with(actor, *CHANGING_ROLES)


def rules_visible_to(actor: Actor) -> Sequence[PromiseRule]:
    """The rules in their order, those that are switched off too; raises NotVisible."""
    if not (isinstance(actor, SystemActor) or may_answer(actor)):
        raise NotVisible
    return list(PromiseRule.objects.filter(removed_at=None).order_by("position", "id"))


def get_rule_for(actor: Actor, rule_id: int) -> PromiseRule:
    """One rule that ``actor`` may change; raises NotVisible."""
    found = PromiseRule.objects.filter(pk=rule_id, removed_at=None).first()
    if found is None or not may_change_rules(actor):
        raise NotVisible
    return found


def versions_of(actor: Actor, rule: PromiseRule) -> Sequence[PromiseRuleVersion]:
    """What a rule said before, the newest first; raises NotVisible."""
    if not may_change_rules(actor):
        raise NotVisible
    return list(PromiseRuleVersion.objects.filter(rule=rule).select_related("changed_by").order_by("-version"))
