"""A throw-away installation with its own web process, for measurements from outside."""

from __future__ import annotations

import http.client
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY_WITHIN_SECONDS = 60
MANY = "1000000"


@dataclass(frozen=True, slots=True)
class Web:
    """A web process and where it listens."""

    port: int
    pid: int

    def resident_bytes(self) -> int:
        """The memory that the process holds."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * resource.getpagesize()


@contextmanager
def installation(*, demo: bool) -> Iterator[Path]:
    """An installation with its database running and Django set up in this process."""
    data = Path(tempfile.mkdtemp(prefix="loket-bench-"))
    os.environ["LOKET_LIMIT_CHATS_PER_MINUTE"] = os.environ["LOKET_LIMIT_MESSAGES_PER_MINUTE"] = MANY
    os.environ["DJANGO_SETTINGS_MODULE"] = "loket.config.settings"
    from loket.ops.installation import database  # noqa: PLC0415  nothing of Django may load before its database

    try:
        with database(data):
            _prepare(demo=demo)
            yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def web_process(data: Path) -> Iterator[Web]:
    """One web process, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with program("web", "--port", str(port), data=data) as process:
        _wait_until_ready(port)
        yield Web(port, process.pid)


@contextmanager
def program(name: str, *arguments: str, data: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One of Loket's processes for the length of the block."""
    command = [sys.executable, "-m", "loket", name, "--data", str(data), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _prepare(*, demo: bool) -> None:
    import django  # noqa: PLC0415

    django.setup()
    from loket.ops.preparation import collect_static_files, prepare_database  # noqa: PLC0415

    collect_static_files()
    prepare_database()
    if demo:
        from loket.ops.demo.fill import fill_demo  # noqa: PLC0415

        fill_demo()


def _wait_until_ready(port: int) -> None:
    until = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/ready")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.1)
    raise RuntimeError("The web process did not become ready.")


def database_seconds(data: Path) -> float:
    """The processor seconds that the installation's database has taken so far, with all its processes."""
    (pid_file,) = data.rglob("postmaster.pid")
    server = int(pid_file.read_text().split()[0])
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # User and system time; for the server itself that of its ended children too.
        is_server = path.parent.name == str(server)
        if is_server or fields[1] == str(server):
            ticks += sum(map(int, fields[11 : 15 if is_server else 13]))
    return ticks / os.sysconf("SC_CLK_TCK")
