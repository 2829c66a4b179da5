"""A lock on a data directory that ends with the process that holds it, however that ends."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

_NAME = "loket.lock"


class DirectoryTaken(Exception):
    """Another live process holds the directory; `pid` is its id, where it could be read."""

    def __init__(self, pid: int | None) -> None:
        super().__init__(f"taken by process {pid or 'unknown'}")
        self.pid = pid


class DirectoryLock:
    """One process at a time may hold it; taking it again in the same object is free."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / _NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock or raise `DirectoryTaken` at once."""
        if self._descriptor is not None:
            return
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _read_pid(descriptor)
            os.close(descriptor)
            raise DirectoryTaken(holder) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, b"%d\n" % os.getpid(), 0)
        self._descriptor = descriptor

    def release(self) -> None:
        """Let others in."""
        if self._descriptor is None:
            return
        os.close(self._descriptor)
        self._descriptor = None


def _read_pid(descriptor: int) -> int | None:
    text = os.pread(descriptor, 20, 0).strip()
    return int(text) if text.isdigit() else None
