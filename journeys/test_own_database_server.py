"""Loket on a server of the operator's own: what it needs there, what it leaves alone, and what it outlives."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from uuid import uuid4

import httpx
import psutil
import psycopg
import pytest

from journeys.buyer import Buyer
from journeys.database_server import DatabaseServer
from journeys.desk_sessions import signed_in
from journeys.installation import Installation
from loket.ops.database_server import require_usable_server

COMES_BACK_SECONDS = 30
WORKS_SINCE = "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > %s::timestamptz"


@pytest.fixture(scope="module")
def server():
    running = DatabaseServer().start()
    yield running
    running.remove()


@pytest.fixture(scope="module")
def own_shop(server):
    url = server.make_database("shop")
    installation = Installation(environment={"LOKET_DATABASE_URL": url}).start()
    yield installation
    installation.stop()
    shutil.rmtree(installation.data, ignore_errors=True)


def run_loket(url, data, *arguments):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("LOKET_", "DJANGO_"))}
    command = [sys.executable, "-m", "loket", "--data", str(data), *arguments]
    environment = {**own, "LOKET_DATABASE_URL": url, "LOKET_EMBEDDERS": "use", "LOKET_DEMO_DISPUTES": "0"}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)


def until_confirmed(buyer, text):
    """Repeat one and the same message, as clients do, until it is confirmed."""
    give_up, key = time.monotonic() + COMES_BACK_SECONDS, uuid4().hex
    while True:
        answer = buyer.http.post(f"{buyer.path}/messages", json={"text": text, "external_id": key})
        if answer.is_success:
            return
        assert answer.status_code >= 500, answer.text
        assert time.monotonic() < give_up, answer.text
        time.sleep(0.3)


def until_worker_is_back(url, *, since):
    give_up = time.monotonic() + COMES_BACK_SECONDS
    with psycopg.connect(url, autocommit=True) as connection:
        while connection.execute(WORKS_SINCE, [since]).fetchone() == (0,):
            assert time.monotonic() < give_up, "no worker has come back"
            time.sleep(0.3)


def test_no_other_server_is_started(own_shop):
    assert httpx.get(f"{own_shop.url}/en").status_code == 200
    tree = psutil.Process(own_shop.process.pid).children(recursive=True)
    assert [each.name() for each in tree if "postgres" in each.name()] == []
    assert not (own_shop.data / "postgres").exists()


def test_people_sign_in_at_the_desk(own_shop):
    with signed_in(own_shop, "ada") as http:
        assert http.get("/desk").status_code == 200


def test_a_restart_of_the_server_loses_no_message(server, own_shop):
    buyer = Buyer(own_shop)
    assert buyer.writes("How do I cancel my order?")
    server.stop()
    server.start()
    with psycopg.connect(server.url("shop")) as connection:
        (back,) = connection.execute("SELECT now()").fetchone()
    until_confirmed(buyer, "thanks")
    until_worker_is_back(server.url("shop"), since=back)
    buyer.writes("how long is delivery?")
    items = buyer.http.get(f"{buyer.path}/messages").json()["items"]
    said = [item["text"] for item in items if item["sender"] == "customer"]
    assert said == ["How do I cancel my order?", "thanks", "how long is delivery?"]
    assert own_shop.process.poll() is None


def test_the_first_command_on_a_new_database_prepares_it(server, tmp_path):
    url = server.make_database("fresh")
    done = run_loket(url, tmp_path / "data", "staff", "add", "ana@example.org", "--role", "admin")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "data" / "postgres").exists()


def refused_in_one_line(url, data, *arguments):
    done = run_loket(url, data, *(arguments or ("up", "--port", "0")))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert not (data / "postgres").exists()
    return done.stderr


def test_a_missing_extension_is_told_with_the_statement_to_run(server, tmp_path):
    url = server.make_database("bare", with_extension=False)
    said = refused_in_one_line(url, tmp_path)
    assert said.startswith('loket: The database "bare" lacks the extension vector')
    assert said.endswith('Have its admin run in "bare": CREATE EXTENSION vector;\n')


def test_an_extension_out_of_sight_is_told_with_the_statements_to_run(server, tmp_path):
    url = server.make_database("hidden", with_extension=False)
    server.as_admin("CREATE SCHEMA extensions", database="hidden")
    server.as_admin("CREATE EXTENSION vector SCHEMA extensions", database="hidden")
    statements = refused_in_one_line(url, tmp_path).partition('run in "hidden": ')[2]
    server.as_admin(statements, database="hidden")
    require_usable_server(url)


def test_a_database_that_is_not_utf_8_is_refused(server, tmp_path):
    assert "keeps text as LATIN1" in refused_in_one_line(server.make_database("old", encoding="LATIN1"), tmp_path)


def test_a_role_that_may_make_no_tables_is_refused(server, tmp_path):
    url = server.make_database("lent")
    server.as_admin("ALTER DATABASE lent OWNER TO postgres", database="lent")
    assert 'GRANT USAGE, CREATE ON SCHEMA "public" TO "shop";' in refused_in_one_line(url, tmp_path)


@pytest.mark.parametrize(
    ("database", "changes", "expected"),
    [
        ("loket", {"password": "wrong"}, "Mend the user or the password"),
        ("missing", {}, 'CREATE DATABASE "missing" OWNER "shop"'),
    ],
)
@pytest.mark.parametrize("command", ["up", "check"])
def test_a_refusal_of_the_server_is_passed_on_with_advice(server, tmp_path, database, changes, expected, command):
    assert expected in refused_in_one_line(server.url(database, **changes), tmp_path, command)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://shop@127.0.0.1:1/shop", "mend host and port"),
        ("postgresql://shop@nowhere.invalid/shop", "Mend the host"),
        ("mysql://shop:secret@127.0.0.1/shop", "no address of a PostgreSQL database"),
    ],
)
def test_a_wrong_address_is_told_in_one_line(tmp_path, url, expected):
    said = refused_in_one_line(url, tmp_path)
    assert expected in said
    assert "secret" not in said
