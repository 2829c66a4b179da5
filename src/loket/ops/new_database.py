"""Makes the tables of a new database at once, from `schema.sql`, where applying every migration takes seconds.

The file holds what the migrations make, and names those that it stands for; what has been added since is
applied as on any other database, so an outdated file costs time and nothing else. `make docs` renews it.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from loket.lib.postgres_binaries import find_program

SCHEMA = Path(__file__).with_name("schema.sql")
# Session settings and psql's commands: a newer pg_dump writes some that an older server does not know.
_NOT_SCHEMA = re.compile(r"--|\\|SET |SELECT pg_catalog\.set_config|$")


def load_schema() -> None:
    """Make all tables if the database has none at all."""
    if connection.introspection.table_names():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # Functions come before the tables that they read.
        cursor.execute("SET LOCAL check_function_bodies = off")
        cursor.execute(SCHEMA.read_text(encoding="utf-8"))


def describe_schema(url: str) -> str:
    """The text for `schema.sql`: tables of the present database, which is the one at `url`, and its migrations.

    Raises subprocess.CalledProcessError when pg_dump cannot read it.
    """
    command = [str(find_program("pg_dump")), "--schema-only", "--no-owner", "--no-privileges", "--no-comments", url]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  a command of its own
    lines = [line for line in ended.stdout.splitlines() if not _NOT_SCHEMA.match(line)]
    # Names without their schema, as the migrations write them: an operator's may be another one.
    statements = re.sub(r" WITH SCHEMA public|\bpublic\.", "", "\n".join(lines))
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    rows = ",\n".join(f"    ('{application}', '{name}', now())" for application, name in applied)
    return f"{statements}\nINSERT INTO django_migrations (app, name, applied) VALUES\n{rows};\n"
