"""What follows for webhooks from what happened; the table of reactions names this function for each name."""

from __future__ import annotations

from loket.webhooks.actions.queueing import queue_event


def tell_endpoints(event_id: int) -> None:
    """Queue the event for whoever asked to be told."""
    queue_event(event_id)
