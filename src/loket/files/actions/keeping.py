"""Content and its row come into the store together, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg import errors

from loket.files import refusals, storage
from loket.files.models import ScanState, Upload


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is about to be kept."""

    draft: storage.Draft
    media_type: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    picture_hash: int | None = None


@dataclass(frozen=True, kw_only=True)
class Belonging:
    """Whose it is, how it is called, and what a scanner said of it."""

    scope: str
    name: str
    owner: str = ""
    upload_id: UUID | None = None
    original: Upload | None = None
    scan: ScanState = ScanState.NOT_SCANNED
    scan_detail: str = ""
    scanned_at: datetime | None = None
    claimed_at: datetime | None = None


def keep(content: Content, belonging: Belonging) -> Upload:
    """Put content into the store and add its row."""
    sha256 = storage.seal(content.draft)
    upload = _row_of(content, belonging, sha256)
    try:
        with transaction.atomic():
            lock_content(sha256)
            storage.place(content.draft, sha256)
            upload.save(force_insert=True)
    except Exception:
        # Where the database cannot be asked any more, the sweep removes it.
        with suppress(DatabaseError):
            remove_unless_needed(sha256)
        raise
    return upload


def remove_unless_needed(sha256: str) -> None:
    """Delete content once no upload has it; the lock keeps out those who are about to store the same."""
    with transaction.atomic():
        lock_content(sha256)
        if not Upload.objects.filter(sha256=sha256).exists():
            storage.remove(sha256)


def lock_content(sha256: str) -> None:
    """Be the only one to store or remove this content until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"files.content:{sha256}"])


@contextmanager
def full_disk_named() -> Iterator[None]:
    """Say in the sender's words that the disk is full, be it the files' or the database's."""
    try:
        yield
    except OSError as error:
        if error.errno in storage.DISK_FULL:
            raise refusals.storage_full() from error
        raise
    except OperationalError as error:
        if isinstance(error.__cause__, errors.DiskFull):
            raise refusals.storage_full() from error
        raise


def _row_of(content: Content, belonging: Belonging, sha256: str) -> Upload:
    return Upload(
        id=belonging.upload_id or uuid4(),
        scope=belonging.scope,
        owner=belonging.owner,
        original=belonging.original,
        name=belonging.name,
        media_type=content.media_type,
        size=content.draft.path.stat().st_size,
        sha256=sha256,
        width=content.width,
        height=content.height,
        duration=content.seconds,
        picture_hash=content.picture_hash,
        scan=belonging.scan,
        scan_detail=belonging.scan_detail,
        scanned_at=belonging.scanned_at,
        claimed_at=belonging.claimed_at,
    )
