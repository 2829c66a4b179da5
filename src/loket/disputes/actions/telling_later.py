"""Letters about a step that was taken among very many: the step is rebuilt from the log, and told as it was then."""

from __future__ import annotations

from django.db import transaction

from loket.disputes import telling
from loket.disputes.event_log import record_of
from loket.disputes.machine import transitions
from loket.disputes.machine.chain import Record
from loket.disputes.machine.codes import Role
from loket.disputes.machine.commands import Body, Command
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.events import Event
from loket.disputes.machine.replay import replay
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute


@transaction.atomic
def tell_of_record(dispute_id: str, sequence: int) -> bool:
    """Tell what the step of this sequence means; returns whether it still means anything.

    Once more tells nobody twice. A reminder or an update that the dispute has overtaken is left out.
    """
    dispute = Dispute.objects.select_related("order", "seller", "customer").get(pk=dispute_id)
    rows = list(dispute.events.filter(sequence__lte=sequence).order_by("sequence"))
    step = _step([record_of(row) for row in rows])
    if step.event in (Event.REMINDER, Event.UPDATE) and dispute.version != step.facts.version:
        return False
    telling.tell_of(dispute, step, rows[-1])
    return True


def _step(log: list[Record]) -> Step:
    last = log[-1]
    row = transitions.BY_ID[last.transition]
    return Step(
        facts=replay(log),
        transition=last.transition,
        event=Event(last.event),
        effects=row.effects,
        command=Command(Role(last.role), last.actor, row.name),
        body=from_document(Body, last.details["body"]),
        came_from=State(last.came_from),
        at=last.at,
    )
