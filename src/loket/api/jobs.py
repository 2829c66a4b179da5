from __future__ import annotations

from procrastinate.contrib.django import app

from loket.api import actions


@app.task(name="api.sweep")
def sweep(timestamp: int) -> None:
    """Drop what was kept for repeats and is too old."""
    actions.sweep()
