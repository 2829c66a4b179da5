"""The installation's own secrets: made on the first start, kept in the data directory, never shown."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path

_FILE = "secrets.json"


class SecretsError(Exception):
    """The file of secrets cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Secrets:
    """Random keys of at least 256 bits; their values appear in no `repr` and so in no log."""

    secret_key: str = field(repr=False)
    identity_key: str = field(repr=False)
    token_key: str = field(repr=False)


_NAMES = tuple(each.name for each in fields(Secrets))


def load_secrets(data_directory: Path) -> Secrets:
    """Read the installation's secrets, making those that are missing; processes may call it at the same time.

    Without a data directory, as under a type checker, they live no longer than the process.
    Raises SecretsError.
    """
    if not data_directory.is_dir():
        return Secrets(**_complete({}))
    path = data_directory / _FILE
    stored = _read(path)
    if not set(_NAMES) <= stored.keys():
        stored = _add_missing(path)
    return Secrets(**{name: stored[name] for name in _NAMES})


def _add_missing(path: Path) -> dict[str, str]:
    try:
        with _locked(path.parent):
            stored = _complete(_read(path))
            _write(path, stored)
    except OSError as error:
        raise SecretsError(f"The secrets cannot be written to {path} ({error.strerror}).") from error
    return stored


def _complete(stored: dict[str, str]) -> dict[str, str]:
    return {name: secrets.token_urlsafe(48) for name in _NAMES} | stored


def _read(path: Path) -> dict[str, str]:
    try:
        stored = json.loads(path.read_text())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SecretsError(f"{path} cannot be read ({error.strerror}); run Loket as the user who owns it.") from error
    except ValueError:
        stored = None
    if not isinstance(stored, dict) or not all(isinstance(value, str) for value in stored.values()):
        raise SecretsError(f"{path} is damaged. Restore it from a backup; without it all sessions and links end.")
    return stored


def _write(path: Path, stored: dict[str, str]) -> None:
    # mkstemp makes the file with mode 0600.
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{_FILE}.")
    with os.fdopen(descriptor, "w") as file:
        json.dump(stored, file, indent=1)
        file.flush()
        os.fsync(descriptor)
    # replace keeps the name pointing at a whole file at all times.
    Path(name).replace(path)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
