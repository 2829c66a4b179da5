"""Content on disk, once per SHA-256. Knows no rows: `actions` decides what may go."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

DISK_FULL = {errno.ENOSPC, errno.EDQUOT}
INCOMING = "incoming-"
_CONTENT_NAME = re.compile(r"^([0-9a-f]{64})(\.[0-9]+\.webp)?$")


@dataclass(frozen=True)
class Draft:
    """A file that is being written and vanishes unless it is placed."""

    path: Path
    file: BinaryIO


@contextmanager
def open_draft() -> Iterator[Draft]:
    """A new private file in the store, removed at the end whatever happens."""
    place = root()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / f"{INCOMING}{secrets.token_hex(16)}"
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield Draft(path, file)
    finally:
        path.unlink(missing_ok=True)


def seal(draft: Draft) -> str:
    """Bring a draft to the disk for good and return its SHA-256."""
    draft.file.flush()
    os.fsync(draft.file.fileno())
    draft.file.seek(0)
    digest = hashlib.sha256()
    while block := draft.file.read(1 << 18):
        digest.update(block)
    return digest.hexdigest()


def place(draft: Draft, sha256: str) -> None:
    """Give a sealed draft its place; content that is there already is replaced by its equal."""
    place_at(draft, path_of(sha256))


def place_at(draft: Draft, path: Path) -> None:
    """Move a draft to a path of the store in one step."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.path.replace(path)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def path_of(sha256: str) -> Path:
    """Where content lies."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def thumbnail_path_of(sha256: str, side: int) -> Path:
    """Where the small copy of a picture lies."""
    return path_of(sha256).with_name(f"{sha256}.{side}.webp")


def remove(sha256: str) -> None:
    """Delete content and its small copies."""
    path = path_of(sha256)
    for small in path.parent.glob(f"{sha256}.*.webp"):
        small.unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def remove_old_drafts(*, before: float) -> None:
    """Delete drafts last written before a moment (seconds since 1970), which a killed process left."""
    for path in root().glob(f"{INCOMING}*"):
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def old_contents(*, before: float) -> Iterator[str]:
    """The SHA-256 of all content that lies here since before a moment (seconds since 1970)."""
    for directory, _, names in os.walk(root()):
        for name in names:
            found = _CONTENT_NAME.match(name)
            if found and _written_at(Path(directory, name)) < before:
                yield found[1]


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def root() -> Path:
    """Where all files lie."""
    return Path(settings.MEDIA_ROOT)
