"""Where an installation lives, and its database for the duration of a command."""

from __future__ import annotations

import fcntl
import importlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loket.lib.embedded_postgres import (
    DataDirectoryInUseError,
    EmbeddedPostgres,
    running_url,
)
from loket.ops.failures import CommandFailed
from loket.ops.static_files import static_directory

_URL_FILE = "url"
_USERS_FILE = "loket.users"
_STARTS_WITHIN = 30.0


def data_directory(option: str | None) -> Path:
    """The directory of everything Loket stores: as asked for, else from the environment, else by user."""
    chosen = option or os.environ.get("LOKET_DATA")
    if chosen:
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/loket")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "loket"


def make_directory(data: Path) -> None:
    """Make the data directory and see that it can be written; raises CommandFailed in words."""
    try:
        # Root's database runs under another account, which has to pass through.
        data.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandFailed(_advice(data, error.strerror)) from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise CommandFailed(_advice(data, "it belongs to another user"))


def set_environment(data: Path, *, url: str | None = None, database_url: str | None = None) -> None:
    """Say to Django's settings, here and in child processes, where this installation is."""
    os.environ["LOKET_DATA"] = str(data)
    os.environ.setdefault("LOKET_STATIC", str(static_directory(data)))
    # One thread each: web, worker and database share the machine's cores already.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    address = url or _remembered_url(data)
    if address:
        os.environ.setdefault("LOKET_URL", address)
    if database_url:
        os.environ["LOKET_DATABASE_URL"] = database_url


def remember_url(data: Path, url: str) -> None:
    """Let later commands build links to the address that `loket up` listens on."""
    (data / _URL_FILE).write_text(f"{url}\n")


def own_database_url() -> str | None:
    """The address of the operator's own database; None where Loket starts one."""
    return os.environ.get("LOKET_DATABASE_URL") or None


def require_own_database() -> None:
    """Return when the operator's own database, if there is one, can be used; raises CommandFailed with what to do."""
    if url := own_database_url():
        # Loaded late: the driver takes longer to load than all of `loket --help`.
        importlib.import_module("loket.ops.database_server").require_usable_server(url)


@contextmanager
def database(data: Path) -> Iterator[bool]:
    """Give this process its database: the operator's own, a running embedded one, or one for the time.

    Yields True when it was started here, so that nobody else can have prepared it.
    Raises EmbeddedPostgresError or CommandFailed.
    """
    if own_database_url():
        make_directory(data)
        set_environment(data)
        yield False
        return
    with _counted_as_user(data) as users:
        server = _start_unless_running(data)
        set_environment(data, database_url=server.url if server else running_url(data))
        try:
            yield server is not None
        finally:
            if server is not None:
                # Others may have joined meanwhile: the server stays until they are done.
                fcntl.flock(users, fcntl.LOCK_EX)
                server.stop()


def _start_unless_running(data: Path) -> EmbeddedPostgres | None:
    """Start a server unless one runs, waiting for one that another command is just starting."""
    give_up = time.monotonic() + _STARTS_WITHIN
    while running_url(data) is None:
        server = EmbeddedPostgres(data)
        try:
            server.start()
        except DataDirectoryInUseError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)
            continue
        return server
    return None


@contextmanager
def _counted_as_user(data: Path) -> Iterator[int]:
    make_directory(data)
    descriptor = os.open(data / _USERS_FILE, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield descriptor
    finally:
        os.close(descriptor)


def _advice(data: Path, reason: str | None) -> str:
    return f"Loket cannot write to {data} ({reason}). Choose another directory with --data, or mend its owner."


def _remembered_url(data: Path) -> str | None:
    try:
        return (data / _URL_FILE).read_text().strip()
    except OSError:
        return None
