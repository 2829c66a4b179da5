from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

# By name, because keeping a file defers some of these very tasks, so actions cannot be imported above.
_ACTIONS = "loket.files.actions"


@app.task(name="files.sweep_unclaimed", queueing_lock="files.sweep_unclaimed")
def sweep_unclaimed(timestamp: int = 0) -> None:
    """Delete what nobody sent or finished and what nothing points to; the schedule passes the time it was due."""
    now = timezone.now()
    import_string(f"{_ACTIONS}.sweep_partials")(now)
    import_string(f"{_ACTIONS}.sweep_unclaimed")(now)


@app.task(name="files.make_shared_copy", retry=3)
def make_shared_copy(upload_id: str) -> None:
    """Make the copy of evidence that the other side may see; there is nothing to do where the file is gone."""
    import_string(f"{_ACTIONS}.sharing.share_if_there")(UUID(upload_id))


@app.task(name="files.scan")
def scan(upload_id: str) -> None:
    """Ask the virus scanner about a file that it has not seen yet."""
    import_string(f"{_ACTIONS}.scan_upload")(UUID(upload_id))


@app.task(name="files.scan_due", queueing_lock="files.scan_due")
def scan_due(timestamp: int = 0) -> None:
    """Ask again about files for which the scanner was away; the schedule passes the time it was due."""
    import_string(f"{_ACTIONS}.scan_due")(timezone.now())
