from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction

from loket.history.actions import record
from loket.orders.models import Policy
from loket.orders.rulebook.policies import policy_of
from loket.orders.rulebook.policy_access import may_change_policies
from loket.orders.rulebook.policy_reading import read_policy, write_policy
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

MOST_NOTE = 500
# One at a time: two that publish at once would both write the next version.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('loket.orders.rulebook.policies', 0))"


class PolicyMoved(Exception):
    """Somebody published meanwhile; ``version`` is the newest one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version} was published meanwhile")
        self.version = version


@transaction.atomic
def publish_policy(
    document: Mapping[str, Any], *, market: str, note: str, by: StaffActor, after: int | None = None
) -> Policy:
    """Publish rules as a market's next version, or return the newest one where nothing differs.

    ``after``: the version they were written from, 0 for none. Raises PolicyRefused, PolicyMoved, NotVisible.
    """
    if not may_change_policies(by):
        raise NotVisible
    rules = write_policy(read_policy({**document, "market": market}))
    newest = _newest(market)
    if after is not None and after != (newest.version if newest else 0):
        raise PolicyMoved(newest.version if newest else 0)
    if newest and write_policy(policy_of(newest)) == rules:
        return newest
    version = newest.version + 1 if newest else 1
    published = Policy.objects.create(
        market=market, version=version, rules=rules, note=note[:MOST_NOTE], published_by=by.user
    )
    data = {"version": version, "note": published.note}
    record("policy.published", f"policy:{market or '*'}", by=by.label, actor_id=by.actor_id, data=data)
    return published


def _newest(market: str) -> Policy | None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    return Policy.objects.filter(market=market).order_by("-version").first()
