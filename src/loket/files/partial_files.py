"""Files that come in parts, each growing in a place of its own in the store until it is whole."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from loket.files import storage

_PREFIX = "partial-"
ALGORITHMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}


class ChecksumWrong(Exception):
    """A part is not what its sender says it is."""


class PartTooLong(Exception):
    """A part goes beyond the length that was announced."""


class PartialGone(Exception):
    """The parts that came before are not in the store any more."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a part should be: the name of an algorithm of ``ALGORITHMS`` and its digest."""

    algorithm: str
    digest: bytes


def begin(upload_id: UUID) -> None:
    """Make the place of an upload of which nothing came yet."""
    path = path_of(upload_id)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))


def append(
    upload_id: UUID, chunks: Iterable[bytes], *, offset: int, most: int, checksum: Checksum | None = None
) -> int:
    """Write a part behind the first ``offset`` bytes, for good, and return its length; all of it or nothing.

    Raises PartialGone, PartTooLong (more than ``most`` bytes) and ChecksumWrong. What a killed process wrote behind
    ``offset`` is written over.
    """
    digest = ALGORITHMS[checksum.algorithm]() if checksum else None
    with _opened(upload_id, offset) as file:
        length = 0
        for chunk in chunks:
            length += len(chunk)
            if length > most:
                os.ftruncate(file, offset)
                raise PartTooLong
            _write_whole(file, chunk)
            if digest is not None:
                digest.update(chunk)
        if digest is not None and checksum and not hmac.compare_digest(digest.digest(), checksum.digest):
            os.ftruncate(file, offset)
            raise ChecksumWrong
        os.fsync(file)
        return length


def head_of(upload_id: UUID, length: int) -> bytes:
    """The first bytes of what came."""
    with _found(upload_id), path_of(upload_id).open("rb") as file:
        return file.read(length)


@contextmanager
def as_draft(upload_id: UUID) -> Iterator[storage.Draft]:
    """The whole file as a draft that can be placed, while its parts stay until they are removed.

    A process that is killed while it finishes a file so loses nothing.
    """
    linked = path_of(upload_id).with_name(f"{storage.INCOMING}{secrets.token_hex(16)}")
    try:
        with _found(upload_id):
            os.link(path_of(upload_id), linked)
        with linked.open("rb") as file:
            yield storage.Draft(linked, file)
    finally:
        linked.unlink(missing_ok=True)


def remove(upload_id: UUID) -> None:
    """Delete the parts of an upload."""
    path_of(upload_id).unlink(missing_ok=True)


def old_partials(*, before: float) -> Iterator[UUID]:
    """The uploads whose parts were last written before a moment (seconds since 1970)."""
    for path in storage.root().glob(f"{_PREFIX}*"):
        with suppress(FileNotFoundError, ValueError):
            if path.stat().st_mtime < before:
                yield UUID(path.name.removeprefix(_PREFIX))


def path_of(upload_id: UUID) -> Path:
    """Where the parts of an upload lie."""
    return storage.root() / f"{_PREFIX}{upload_id}"


@contextmanager
def _opened(upload_id: UUID, offset: int) -> Iterator[int]:
    with _found(upload_id):
        file = os.open(path_of(upload_id), os.O_WRONLY)
    try:
        if os.fstat(file).st_size < offset:
            raise PartialGone
        os.ftruncate(file, offset)
        os.lseek(file, offset, os.SEEK_SET)
        yield file
    finally:
        os.close(file)


def _write_whole(file: int, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[os.write(file, left) :]


@contextmanager
def _found(upload_id: UUID) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise PartialGone(str(upload_id)) from error
