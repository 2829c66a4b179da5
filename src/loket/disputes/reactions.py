"""What follows for disputes from what happened; the table of reactions names these functions."""

from __future__ import annotations

from loket.disputes.actions import listening
from loket.history.models import Event


def hear_of_ledger(event_id: int) -> None:
    """The marketplace took, did or refused something: it may have been a refund of a dispute."""
    data = Event.objects.values_list("data", flat=True).get(pk=event_id)
    if entry := data.get("entry"):
        listening.hear_of_ledger(str(entry))
