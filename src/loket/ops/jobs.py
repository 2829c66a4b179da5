from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app

from loket.ops import preparation

STALLED_AFTER_SECONDS = 45


@app.task(name="ops.rescue_stalled_jobs", queueing_lock="ops.rescue_stalled_jobs")
async def rescue_stalled_jobs(timestamp: int) -> None:
    """Run again what a killed worker left half done; nothing else would."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await app.job_manager.retry_job(job)


@app.task(name="ops.sweep", queueing_lock="ops.sweep")
def sweep(timestamp: int) -> None:
    """Forget ended sessions."""
    call_command("clearsessions")


@app.task(name="ops.add_demo_orders", queueing_lock="ops.add_demo_orders")
def add_demo_orders() -> None:
    """Complete the demo shop, once its first page can be read."""
    preparation.add_demo_orders()


@app.task(name="ops.add_demo_disputes", queueing_lock="ops.add_demo_disputes", lock="ops.add_demo_disputes")
def add_demo_disputes(place: int = 0) -> None:
    """Go on completing the demo shop, a moment's work at a time."""
    preparation.add_demo_disputes(place)
