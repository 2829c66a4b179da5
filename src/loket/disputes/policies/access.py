"""Who may read how disputes run, and who may change it."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.disputes.access import may_see_all
from loket.disputes.models import DisputePolicyVersion
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor
from loket.people.models.user import Role


def may_change_policies(actor: Actor) -> bool:
    """Whether ``actor`` may publish a policy: leads and administrators."""
    return is_staff_with(actor, Role.LEAD)


def may_read_policies(actor: Actor) -> bool:
    """Whether ``actor`` may read the policies as they are written: whoever works with disputes."""
    return may_see_all(actor) or may_change_policies(actor)


def versions_for(actor: Actor, market: str = "", category: str = "") -> QuerySet[DisputePolicyVersion]:
    """What was published for a market and category, the newest first; raises NotVisible."""
    if not may_read_policies(actor):
        raise NotVisible
    rows = DisputePolicyVersion.objects.filter(market=market, category=category)
    return rows.select_related("published_by").order_by("-version")


def published_for(actor: Actor) -> list[tuple[str, str]]:
    """The markets and categories for which something was published; raises NotVisible."""
    if not may_read_policies(actor):
        raise NotVisible
    rows = DisputePolicyVersion.objects.order_by("market", "category")
    return list(rows.values_list("market", "category").distinct())
