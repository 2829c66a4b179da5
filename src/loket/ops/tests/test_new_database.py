"""A new database gets its tables from one file, which says what the migrations say."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg.conninfo import make_conninfo

from loket.ops.new_database import SCHEMA, describe_schema

NAME = "loket_new_database"
# PostgreSQL writes the casts of a list otherwise once it has read its own writing.
CASTS = re.compile(r"::(text|character varying)(\[\])?|[()]")
ADDRESS = re.compile(r"/[^/?]+\?")


@pytest.fixture
def empty_database():
    """The address of a new database on the server of the tests."""
    theirs = os.environ["LOKET_DATABASE_URL"]
    with psycopg.connect(theirs, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {NAME}")
        yield ADDRESS.sub(f"/{NAME}?", theirs)
        server.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def prepare(url: str) -> None:
    command = [sys.executable, "-m", "loket", "prepare", "--only-database"]
    subprocess.run(command, env=os.environ | {"LOKET_DATABASE_URL": url}, check=True, timeout=60)


def schema_of(url: str) -> list[str]:
    """The statements for the database at `url`; a line for each migration comes from the present one."""
    return describe_schema(url).splitlines()


def rows(url: str, query: str) -> list[tuple]:
    with psycopg.connect(url) as new:
        found = new.execute(query)
        return found.fetchall() if found.description else []


def test_the_file_says_what_the_migrations_make(db):
    migrated = make_conninfo(os.environ["LOKET_DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    assert SCHEMA.read_text(encoding="utf-8").splitlines() == schema_of(migrated), "run: make docs"


def test_a_new_database_is_made_at_once_and_lacks_nothing(db, empty_database):
    prepare(empty_database)
    said = SCHEMA.read_text(encoding="utf-8").splitlines()
    assert [CASTS.sub("", line) for line in schema_of(empty_database)] == [CASTS.sub("", line) for line in said]
    # In one transaction.
    assert rows(empty_database, "SELECT count(DISTINCT xmin::text) FROM django_migrations") == [(1,)]
    assert set(rows(empty_database, "SELECT app, name FROM django_migrations")) == set(
        MigrationRecorder(connection).applied_migrations()
    )
    assert rows(empty_database, "SELECT count(*) > 50 FROM auth_permission") == [(True,)]


def test_the_tables_may_lie_in_a_schema_of_their_own(empty_database):
    rows(empty_database, "CREATE SCHEMA shop")
    rows(empty_database, f"ALTER DATABASE {NAME} SET search_path = shop, public")
    prepare(empty_database)
    tables = "SELECT DISTINCT schemaname FROM pg_tables WHERE schemaname IN ('shop', 'public')"
    assert rows(empty_database, tables) == [("shop",)]


def test_a_database_of_before_gets_the_migrations_that_it_lacks(empty_database):
    prepare(empty_database)
    rows(empty_database, "DELETE FROM django_migrations WHERE app = 'surveys'")
    rows(empty_database, "DROP TABLE surveys_rating")
    prepare(empty_database)
    assert rows(empty_database, "SELECT to_regclass('surveys_rating') IS NOT NULL") == [(True,)]
