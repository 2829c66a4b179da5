"""What follows for disputes from what happened; the table of reactions names these functions."""

from __future__ import annotations

from uuid import UUID

from loket.disputes.actions import listening
from loket.disputes.actions.infections import take_out_infected
from loket.history.models import Event


def hear_of_ledger(event_id: int) -> None:
    """The marketplace took, did or refused something: it may have been a refund of a dispute."""
    data = Event.objects.values_list("data", flat=True).get(pk=event_id)
    if entry := data.get("entry"):
        listening.hear_of_ledger(str(entry))


def hear_of_infection(event_id: int) -> None:
    """A virus was found in a file that had been taken: it may be evidence."""
    data = Event.objects.values_list("data", flat=True).get(pk=event_id)
    if upload := data.get("upload"):
        take_out_infected(UUID(str(upload)))
