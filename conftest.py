"""Every test session gets a PostgreSQL of its own, before Django's settings are read."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_socket import socket_allow_hosts

from loket.lib.embedded_postgres import EmbeddedPostgres

SETTINGS_MODULE = "loket.config.settings"
# Nothing here has to survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

_server = pytest.StashKey[EmbeddedPostgres]()


def pytest_addoption(parser):
    parser.addoption("--slow", action="store_true", help="run the long sweeps too")


def pytest_configure(config):
    """Start the server once; the processes of pytest-xdist inherit its address."""
    if not hasattr(config, "workerinput"):
        config.stash[_server] = _start_server()
        # What is drawn anew each day is the same in all processes; an earlier draw can be repeated.
        os.environ.setdefault("LOKET_TEST_DAY", str(datetime.now(UTC).toordinal()))
    # The thorough engine takes a second to load: a test that means it names it.
    os.environ.setdefault("LOKET_EMBEDDERS", "use")
    # Set here and not in pyproject.toml, from which pytest-django would read it before there is a database.
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_MODULE
    from django.conf import settings  # noqa: PLC0415  the environment has to be complete first

    assert settings.DATABASES


def pytest_unconfigure(config):
    server = config.stash.get(_server, None)
    if server is not None:
        server.stop()
        shutil.rmtree(server.data_directory, ignore_errors=True)


def pytest_collection_modifyitems(config, items):
    # The longest files first: at the end a process that is done would wait for the other's browser.
    with_browser = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in with_browser)
    for item in items:
        if item.get_closest_marker("browser"):
            # A real browser on a busy machine may miss its time once; the summary then shows an R.
            item.add_marker(pytest.mark.flaky(reruns=1))
        if item.get_closest_marker("slow") and not config.getoption("--slow"):
            item.add_marker(pytest.mark.skip(reason="a long sweep: run with --slow"))


def pytest_runtest_setup():
    # Tests talk to this machine only.
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Let go of the connection that live events went out on, or the test database could not be dropped."""
    yield
    from loket.lib import live  # noqa: PLC0415  needs Django's settings

    live.close()


@pytest.fixture(autouse=True)
def _no_job_is_left_behind(request, django_db_blocker):
    """Empty the queue after tests that commit: what they leave is flushed, save tables that Django does not manage."""
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
    if commits or "transactional_db" in request.fixturenames:
        from django.db import connection  # noqa: PLC0415  needs Django's settings

        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs")
        connection.close()


@pytest.fixture(scope="session")
def django_db_keepdb():
    # The server goes with the session, databases and all; dropping them would wait for every open connection.
    return True


def _start_server() -> EmbeddedPostgres:
    server = EmbeddedPostgres(Path(tempfile.mkdtemp(prefix="loket-tests-")), settings=FAST)
    server.start()
    # Where whitenoise looks for collected files.
    (server.data_directory / "static").mkdir(exist_ok=True)
    os.environ["LOKET_DATA"] = str(server.data_directory)
    os.environ["LOKET_DATABASE_URL"] = server.url
    return server
