"""Deferring work into the same transaction as its cause.

A job row commits or vanishes with the data it is about. Workers are woken after the commit by ``live``,
because NOTIFY inside a data transaction serialises all commits.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate import exceptions
from procrastinate.tasks import Task
from procrastinate.types import JSONValue

from loket.lib import live


def defer(
    task: Task[Any, Any, Any],
    *,
    lock: str | None = None,
    queueing_lock: str | None = None,
    delay: timedelta | None = None,
    **arguments: JSONValue,
) -> None:
    """Queue one call of ``task``; a second one with the same ``queueing_lock`` folds into the first."""
    schedule_at = timezone.now() + delay if delay else None
    configured = task.configure(lock=lock, queueing_lock=queueing_lock, schedule_at=schedule_at)
    try:
        # The savepoint keeps the caller's transaction alive when the lock is already taken.
        with transaction.atomic(savepoint=queueing_lock is not None):
            configured.defer(**arguments)
    except exceptions.AlreadyEnqueued:
        return
    if delay is None:
        live.wake_workers(task.queue)
