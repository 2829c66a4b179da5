from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from loket.files import actions


@app.task(name="files.sweep_unclaimed", queueing_lock="files.sweep_unclaimed")
def sweep_unclaimed(timestamp: int = 0) -> None:
    """Delete what nobody sent and what nothing points to; the schedule passes the time it was due."""
    actions.sweep_unclaimed(timezone.now())
