from __future__ import annotations

from uuid import UUID

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="webhooks.send")
def send(endpoint_id: str) -> None:
    """Send what is due to one endpoint."""
    # By name: queueing and sending defer this very task, so they cannot be imported above.
    import_string("loket.webhooks.actions.sending.send_to")(UUID(endpoint_id))


@app.task(name="webhooks.send_due", queueing_lock="webhooks.send_due")
def send_due(timestamp: int) -> None:
    """Try again what has become due."""
    import_string("loket.webhooks.actions.sending.send_due")()


@app.task(name="webhooks.sweep", queueing_lock="webhooks.sweep")
def sweep(timestamp: int) -> None:
    """Forget deliveries of long ago."""
    import_string("loket.webhooks.actions.sending.sweep")()
