"""What a web or worker process loads before it may touch the database."""

from __future__ import annotations

import os
from pathlib import Path

import django
from django.urls import get_resolver

from loket.ops.failures import CommandFailed
from loket.ops.installation import set_environment


def set_up_child(data: Path) -> None:
    """Load Django for a process that does not start a database itself."""
    set_environment(data)
    if not os.environ.get("LOKET_DATABASE_URL"):
        raise CommandFailed("Set LOKET_DATABASE_URL to the database it shares; loket up runs everything by itself.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
    django.setup()


def load_pages() -> None:
    """Import all addresses and pages, which takes a good part of the start-up."""
    assert get_resolver().url_patterns  # noqa: S101
