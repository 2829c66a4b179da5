"""Deferring work into the same transaction as its cause.

A job row commits or vanishes with the data it is about. Workers are woken after the commit by ``live``,
because NOTIFY inside a data transaction serialises all commits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate import exceptions
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import Task
from procrastinate.types import JSONValue

from loket.lib import live

_local = threading.local()
# Inside a worker the app has the worker's own connection, on which a job would be seen before its cause is.
_IN_THIS_TRANSACTION = JobManager(DjangoConnector())


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
    configured.job_manager = _IN_THIS_TRANSACTION
    gathered: list[tuple[JobDeferrer, Job]] | None = getattr(_local, "gathered", None)
    if gathered is not None and queueing_lock is None:
        gathered.append((configured, configured.make_new_job(**arguments)))
    elif not _is_queued_now(configured, arguments, may_fold=queueing_lock is not None):
        return
    if delay is None:
        live.wake_workers(task.queue)


@contextmanager
def together() -> Iterator[None]:
    """Queue all that is deferred inside by one statement at the end; a block that fails has queued nothing.

    For many pieces of work of one transaction. A job with a ``queueing_lock`` is queued at once, as ever.
    """
    outer = getattr(_local, "gathered", None)
    gathered: list[tuple[JobDeferrer, Job]] = []
    _local.gathered = gathered
    try:
        yield
    finally:
        _local.gathered = outer
    if gathered:
        manager = gathered[0][0].job_manager
        manager.batch_defer_jobs([job for _configured, job in gathered])


def _is_queued_now(configured: JobDeferrer, arguments: dict[str, JSONValue], *, may_fold: bool) -> bool:
    try:
        # The savepoint keeps the caller's transaction alive when the lock is already taken.
        with transaction.atomic(savepoint=may_fold):
            configured.defer(**arguments)
    except exceptions.AlreadyEnqueued:
        return False
    return True
