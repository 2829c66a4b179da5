from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from psycopg import errors

from loket.files import images, isolation, kinds, names, refusals, storage
from loket.files.models import Upload
from loket.files.refusals import UploadNotFound, UploadRefused

__all__ = ["UploadNotFound", "UploadRefused", "claim", "erase", "store_upload", "sweep_unclaimed"]

MOST_FILES_PER_MESSAGE = 10
UNCLAIMED_FOR = timedelta(hours=24)
# Content without a row may belong to a transaction that is still open.
ORPHANED_FOR = timedelta(hours=1)
SWEPT_AT_ONCE = 500


@dataclass(frozen=True)
class _Content:
    """What is about to be kept."""

    draft: storage.Draft
    media_type: str
    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def store_upload(file: UploadedFile[bytes], *, scope: str) -> Upload:
    """Keep a file for whoever holds `scope`; raises UploadRefused, and then nothing of it is left behind."""
    _refuse_size(file.size)
    with _full_disk_named(), storage.open_draft() as received, storage.open_draft() as cleaned:
        _receive(file, received)
        kind = kinds.judge(received.file)
        if kind is None:
            raise refusals.type_not_allowed()
        return _keep(_cleaned(received, cleaned, kind), name=file.name, scope=scope)


def claim(upload_ids: Sequence[UUID], *, scope: str) -> list[Upload]:
    """Take uploads into a message, in the given order, all or none.

    Raises UploadNotFound where one is unknown, of another scope or taken already, UploadRefused for too many.
    """
    wanted = list(dict.fromkeys(upload_ids))
    if len(wanted) > MOST_FILES_PER_MESSAGE:
        raise refusals.too_many(MOST_FILES_PER_MESSAGE)
    if not wanted:
        return []
    with transaction.atomic():
        free = Upload.objects.filter(pk__in=wanted, scope=scope, claimed_at=None)
        # One order for everybody, so that two claims cannot wait for each other.
        found = {upload.pk: upload for upload in free.select_for_update().order_by("pk")}
        if len(found) < len(wanted):
            raise UploadNotFound
        now = timezone.now()
        Upload.objects.filter(pk__in=wanted).update(claimed_at=now)
    for upload in found.values():
        upload.claimed_at = now
    return [found[upload_id] for upload_id in wanted]


def erase(uploads: Iterable[Upload]) -> int:
    """Delete uploads and, after the commit, content that no other upload has; returns how many went."""
    doomed = list(uploads)
    with transaction.atomic():
        count, _ = Upload.objects.filter(pk__in=[upload.pk for upload in doomed]).delete()
        for sha256 in {upload.sha256 for upload in doomed}:
            transaction.on_commit(partial(_remove_unless_needed, sha256))
    return count


def sweep_unclaimed(now: datetime) -> int:
    """Delete uploads that no message took within 24 hours, and content that no upload points to."""
    count = 0
    while erased := _erase_some_unclaimed(now - UNCLAIMED_FOR):
        count += erased
    orphaned_before = (now - ORPHANED_FOR).timestamp()
    storage.remove_old_drafts(before=orphaned_before)
    for batch in _batches(storage.old_contents(before=orphaned_before)):
        needed = set(Upload.objects.filter(sha256__in=batch).values_list("sha256", flat=True))
        for sha256 in batch - needed:
            _remove_unless_needed(sha256)
    return count


def _refuse_size(size: int | None) -> None:
    if size == 0:
        raise refusals.empty()
    if size is not None and size > settings.UPLOAD_LIMIT_BYTES:
        raise refusals.too_large()


def _receive(file: UploadedFile[bytes], draft: storage.Draft) -> None:
    """Write what really comes, which need not be what was announced."""
    size = 0
    for chunk in file.chunks():
        size += len(chunk)
        if size > settings.UPLOAD_LIMIT_BYTES:
            raise refusals.too_large()
        draft.file.write(chunk)
    draft.file.flush()
    _refuse_size(size)


def _cleaned(received: storage.Draft, cleaned: storage.Draft, kind: kinds.Kind) -> _Content:
    if kind.family is kinds.Family.VOICE:
        return _Content(received, kind.media_type, seconds=kinds.read_sound(received.file, kind).seconds)
    if kind.family is kinds.Family.DOCUMENT:
        return _Content(received, kind.media_type)
    try:
        picture = _reencoded(received, cleaned, kind)
    except images.PictureTooLarge as error:
        raise refusals.too_many_pixels(images.MOST_PIXELS // 1_000_000) from error
    except images.PictureDamaged as error:
        raise refusals.unreadable() from error
    return _Content(cleaned, picture.media_type, width=picture.width, height=picture.height)


def _reencoded(received: storage.Draft, cleaned: storage.Draft, kind: kinds.Kind) -> images.Picture:
    if kind is kinds.HEIF:
        return isolation.reencode_heif(received.file, cleaned.file)
    return images.reencode(received.file, cleaned.file, media_type=kind.media_type)


def _keep(content: _Content, *, name: str | None, scope: str) -> Upload:
    sha256 = storage.seal(content.draft)
    upload = Upload(
        scope=scope,
        name=names.tidy_name(name, kinds.by_media_type(content.media_type)),
        media_type=content.media_type,
        size=content.draft.path.stat().st_size,
        sha256=sha256,
        width=content.width,
        height=content.height,
        duration=content.seconds,
    )
    try:
        with transaction.atomic():
            _lock(sha256)
            storage.place(content.draft, sha256)
            upload.save(force_insert=True)
    except Exception:
        # Where the database cannot be asked any more, the sweep removes it.
        with suppress(DatabaseError):
            _remove_unless_needed(sha256)
        raise
    return upload


def _remove_unless_needed(sha256: str) -> None:
    """Delete content once no upload has it; the lock keeps out those who are about to store the same."""
    with transaction.atomic():
        _lock(sha256)
        if not Upload.objects.filter(sha256=sha256).exists():
            storage.remove(sha256)


def _erase_some_unclaimed(before: datetime) -> int:
    with transaction.atomic():
        waiting = Upload.objects.unclaimed_before(before).select_for_update(skip_locked=True)
        return erase(waiting.order_by("created_at")[:SWEPT_AT_ONCE])


def _lock(sha256: str) -> None:
    """Be the only one to store or remove this content until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"files.content:{sha256}"])


def _batches(contents: Iterator[str]) -> Iterator[set[str]]:
    batch: set[str] = set()
    for sha256 in contents:
        batch.add(sha256)
        if len(batch) == SWEPT_AT_ONCE:
            yield batch
            batch = set()
    yield batch


@contextmanager
def _full_disk_named() -> Iterator[None]:
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
