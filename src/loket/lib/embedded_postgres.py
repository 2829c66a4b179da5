"""A PostgreSQL server of its own inside a data directory, from the programs of a wheel.

    with EmbeddedPostgres(Path("data")) as server:
        psycopg.connect(server.url)

The server is a direct child, listens on a private Unix socket only, and ends with its parent, even when
that is killed. Programs that merely want to join ask `running_url`.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from loket.lib.directory_lock import DirectoryLock, DirectoryTaken
from loket.lib.postgres_binaries import programs_for, unprivileged_account
from loket.lib.postgres_cluster import (
    account_of,
    create_cluster,
    path_for_server,
    socket_directory,
    socket_path,
    url_of,
    write_settings,
)
from loket.lib.processes import Account, Process, end_process, processes_in, start_process

_CLUSTER = "postgres"
_LOG = "postgres.log"
_LOG_LIMIT = 10 * 2**20
_READY_WITHIN = 120.0
_LEFTOVERS_END_WITHIN = 5.0
_FREE_TO_CREATE = 200 * 2**20
_FREE_TO_START = 64 * 2**20


class EmbeddedPostgresError(Exception):
    """The server cannot run; the message says what a person can do about it."""


class DataDirectoryInUseError(EmbeddedPostgresError):
    """Another Loket runs on the same data directory."""


class EmbeddedPostgres:
    """One server over one data directory; `settings` are PostgreSQL settings for this run alone."""

    def __init__(self, data_directory: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.data_directory = data_directory.absolute()
        self.process: Process | None = None
        self._settings = dict(settings or {})
        self._cluster = self.data_directory / _CLUSTER
        self._lock = DirectoryLock(self.data_directory)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of the database `loket`; known before the server has started."""
        with _explained(self.data_directory):
            return url_of(self._cluster)

    def lock(self) -> None:
        """Make the data directory and claim it without starting anything yet; `start` does so by itself."""
        with _explained(self.data_directory):
            _make_directory(self.data_directory)
            try:
                self._lock.acquire()
            except DirectoryTaken as taken:
                raise DataDirectoryInUseError(
                    f"The data directory {self.data_directory} is in use by another Loket "
                    f"(process {taken.pid or 'unknown'}). Stop that one, or choose another with --data."
                ) from None

    def start(self) -> None:
        """Start the server, creating its files the first time, and return when it answers.

        Raises EmbeddedPostgresError. May be called again after the server has died.
        """
        self.lock()
        try:
            with _explained(self.data_directory):
                self._start()
        except BaseException:
            self.stop()
            raise

    def poll(self) -> int | None:
        """The exit status of a server that has ended, else None."""
        return self.process.poll() if self.process else None

    def stop(self) -> None:
        """End the server in an orderly way, cutting its connections, and free the directory."""
        if self.process is not None:
            end_process(self.process, [signal.SIGINT, signal.SIGQUIT], patience=10)
            self.process = None
        self._lock.release()

    def _start(self) -> None:
        created = (self._cluster / "PG_VERSION").exists()
        _check_free_space(self.data_directory, _FREE_TO_START if created else _FREE_TO_CREATE)
        account = account_of(self._cluster) if created else unprivileged_account()
        programs = programs_for(account)
        if not created:
            create_cluster(self._cluster, programs=programs, account=account)
        _end_leftovers(self._cluster)
        write_settings(self._cluster, account)
        log = self.data_directory / _LOG
        position = _trim(log)
        with log.open("ab") as output:
            self.process = start_process(
                self._command(programs, account),
                dies_by=signal.SIGINT,
                account=account,
                directory=self._cluster,
                environment={"PATH": os.defpath, "LC_ALL": "C"},
                output=output,
            )
        self._wait_until_ready(log, position)

    def _command(self, programs: Path, account: Account | None) -> list[str]:
        directory = socket_directory(self._cluster)
        # Relative where it can be: the server may be unable to walk the path from the root.
        sockets = "." if directory == self._cluster else str(directory)
        settings = {"unix_socket_directories": sockets, "port": "5432", **self._settings}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(programs / "postgres"), "-D", path_for_server(self._cluster, account), *options]

    def _wait_until_ready(self, log: Path, position: int) -> None:
        process = self.process
        assert process is not None  # noqa: S101
        give_up = time.monotonic() + _READY_WITHIN
        while not _is_ready(self._cluster, process.pid):
            if process.poll() is not None:
                raise EmbeddedPostgresError(f"PostgreSQL did not start: {_last_words(log, position)}")
            if time.monotonic() > give_up:
                raise EmbeddedPostgresError(f"PostgreSQL was not ready in {_READY_WITHIN:.0f} s; its log is {log}")
            time.sleep(0.005)


def running_url(data_directory: Path) -> str | None:
    """The database's address when a server of this data directory runs and accepts connections, else None."""
    cluster = data_directory.absolute() / _CLUSTER
    try:
        pid = _read_pid(cluster)
        if pid is None or not _is_ready(cluster, pid):
            return None
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(socket_path(cluster)))
    except PermissionError:
        raise EmbeddedPostgresError(
            f"The data directory {data_directory} belongs to another user; run this command as that user."
        ) from None
    except OSError:
        return None
    return url_of(cluster)


@contextmanager
def _explained(directory: Path) -> Iterator[None]:
    """Turn what the operating system refuses into an error that says what to do."""
    try:
        yield
    except subprocess.CalledProcessError as error:
        words = (error.output or b"").decode(errors="replace").strip()[-600:]
        raise EmbeddedPostgresError(_with_advice(f"PostgreSQL could not be set up in {directory}: {words}")) from error
    except LookupError as error:
        raise EmbeddedPostgresError(
            f"PostgreSQL does not run as root and there is {error}. Add one, or run Loket as another user."
        ) from error
    except OSError as error:
        raise EmbeddedPostgresError(_explain(error, directory)) from error


def _explain(error: OSError, directory: Path) -> str:
    where = error.filename or directory
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk that holds {where} is full. Free some space and start again; nothing is lost."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST):
        advice = "Choose another directory with --data, or mend its owner."
        return f"Loket cannot write to {where} ({error.strerror}). {advice}"
    return f"PostgreSQL could not be started in {directory}: {error}"


def _make_directory(directory: Path) -> None:
    # Root's server runs under another account, which has to pass through; what is secret has mode 0600.
    directory.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)


def _check_free_space(directory: Path, needed: int) -> None:
    free = shutil.disk_usage(directory).free
    if free < needed:
        raise EmbeddedPostgresError(
            f"The disk that holds {directory} is full: {free // 2**20} MB are free, "
            f"Loket needs {needed // 2**20} MB to start. Free some space and start again; nothing is lost."
        )


def _end_leftovers(cluster: Path) -> None:
    """End what a killed Loket left behind. Safe only while the directory's lock is held."""
    give_up = time.monotonic() + _LEFTOVERS_END_WITHIN
    asked: set[int] = set()
    while left := set(processes_in(cluster, "postgres")):
        late = time.monotonic() > give_up
        for pid in left if late else left & {_read_pid(cluster)} - asked:
            asked.add(pid)
            _send(pid, signal.SIGKILL if late else signal.SIGINT)
        time.sleep(0.01)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _status_lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _read_pid(cluster: Path) -> int | None:
    lines = _status_lines(cluster)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def _is_ready(cluster: Path, pid: int) -> bool:
    lines = _status_lines(cluster)
    return len(lines) >= 8 and lines[0].strip() == str(pid) and lines[7].strip() == "ready"


def _trim(log: Path) -> int:
    """Keep one older log beside a new one when it has grown; returns where this run's lines begin."""
    if not log.exists():
        return 0
    if log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.old"))
        return 0
    return log.stat().st_size


def _last_words(log: Path, position: int) -> str:
    with log.open("rb") as file:
        file.seek(position)
        lines = file.read().decode(errors="replace").strip().splitlines()
    return _with_advice(" / ".join(lines[-4:]) or "it said nothing") + f" (log: {log})"


def _with_advice(text: str) -> str:
    if "No space left on device" in text:
        return f"the disk is full. Free some space and start again; nothing is lost. [{text}]"
    return text
