"""What follows for promises from what happened; the table of reactions names these functions."""

from __future__ import annotations

from uuid import UUID

from loket.history.models import Event
from loket.lib.jobs import defer
from loket.promises import jobs
from loket.promises.actions.refreshing import refresh


def refresh_case(event_id: int) -> None:
    """A case changed hands, was closed or was opened again: compute its promises anew."""
    subject = Event.objects.values_list("subject", flat=True).get(pk=event_id)
    refresh(UUID(subject.partition(":")[2]))


def refresh_all(event_id: int) -> None:
    """Hours, holidays or pauses changed: compute every running promise anew."""
    defer(jobs.refresh_running, queueing_lock="promises.refresh_running")
