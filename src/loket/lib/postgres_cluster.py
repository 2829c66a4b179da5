"""The files of an embedded PostgreSQL: how they are created, owned, addressed and configured."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from loket.lib.postgres_binaries import can_be_reached, unprivileged_account
from loket.lib.processes import Account, start_process

DATABASE = "loket"
_SOCKET = ".s.PGSQL.5432"
# The length of sun_path in sockaddr_un, without its closing NUL.
_LONGEST_SOCKET_PATH = 107
_SETTINGS_FILE = "loket.conf"
_SETTINGS = """\
# Written by Loket at every start. Put your own settings at the end of postgresql.conf: they win.
cluster_name = 'loket'
listen_addresses = ''
unix_socket_permissions = 0700
shared_buffers = 128MB
max_connections = 120
wal_compression = on
max_wal_size = 2GB
random_page_cost = 1.1
effective_io_concurrency = 64
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
"""


def create_cluster(cluster: Path, *, programs: Path, account: Account | None) -> None:
    """Create the server's files and the empty database, whole or not at all.

    Raises CalledProcessError with the program's words, or OSError.
    """
    half = cluster.with_name(f"{cluster.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    if account is not None:
        os.chown(half, account.uid, account.gid)
    directory = path_for_server(half, account)
    initialise: list[str | Path] = [
        *(programs / "initdb", "--pgdata", directory, "--username", "postgres", "--auth", "trust"),
        *(
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--locale-provider",
            "builtin",
            "--builtin-locale",
            "C.UTF-8",
        ),
        *("--sync-method", "syncfs"),
    ]
    _run(initialise, directory=half, account=account)
    with (half / "postgresql.conf").open("a") as file:
        file.write(f"\ninclude_if_exists = '{_SETTINGS_FILE}'\n# Your own settings go below this line.\n")
    single: list[str | Path] = [programs / "postgres", "--single", "-D", directory, "postgres"]
    _run(single, directory=half, account=account, statement=f"CREATE DATABASE {DATABASE}\n")
    half.rename(cluster)


def write_settings(cluster: Path, account: Account | None) -> None:
    """Bring the settings that Loket wants up to date."""
    file = cluster / _SETTINGS_FILE
    if file.exists() and file.read_text() == _SETTINGS:
        return
    file.write_text(_SETTINGS)
    if account is not None:
        os.chown(file, account.uid, account.gid)


def account_of(cluster: Path) -> Account | None:
    """The account that root must start an existing cluster as: its owner. None when not root."""
    if os.geteuid() != 0:
        return None
    status = cluster.stat()
    if status.st_uid == 0:
        raise PermissionError(1, "it belongs to root, as which PostgreSQL does not run", str(cluster))
    try:
        name = pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        name = str(status.st_uid)
    return Account(name, status.st_uid, status.st_gid)


def path_for_server(cluster: Path, account: Account | None) -> str:
    """How the server names its directory, in which it is started.

    Under a private directory of root it may stand in its own directory but not walk to it.
    """
    if account is not None and not can_be_reached(cluster.parent, account):
        return "/proc/self/cwd"
    return str(cluster)


def socket_directory(cluster: Path) -> Path:
    """The private directory of the socket: the cluster itself, or a short one when its path is too long."""
    if len(os.fsencode(cluster / _SOCKET)) <= _LONGEST_SOCKET_PATH:
        return cluster
    uid, gid = _owner(cluster)
    name = f"loket-{uid}-{sha256(os.fsencode(cluster.resolve())).hexdigest()[:16]}"
    return _private_directory(Path("/tmp") / name, uid=uid, gid=gid)  # noqa: S108


def socket_path(cluster: Path) -> Path:
    """Where the server of this cluster listens."""
    return socket_directory(cluster) / _SOCKET


def url_of(cluster: Path) -> str:
    """The address of the database in the server of this cluster, whether or not it runs or exists yet."""
    return f"postgresql://postgres@/{DATABASE}?host={quote(str(socket_directory(cluster)), safe='')}"


def _owner(cluster: Path) -> tuple[int, int]:
    """User and group of the cluster, or of the one that will be created."""
    if cluster.exists():
        status = cluster.stat()
        return status.st_uid, status.st_gid
    account = unprivileged_account()
    return (account.uid, account.gid) if account else (os.geteuid(), os.getegid())


def _private_directory(directory: Path, *, uid: int, gid: int) -> Path:
    """A directory that only the cluster's owner can enter, though anybody may write beside it."""
    try:
        directory.mkdir(mode=0o700)
        os.chown(directory, uid, gid)
    except FileExistsError:
        status = directory.lstat()
        if status.st_uid != uid or status.st_mode & 0o170777 != 0o040700:
            raise PermissionError(1, "it is not a private directory of the database's owner", str(directory)) from None
    return directory


def _run(command: Sequence[str | Path], *, directory: Path, account: Account | None, statement: str = "") -> None:
    process = start_process(
        command,
        dies_by=signal.SIGKILL,
        account=account,
        directory=directory,
        environment={"PATH": os.defpath, "LC_ALL": "C"},
        stdin=subprocess.PIPE,
        output=subprocess.PIPE,
    )
    try:
        words, _ = process.communicate(statement.encode())
    except BaseException:
        process.kill()
        raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, [str(part) for part in command], words)
