"""What people who lead must see at once: a time that was not kept, a side that nobody reaches, money that is stuck."""

from __future__ import annotations

from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Effect
from loket.disputes.models import Dispute, DisputeAlert
from loket.history.actions import record
from loket.lib import live

# Shown at the desk to those whom the hint names: lead, senior, finance.
ALERTS = "disputes:alerts"
_WHOM = {
    Effect.ALERT_LEAD: DisputeAlert.Whom.LEAD,
    Effect.ALERT_SENIOR: DisputeAlert.Whom.SENIOR,
    Effect.ALERT_FINANCE: DisputeAlert.Whom.FINANCE,
}
_ONE = ("dispute", "transition", "rule", "state")
# Whoever had taken it keeps it; that it came again is told anew.
_AGAIN = ("whom", "at", "done_at", "told_at")


def alert(dispute: Dispute, step: Step, effect: Effect) -> None:
    """Write down that somebody must look, and show it to those at the desk; letters follow within a minute."""
    whom, rule = _WHOM[effect], step.body.rule or ""
    raised = DisputeAlert(
        dispute=dispute, whom=whom, transition=step.transition, rule=rule, state=step.facts.state, at=step.at
    )
    DisputeAlert.objects.bulk_create([raised], update_conflicts=True, unique_fields=_ONE, update_fields=_AGAIN)
    data = {"to": whom.value, "transition": step.transition, "rule": rule, "number": dispute.number}
    record("dispute.alerted", dispute.subject, by=step.command.actor, data=data)
    live.publish(ALERTS, whom.value)
