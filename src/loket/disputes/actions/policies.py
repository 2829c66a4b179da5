"""Publishing how disputes run in a market: a new version each time, which disputes that have begun do not follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from loket.disputes.machine.policy import DisputePolicy, keeps_refund_law
from loket.disputes.models import DisputePolicyVersion
from loket.disputes.policies.access import may_change_policies
from loket.disputes.policies.current import BUILT_IN_VERSION, built_in_document, policy_of
from loket.disputes.policies.documents import DisputePolicyRefused, read_policy, write_policy
from loket.history.actions import record
from loket.people.access import NotVisible
from loket.people.actors import StaffActor

__all__ = ["DisputePolicyMoved", "DisputePolicyRefused", "publish_policy"]

MOST_NOTE = 500
# One at a time: two that publish at once would both write the next version.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('loket.disputes.policies', 0))"


class DisputePolicyMoved(Exception):
    """Somebody published meanwhile; ``version`` is the newest one."""

    def __init__(self, version: int) -> None:
        super().__init__(f"version {version} was published meanwhile")
        self.version = version


@transaction.atomic
def publish_policy(
    document: Mapping[str, Any],
    *,
    by: StaffActor,
    market: str = "",
    category: str = "",
    note: str = "",
    after: int | None = None,
) -> DisputePolicyVersion:
    """Publish a policy as the next version of a market and category, or return the newest where nothing differs.

    ``after``: the version it was written from; what Loket brings along is version 1. Raises DisputePolicyRefused,
    DisputePolicyMoved, NotVisible.
    """
    if not may_change_policies(by):
        raise NotVisible
    newest = _newest(market, category)
    version = newest.version if newest else BUILT_IN_VERSION
    if after is not None and after != version:
        raise DisputePolicyMoved(version)
    laid = {**built_in_document(market), **document}
    _check_law(read_policy(laid, market=market, category=category, version=version + 1))
    if newest and _written(newest) == _written(_like(newest, document)):
        return newest
    published = DisputePolicyVersion.objects.create(
        market=market,
        category=category,
        version=version + 1,
        document=dict(document),
        note=note[:MOST_NOTE],
        published_by=by.user,
    )
    data = {"version": published.version, "category": category, "note": published.note}
    record("dispute_policy.published", f"dispute_policy:{market or '*'}", by=by.label, actor_id=by.actor_id, data=data)
    return published


def _check_law(policy: DisputePolicy) -> None:
    """Refunds are ordered within the time that the market's law allows; raises DisputePolicyRefused."""
    if policy.withdrawal and not keeps_refund_law(policy):
        problem = _("deadlines.D14.amount: the law (%(law)s) wants refunds ordered sooner.")
        raise DisputePolicyRefused([problem % {"law": policy.withdrawal.name}])


def _written(row: DisputePolicyVersion) -> dict[str, Any]:
    return write_policy(policy_of(row, market=row.market))


def _like(row: DisputePolicyVersion, document: Mapping[str, Any]) -> DisputePolicyVersion:
    return DisputePolicyVersion(market=row.market, category=row.category, version=row.version, document=dict(document))


def _newest(market: str, category: str) -> DisputePolicyVersion | None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    return DisputePolicyVersion.objects.filter(market=market, category=category).order_by("-version").first()
