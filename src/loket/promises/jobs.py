from __future__ import annotations

from uuid import UUID

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="promises.keep_time", queueing_lock="promises.keep_time")
def keep_time(timestamp: int) -> None:
    """Warn, give new dates and send updates where they are due."""
    import_string("loket.promises.actions.keeping_time.keep_time")()


@app.task(name="promises.refresh", retry=3)
def refresh(conversation_id: str) -> None:
    """Compute one case's promises anew."""
    import_string("loket.promises.actions.refreshing.refresh")(UUID(conversation_id))


@app.task(name="promises.refresh_running", queueing_lock="promises.refresh_running")
def refresh_running() -> None:
    """Compute every running promise anew."""
    # By name: changing a rule defers this very task, so it cannot be imported above.
    import_string("loket.promises.actions.keeping_time.refresh_running")()
