from __future__ import annotations

from django.utils.module_loading import import_string
from procrastinate.contrib.django import app


@app.task(name="history.react", retry=3)
def react(event_id: int) -> None:
    """Run what follows from an event."""
    # By name: dispatch defers this very task, so it cannot be imported above.
    import_string("loket.history.dispatch.react")(event_id)
