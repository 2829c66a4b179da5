"""What those who lead do with an alert: one of them takes it, gives it back, or has done it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from loket.disputes.actions.alerting import ALERTS
from loket.disputes.actions.storing import HINT, TOPIC
from loket.disputes.alerts import get_alert_for
from loket.disputes.models import DisputeAlert
from loket.history.actions import record
from loket.lib import live
from loket.people.actors import StaffActor


class AlertTaken(Exception):
    """Somebody else has it; ``name`` says who."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has taken it")
        self.name = name


@transaction.atomic
def take_alert(alert_id: int, *, by: StaffActor) -> DisputeAlert:
    """Note who looks after it; again by the same person changes nothing. Raises AlertTaken, NotVisible."""
    alert = _locked(alert_id, by)
    if alert.taken_by_id == by.user.pk:
        return alert
    if alert.taken_by is not None:
        raise AlertTaken(alert.taken_by.name)
    alert.taken_by, alert.taken_at = by.user, timezone.now()
    return _keep(alert, "dispute.alert_taken", by)


@transaction.atomic
def give_alert_back(alert_id: int, *, by: StaffActor) -> DisputeAlert:
    """Let somebody else look after it, whoever had it: people fall ill. Raises NotVisible."""
    alert = _locked(alert_id, by)
    if alert.taken_by_id is None:
        return alert
    alert.taken_by = alert.taken_at = None
    return _keep(alert, "dispute.alert_given_back", by)


@transaction.atomic
def finish_alert(alert_id: int, *, by: StaffActor) -> DisputeAlert:
    """Nobody has to look any more, though the dispute stands where it stood. Raises AlertTaken, NotVisible."""
    alert = _locked(alert_id, by)
    if alert.taken_by is not None and alert.taken_by_id != by.user.pk:
        raise AlertTaken(alert.taken_by.name)
    if alert.done_at is not None:
        return alert
    alert.taken_by, alert.taken_at = by.user, alert.taken_at or timezone.now()
    alert.done_at = timezone.now()
    return _keep(alert, "dispute.alert_done", by)


def _locked(alert_id: int, by: StaffActor) -> DisputeAlert:
    get_alert_for(by, alert_id)
    return DisputeAlert.objects.select_for_update(of=("self",)).select_related("dispute", "taken_by").get(pk=alert_id)


def _keep(alert: DisputeAlert, action: str, by: StaffActor) -> DisputeAlert:
    alert.save(update_fields=["taken_by", "taken_at", "done_at"])
    data = {"transition": alert.transition, "rule": alert.rule, "number": alert.dispute.number}
    record(action, alert.dispute.subject, by=by.label, actor_id=by.user.pk, data=data)
    live.publish(ALERTS, alert.whom)
    live.publish(TOPIC, HINT)
    return alert
