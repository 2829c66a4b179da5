from __future__ import annotations

import os
import time

import psycopg
import pytest

from loket.ops.database_server import is_new_database, require_usable_server, require_version, wait_for_database
from loket.ops.failures import CommandFailed

NOBODY_THERE = "postgresql://shop@127.0.0.1:1/shop"


@pytest.fixture
def empty_database():
    """A new database on the server of the tests."""
    theirs = os.environ["LOKET_DATABASE_URL"]
    with psycopg.connect(theirs, autocommit=True) as connection:
        connection.execute("CREATE DATABASE looked_at")
        yield theirs.replace("/loket?", "/looked_at?")
        connection.execute("DROP DATABASE looked_at WITH (FORCE)")


def execute(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(("number", "name"), [(90_624, "9"), (130_013, "13"), (140_022, "14")])
def test_a_server_that_is_too_old_is_named(number, name):
    with pytest.raises(CommandFailed, match=rf"is PostgreSQL {name}; Loket needs 15 or newer"):
        require_version(number)


def test_the_oldest_server_that_will_do():
    require_version(150_000)


def test_a_database_is_new_until_it_has_tables(empty_database):
    assert is_new_database(empty_database)
    execute(empty_database, "CREATE TABLE django_migrations ()")
    assert not is_new_database(empty_database)


def test_who_may_create_the_extension_gets_it(empty_database):
    require_usable_server(empty_database)
    execute(empty_database, "SELECT '[1]'::vector")


def test_a_replica_is_refused(empty_database):
    execute(empty_database, "ALTER DATABASE looked_at SET default_transaction_read_only = on")
    with pytest.raises(CommandFailed, match="takes no writes"):
        require_usable_server(empty_database)


def test_waiting_ends():
    began = time.monotonic()
    with pytest.raises(CommandFailed, match="cannot be reached"):
        wait_for_database(NOBODY_THERE, seconds=0.5)
    assert 0.5 < time.monotonic() - began < 5
