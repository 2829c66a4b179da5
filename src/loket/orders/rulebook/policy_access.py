"""Who may read the rules, and who may change them."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.orders.models import Policy
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.policy_document import PolicyDocument
from loket.people.access import NotVisible, is_staff_with, may_answer
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role

CHANGING_ROLES = (Role.LEAD,)


def may_read_policies(actor: Actor) -> bool:
    """Whether ``actor`` may read the rules as they are written: whoever answers, and Loket itself."""
    return isinstance(actor, SystemActor) or may_answer(actor)


def may_change_policies(actor: Actor) -> bool:
    """Whether ``actor`` may publish rules: leads and administrators."""
    return is_staff_with(actor, *CHANGING_ROLES)


def policy_for(actor: Actor, market: str) -> PolicyDocument:
    """The rules that count in a market now; raises NotVisible."""
    if not may_read_policies(actor):
        raise NotVisible
    return current_policy(market)


def versions_for(actor: Actor, market: str) -> QuerySet[Policy]:
    """What was published for a market, newest first; raises NotVisible."""
    if not may_read_policies(actor):
        raise NotVisible
    return Policy.objects.filter(market=market).select_related("published_by").order_by("-version")


def published_markets(actor: Actor) -> list[str]:
    """The markets for which something was published; raises NotVisible."""
    if not may_read_policies(actor):
        raise NotVisible
    return list(Policy.objects.order_by("market").values_list("market", flat=True).distinct())
