"""What leads and seniors must see in disputes: which alerts still stand, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from loket.disputes.machine.facts import Standing
from loket.disputes.models import DisputeAlert
from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor
from loket.people.models.user import Role

MOST_SHOWN = 20
# These stand open; the others are folded.
FIRST = 3
_SECOND_PERSON = "T15a"
# Over as soon as nothing is on hold any more, wherever the dispute stands.
_OF_HOLDS = ("T31b", "T26b", "S4b")
_WAITING = [{"standing": Standing.WAITS_FOR_SECOND.value}]
_STANDS = (
    Q(done_at=None, state=F("dispute__state"))
    & (~Q(transition__in=_OF_HOLDS) | Q(dispute__is_held=True))
    & (~Q(transition=_SECOND_PERSON) | Q(dispute__document__offers__contains=_WAITING))
)


@dataclass(frozen=True, slots=True)
class OpenAlerts:
    """The first few of those that stand, the oldest first, and whether there are more."""

    alerts: Sequence[DisputeAlert] = ()
    has_more: bool = False

    @property
    def first(self) -> Sequence[DisputeAlert]:
        """Those that everybody sees."""
        return self.alerts[:FIRST]

    @property
    def others(self) -> Sequence[DisputeAlert]:
        """Those behind a fold."""
        return self.alerts[FIRST:]


def alerts_visible_to(actor: Actor) -> QuerySet[DisputeAlert]:
    """The alerts that are ``actor``'s to see: all for a lead, what seniors decide for them; none for others."""
    alerts = DisputeAlert.objects.select_related("dispute", "dispute__seller", "dispute__order", "taken_by")
    if is_staff_with(actor, Role.LEAD):
        return alerts
    if is_staff_with(actor, Role.SENIOR):
        return alerts.filter(whom=DisputeAlert.Whom.SENIOR)
    return alerts.none()


def standing_alerts(alerts: QuerySet[DisputeAlert]) -> QuerySet[DisputeAlert]:
    """Those of ``alerts`` whose dispute has not gone on since."""
    return alerts.filter(_STANDS).order_by("at", "pk")


def open_alerts(actor: Actor) -> OpenAlerts:
    """What waits for somebody who leads, in one statement; nothing for whoever may not see it."""
    if not is_staff_with(actor, Role.LEAD, Role.SENIOR):
        return OpenAlerts()
    found = standing_alerts(alerts_visible_to(actor)).defer("dispute__document", "dispute__draft")
    shown = list(found[: MOST_SHOWN + 1])
    return OpenAlerts(shown[:MOST_SHOWN], has_more=len(shown) > MOST_SHOWN)


def get_alert_for(actor: Actor, alert_id: int) -> DisputeAlert:
    """One alert, also one that is over; raises NotVisible."""
    found = alerts_visible_to(actor).filter(pk=alert_id).first()
    if found is None:
        raise NotVisible
    return found
