"""What a web or worker process loads before it may touch the database."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import django
from django.urls import get_resolver

from loket.ops.database_server import wait_for_database
from loket.ops.failures import CommandFailed
from loket.ops.installation import make_directory, own_database_url, set_environment

# Longer than a server needs to restart.
_PATIENCE_SECONDS = 20.0


def set_up_child(data: Path) -> None:
    """Load Django for a process that does not start a database itself."""
    make_directory(data)
    set_environment(data)
    if not own_database_url():
        raise CommandFailed("Set LOKET_DATABASE_URL to the database it shares; loket up runs everything by itself.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    django.setup()


def wait_for_tables() -> None:
    """Return when the database answers and is up to date, waiting a little for one that restarts."""
    wait_for_database(os.environ["LOKET_DATABASE_URL"], seconds=_PATIENCE_SECONDS)
    if importlib.import_module("loket.ops.preparation").is_behind():
        raise CommandFailed("The database is older than the code, or empty. Run once: loket prepare")


def collect_what_is_missing() -> None:
    """Collect the static files unless that has been done on this machine."""
    importlib.import_module("loket.ops.preparation").collect_static_files()


def load_pages() -> None:
    """Import all addresses and pages, which takes a good part of the start-up."""
    assert get_resolver().url_patterns  # noqa: S101
