"""What `loket check` looks at."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.db import connection

from loket.ops.database_server import OLDEST_POSTGRES
from loket.ops.preparation import is_behind

_LITTLE_SPACE = 2 * 2**30


class Level(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    text: str


Findings = Iterator[Finding]


def find(data: Path) -> list[Finding]:
    """Look at everything, the graver findings first."""
    looks: list[Callable[[Path], Findings]] = [_address, _debug, _demo, _secrets, _space, _database, _code]
    found = [finding for look in looks for finding in look(data)]
    return sorted(found, key=lambda each: [Level.ERROR, Level.WARNING, Level.OK].index(each.level))


def _address(data: Path) -> Findings:
    if urlsplit(settings.LOKET_URL).scheme == "https":
        yield Finding(Level.OK, f"Links and cookies are for {settings.LOKET_URL}.")
    else:
        yield Finding(
            Level.WARNING,
            f"LOKET_URL is {settings.LOKET_URL}: fine on your own machine. For others set it to the https "
            "address that they use, so that cookies are secure and links work.",
        )


def _debug(data: Path) -> Findings:
    if settings.DEBUG:
        yield Finding(Level.ERROR, "LOKET_DEBUG is on: errors show the inside of Loket to all. Unset it.")


def _demo(data: Path) -> Findings:
    if settings.LOKET_DEMO:
        yield Finding(Level.WARNING, "This is the demo shop; its passwords are public. Start without --demo.")


def _secrets(data: Path) -> Findings:
    path = data / "secrets.json"
    if not path.exists():
        yield Finding(Level.WARNING, f"{path} is missing; the next start makes new secrets.")
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        yield Finding(Level.ERROR, f"Others can read {path}. Run: chmod 600 {path}")
    else:
        yield Finding(Level.OK, "The secrets can be read by their owner alone.")


def _space(data: Path) -> Findings:
    free = shutil.disk_usage(data).free
    level = Level.WARNING if free < _LITTLE_SPACE else Level.OK
    yield Finding(level, f"{free / 2**30:.1f} GB are free for {data}.")


def _database(data: Path) -> Findings:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
        cursor.execute("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")
        vector = cursor.fetchone()
    level = Level.OK if number >= OLDEST_POSTGRES else Level.ERROR
    yield Finding(level, f"The database is PostgreSQL {name}; 15 or newer is needed.")
    if vector is None:
        yield Finding(Level.ERROR, "The database lacks the extension pgvector; install it on its server.")
    if is_behind():
        yield Finding(Level.ERROR, "The database is older than the code. Run: loket up, or loket prepare")
    else:
        yield Finding(Level.OK, "The database is up to date.")


def _code(data: Path) -> Findings:
    problems = checks.run_checks(databases=[connection.alias])
    for each in problems:
        level = Level.ERROR if each.level >= checks.ERROR else Level.WARNING
        yield Finding(level, f"{' '.join(str(each.msg).split())} ({each.id})")
    if not problems:
        yield Finding(Level.OK, "Django finds nothing to complain about.")
