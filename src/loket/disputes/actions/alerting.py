"""What people who lead must see at once: a time that was not kept, a side that nobody reaches, money that is stuck."""

from __future__ import annotations

from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Effect
from loket.disputes.models import Dispute
from loket.history.actions import record
from loket.lib import live

# Shown at the desk to those whom the hint names: lead, senior, finance.
ALERTS = "disputes:alerts"
_WHOM = {Effect.ALERT_LEAD: "lead", Effect.ALERT_SENIOR: "senior", Effect.ALERT_FINANCE: "finance"}


def alert(dispute: Dispute, step: Step, effect: Effect) -> None:
    """Write down that somebody must look, and show it to those at the desk."""
    whom = _WHOM[effect]
    data = {"to": whom, "transition": step.transition, "rule": step.body.rule or "", "number": dispute.number}
    record("dispute.alerted", dispute.subject, by=step.command.actor, data=data)
    live.publish(ALERTS, whom)
