"""Runs queued jobs, and starts anew whenever the database has been away.

The queue's own listener notices a lost connection only after half a minute, and jobs would wait as long.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys

import psycopg
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DeleteJobCondition

_JOBS_AT_A_TIME = 2
# All in seconds. NOTIFY wakes the worker at once; polling finds what was put off to a later second.
_POLL_EVERY = 1.0
_GRACE = 1.0
_CHECK_EVERY = 0.5
_TRY_AGAIN_AFTER = 0.3

_log = logging.getLogger(__name__)


async def run_jobs() -> None:
    """Work until a signal asks to stop."""
    app_connector = app.connector
    assert isinstance(app_connector, DjangoConnector)  # noqa: S101
    async with await _connect() as witness:
        with app.replace_connector(app_connector.get_worker_connector()) as work:
            async with work.open_async():
                await _work_while_connected(work, witness)


async def _connect() -> psycopg.AsyncConnection:
    """Connect as soon as the database is there."""
    while True:
        try:
            return await psycopg.AsyncConnection.connect(**connector_params(), autocommit=True)
        except psycopg.OperationalError:
            await asyncio.sleep(_TRY_AGAIN_AFTER)


async def _work_while_connected(work: App, witness: psycopg.AsyncConnection) -> None:
    working = asyncio.create_task(
        work.run_worker_async(
            concurrency=_JOBS_AT_A_TIME,
            listen_notify=True,
            delete_jobs=DeleteJobCondition.SUCCESSFUL,
            fetch_job_polling_interval=_POLL_EVERY,
            shutdown_graceful_timeout=_GRACE,
        )
    )
    watching = asyncio.create_task(_return_when_lost(witness))
    await asyncio.wait({working, watching}, return_when=asyncio.FIRST_COMPLETED)
    if watching.done():
        _start_anew()
    watching.cancel()
    working.result()


def _start_anew() -> None:
    """Become a fresh process of the same number; jobs that were cut off may be run again."""
    _log.warning("the database has gone away; the worker starts anew")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606


async def _return_when_lost(witness: psycopg.AsyncConnection) -> None:
    while True:
        try:
            await witness.execute("SELECT 1")
        except psycopg.OperationalError:
            return
        await asyncio.sleep(_CHECK_EVERY)
