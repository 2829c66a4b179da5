"""The tree of `loket up`: database, preparation, web and worker under one supervisor."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from loket.lib.embedded_postgres import EmbeddedPostgres
from loket.lib.processes import Process, end_process, start_process
from loket.lib.secrets import load_secrets
from loket.ops.failures import CommandFailed
from loket.ops.gate import GATE, Gate
from loket.ops.installation import (
    make_directory,
    own_database_url,
    remember_url,
    require_own_database,
    set_environment,
)
from loket.ops.listening import LISTENING, listen, reachable_address, url_of
from loket.ops.sources import SourceWatch
from loket.ops.supervisor import ChildProgram, StopRequested, Supervisor, say, stop_signals

# Seconds.
_LOOK_EVERY = 1.0
_PATIENCE = 10.0


@dataclass(frozen=True)
class Options:
    """How the tree is to run."""

    data: Path
    host: str
    port: int
    demo: bool = False
    reload: bool = False


def run_tree(options: Options) -> int:
    """Run everything until a signal comes; returns the exit status."""
    supervisor = Supervisor(say)
    with stop_signals():
        try:
            _run(supervisor, options)
        except StopRequested:
            say("stopping")
        finally:
            supervisor.stop()
    return 0


def _run(supervisor: Supervisor, options: Options) -> None:
    began = time.monotonic()
    listening = listen(options.host, options.port)
    server = _claim_data(options, listening)
    gate = Gate()
    # The web process loads its code while the database starts and is prepared.
    descriptors = {LISTENING: listening.fileno(), GATE: gate.descriptor}
    web = ChildProgram(_loket("web"), inherited=descriptors)
    supervisor.start("web", web)
    with _children(_static_commands()) as collecting:
        if server is not None:
            say(f"starting the database in {options.data}")
            supervisor.start("database", server)
        say("preparing the database")
        with _children([_database_command(options)]) as preparing:
            _succeed([*collecting, *preparing])
    gate.open()
    _wait_for_first_page(supervisor, listening)
    say(f"ready after {time.monotonic() - began:.1f} s; Ctrl-C ends it")
    print(f"Loket is ready at {os.environ['LOKET_URL']}", flush=True)  # noqa: T201
    worker = ChildProgram(_loket("worker"))
    supervisor.start("worker", worker)
    _keep_running(supervisor, [web, worker] if options.reload else [])


def _claim_data(options: Options, listening: socket.socket) -> EmbeddedPostgres | None:
    """Take the data directory and say to all children where things are."""
    make_directory(options.data)
    require_own_database()
    server = None if own_database_url() else EmbeddedPostgres(options.data)
    if server is not None:
        server.lock()
    load_secrets(options.data)
    url = os.environ.get("LOKET_URL") or url_of(listening)
    os.environ["LOKET_URL"] = url
    remember_url(options.data, url)
    if options.demo:
        os.environ["LOKET_DEMO"] = "1"
    set_environment(options.data, database_url=server.url if server else None)
    return server


def _static_commands() -> list[list[str]]:
    if Path(os.environ["LOKET_STATIC"]).exists():
        return []
    return [_loket("prepare", "--only-static")]


def _database_command(options: Options) -> list[str]:
    return _loket("prepare", "--only-database", *(["--demo"] if options.demo else []))


def _loket(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "loket", *arguments]


@contextmanager
def _children(commands: Sequence[Sequence[str]]) -> Iterator[list[Process]]:
    """Children for the length of the block, whatever ends it."""
    processes: list[Process] = []
    try:
        for command in commands:
            processes.append(start_process(command, dies_by=signal.SIGKILL))
        yield processes
    finally:
        for process in processes:
            end_process(process, [signal.SIGTERM], patience=1.0)


def _succeed(processes: Sequence[Process]) -> None:
    for process in processes:
        if process.wait() != 0:
            raise CommandFailed("The installation could not be prepared; the reason is above.")


def _wait_for_first_page(supervisor: Supervisor, listening: socket.socket) -> None:
    """Return when the start page answers; meanwhile a web process that dies is started again."""
    complain_at = time.monotonic() + _PATIENCE
    status = None

    def answers() -> bool:
        nonlocal complain_at, status
        status = _status_of_first_page(listening)
        if time.monotonic() > complain_at:
            complain_at += _PATIENCE
            say(f"the first page does not answer properly yet ({status or 'no answer'})")
        return status is not None and status < http.HTTPStatus.BAD_REQUEST

    supervisor.watch(until=answers, pause=0.02)


def _status_of_first_page(listening: socket.socket) -> int | None:
    # Through 127.0.0.1, but under the name that the settings allow.
    address = urlsplit(os.environ["LOKET_URL"])
    headers = {"Host": address.netloc, "X-Forwarded-Proto": address.scheme, "Connection": "close"}
    connection = http.client.HTTPConnection(*reachable_address(listening), timeout=_LOOK_EVERY)
    try:
        connection.request("GET", "/", headers=headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def _keep_running(supervisor: Supervisor, reloaded: Sequence[ChildProgram]) -> None:
    if not reloaded:
        supervisor.watch()
    changes = SourceWatch(Path(__file__).resolve().parent.parent)
    while True:
        supervisor.watch(until=changes.seen, pause=0.5)
        say("the code has changed")
        for program in reloaded:
            program.stop()
