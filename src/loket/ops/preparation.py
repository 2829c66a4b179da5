"""Brings the database and the collected files up to date with the code."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from loket.calendars.actions import set_service_hours
from loket.calendars.service_hours import ALL_WEEK
from loket.lib.jobs import defer
from loket.ops import jobs
from loket.ops.new_database import load_schema
from loket.ops.static_files import publish_collected
from loket.people.actions.teams import create_first_team

# An arbitrary number that nothing else in this database locks.
_LOCK = 7_305_538_211
_DEMO = "loket.ops.demo.fill"
_DEMO_DISPUTES = "loket.ops.demo.disputes.making"
# Web and worker share the processor; the first page comes first.
ORDERS_FOLLOW = timedelta(seconds=4)
# Disputes take longer to make than anything else, and nobody opens the shop because of them.
DISPUTES_FOLLOW, A_MOMENT = timedelta(seconds=12), timedelta(seconds=1)


def prepare_database() -> None:
    """Apply what migrations are missing; several machines may do so at the same time."""
    if not is_behind():
        return
    with _one_machine_at_a_time():
        if is_behind():
            load_schema()
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)


def open_counter() -> None:
    """Give an installation without teams one that answers at any hour, so that nobody waits in no line."""
    team = create_first_team()
    if team is not None:
        set_service_hours(team, intervals=ALL_WEEK, by=None)


def fill_demo_shop() -> None:
    """Fill the demo shop, where it is part of this installation; its orders follow while the first page is read."""
    if importlib.util.find_spec(_DEMO) is not None:
        import_module(_DEMO).fill_demo(with_orders=False)
        defer(jobs.add_demo_orders, queueing_lock="ops.add_demo_orders", delay=ORDERS_FOLLOW)


def add_demo_orders() -> None:
    """Add the demo shop's orders that are missing."""
    if importlib.util.find_spec(_DEMO) is not None:
        import_module(_DEMO).add_orders()
        if settings.LOKET_DEMO_DISPUTES:
            _disputes_follow(0, after=DISPUTES_FOLLOW)


def add_demo_disputes(place: int) -> None:
    """Add some of the demo shop's disputes that are missing behind a place; the others follow a moment later."""
    if importlib.util.find_spec(_DEMO_DISPUTES) is not None:
        following = import_module(_DEMO_DISPUTES).add_some(place)
        if following is not None:
            _disputes_follow(following, after=A_MOMENT)


def _disputes_follow(place: int, *, after: timedelta) -> None:
    lock = "ops.add_demo_disputes"
    defer(jobs.add_demo_disputes, lock=lock, queueing_lock=lock, delay=after, place=place)


def collect_static_files() -> None:
    """Collect the static files of the present sources unless that has been done."""
    directory = Path(settings.STATIC_ROOT)
    if settings.DEBUG or directory.exists():
        return
    directory.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=directory.parent.parent, prefix="static-"))
    half.chmod(0o755)
    assert isinstance(staticfiles_storage, FileSystemStorage)  # noqa: S101
    staticfiles_storage.location = str(half)
    call_command("collectstatic", verbosity=0, interactive=False)
    publish_collected(half, directory)


def is_behind() -> bool:
    """Whether the database lacks something that the code expects."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return True
    return not _cache_tables() <= set(connection.introspection.table_names())


def _cache_tables() -> set[str]:
    stores = settings.CACHES.values()
    return {store["LOCATION"] for store in stores if store["BACKEND"].endswith(".DatabaseCache")}


@contextmanager
def _one_machine_at_a_time() -> Iterator[None]:
    """Hold a lock of this database session.

    It is tried again and again: a statement that waits for the lock would itself hold up every
    CREATE INDEX CONCURRENTLY of the one that has it.
    """
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
            if cursor.fetchone() == (True,):
                break
            time.sleep(0.2)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
