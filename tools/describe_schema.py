"""Writes src/loket/ops/schema.sql, from which new databases get their tables, by applying all migrations once.

Usage: python tools/describe_schema.py
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import django

from loket.lib.embedded_postgres import EmbeddedPostgres


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="loket-schema-") as data, EmbeddedPostgres(Path(data)) as server:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "loket.config.settings",
            "LOKET_DATA": data,
            "LOKET_DATABASE_URL": server.url,
        }
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415  needs the settings

        from loket.ops.new_database import SCHEMA, describe_schema  # noqa: PLC0415

        call_command("migrate", verbosity=0, interactive=False)
        SCHEMA.write_text(describe_schema(server.url), encoding="utf-8")


if __name__ == "__main__":
    main()
