from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from loket.lib.embedded_postgres import EmbeddedPostgres, running_url
from loket.ops.installation import data_directory, database, remember_url, set_environment

VARIABLES = ["LOKET_DATA", "LOKET_DATABASE_URL", "LOKET_URL", "LOKET_STATIC", "XDG_DATA_HOME"]


@pytest.fixture(autouse=True)
def environment():
    """Not monkeypatch, because the code under test sets variables too."""
    before = {name: os.environ.pop(name, None) for name in VARIABLES}
    yield
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value


@pytest.fixture
def as_plain_user(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def test_asked_for_directory_wins():
    os.environ["LOKET_DATA"] = "/environment"
    assert data_directory("/asked") == Path("/asked")
    assert data_directory(None) == Path("/environment")


def test_root_keeps_data_in_var_lib(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert data_directory(None) == Path("/var/lib/loket")


def test_plain_user_keeps_data_at_home(as_plain_user, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ana")
    assert data_directory(None) == Path("/home/ana/.local/share/loket")
    os.environ["XDG_DATA_HOME"] = "/elsewhere"
    assert data_directory(None) == Path("/elsewhere/loket")


def test_relative_directory_is_made_absolute_for_child_processes():
    assert data_directory("here") == Path.cwd() / "here"


def test_operator_s_own_database_is_used_and_none_is_started(tmp_path):
    os.environ["LOKET_DATABASE_URL"] = "postgresql://db.example.org/loket"
    with database(tmp_path / "data") as started_here:
        assert not started_here
        assert os.environ["LOKET_DATABASE_URL"] == "postgresql://db.example.org/loket"
    assert not (tmp_path / "data" / "postgres").exists()


def test_server_is_started_for_the_time_of_a_command(tmp_path):
    with database(tmp_path) as started_here:
        assert started_here
        assert os.environ["LOKET_DATABASE_URL"] == running_url(tmp_path)
        assert os.environ["LOKET_DATA"] == str(tmp_path)
    assert running_url(tmp_path) is None


def test_running_server_is_joined_and_left_running(tmp_path):
    with EmbeddedPostgres(tmp_path) as server:
        with database(tmp_path) as started_here:
            assert not started_here
        assert running_url(tmp_path) == server.url


def test_server_stays_until_the_last_command_is_done(tmp_path):
    held = "import os, sys; from pathlib import Path; from loket.ops.installation import database\n"
    held += f"with database(Path({str(tmp_path)!r})) as here: print(here, flush=True); sys.stdin.read()"
    with database(tmp_path):
        del os.environ["LOKET_DATABASE_URL"]
        other = subprocess.Popen([sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert other.stdout.readline() == "False\n"
        seen = []
        threading.Timer(0.3, lambda: (seen.append(running_url(tmp_path)), other.communicate())).start()
    assert seen != [None]
    assert other.wait(5) == 0
    assert running_url(tmp_path) is None


def test_later_commands_know_the_address_of_loket_up(tmp_path):
    remember_url(tmp_path, "http://127.0.0.1:9000")
    set_environment(tmp_path)
    assert os.environ["LOKET_URL"] == "http://127.0.0.1:9000"


def test_address_that_the_operator_sets_wins(tmp_path):
    os.environ["LOKET_URL"] = "https://help.example.org"
    remember_url(tmp_path, "http://127.0.0.1:9000")
    set_environment(tmp_path)
    assert os.environ["LOKET_URL"] == "https://help.example.org"
