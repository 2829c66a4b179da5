"""Files that come in parts, over connections that break: begun, continued where they stopped, finished or given up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from loket.files import kinds, partial_files, refusals
from loket.files.access import get_partial_for
from loket.files.actions.claiming import erase
from loket.files.actions.keeping import full_disk_named
from loket.files.actions.receiving import Arrived, keep_arrived, refusal_of_kind
from loket.files.models import PartialUpload, Upload
from loket.files.partial_files import Checksum, PartialGone
from loket.files.purposes import Purpose
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.files.tickets import Holder

KEPT_FOR = timedelta(hours=24)
# Of one person: files that are not whole yet, and bytes that nothing has used.
MOST_AT_ONCE = 20
MOST_UNUSED_BYTES = 1_500_000_000
SWEPT_AT_ONCE = 500
# The end of a name tells the most.
LONGEST_NAME = 200


class OffsetConflict(Exception):
    """A part that does not begin where the last one ended; ``offset`` says where that was."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"The next part begins at byte {offset}.")
        self.offset = offset


def begin(holder: Holder, *, length: int, name: str, now: datetime) -> PartialUpload:
    """Make room for a file of ``length`` bytes; raises UploadRefused."""
    if length == 0:
        raise refusals.empty()
    if length > holder.purpose.limit_bytes:
        raise refusals.too_large(holder.purpose.limit_bytes)
    if holder.is_limited:
        _refuse_more_than_fits(holder, length)
    partial = PartialUpload(
        owner=holder.owner,
        scope=holder.scope,
        purpose=holder.purpose.value,
        name=name.replace("\0", "")[-LONGEST_NAME:],
        length=length,
        created_at=now,
        expires_at=now + KEPT_FOR,
    )
    with full_disk_named():
        partial_files.begin(partial.pk)
        partial.save(force_insert=True)
    return partial


def append(
    partial_id: UUID, chunks: Iterable[bytes], *, owner: str, offset: int, checksum: Checksum | None = None
) -> PartialUpload:
    """Add the next part, and keep the file once it is whole.

    Raises UploadNotFound, OffsetConflict, UploadRefused (also as soon as its beginning shows that it is nothing to
    keep), and ChecksumWrong and PartTooLong of `partial_files`, after which the same part may be sent again.
    """
    # The part lies on this machine already, so the row is locked for no longer than it takes to copy it.
    with full_disk_named(), transaction.atomic():
        partial = _locked(partial_id, owner)
        _raise_refusal(partial)
        if offset != partial.offset:
            raise OffsetConflict(partial.offset)
        came = _written(partial, chunks, checksum)
        partial.offset += came
        partial.expires_at = timezone.now() + KEPT_FOR
        _look_at_beginning(partial, before=offset)
        partial.save(update_fields=["offset", "expires_at", "refusal"])
    return finish_if_whole(partial_id, owner=owner)


def finish_if_whole(partial_id: UUID, *, owner: str) -> PartialUpload:
    """Keep a file whose last part has come, unless that was done; raises UploadNotFound and UploadRefused."""
    with full_disk_named(), transaction.atomic():
        partial = _locked(partial_id, owner)
        if partial.is_whole and not partial.finished_at and not partial.refusal:
            _finish(partial)
    if partial.finished_at or partial.refusal:
        partial_files.remove(partial.pk)
    _raise_refusal(partial)
    return partial


def terminate(partial_id: UUID, *, owner: str) -> None:
    """Give a file up, whole or not, unless something uses it; raises UploadNotFound."""
    with transaction.atomic():
        partial = _locked(partial_id, owner)
        kept = Upload.objects.select_for_update().filter(pk=partial_id).first()
        if kept is not None and kept.claimed_at:
            raise UploadNotFound
        if kept is not None:
            erase([kept])
        partial.delete()
        transaction.on_commit(lambda: partial_files.remove(partial_id))


def sweep_partials(now: datetime) -> int:
    """Forget files of which nothing came for a day; returns how many."""
    count = 0
    while swept := _sweep_some(now):
        count += swept
    for upload_id in partial_files.old_partials(before=(now - KEPT_FOR).timestamp()):
        if not PartialUpload.objects.filter(pk=upload_id).exists():
            partial_files.remove(upload_id)
    return count


def _refuse_more_than_fits(holder: Holder, length: int) -> None:
    coming = PartialUpload.objects.filter(owner=holder.owner, finished_at=None, refusal="")
    lying = Upload.objects.filter(owner=holder.owner, claimed_at=None).aggregate(size=Sum("size"))["size"] or 0
    lengths = list(coming.values_list("length", flat=True))
    if len(lengths) >= MOST_AT_ONCE or sum(lengths) + lying + length > MOST_UNUSED_BYTES:
        raise refusals.too_much_unsent()


def _locked(partial_id: UUID, owner: str) -> PartialUpload:
    """The upload while nobody else may add to it."""
    return get_partial_for(partial_id, owner=owner, locked=True)


def _raise_refusal(partial: PartialUpload) -> None:
    if partial.refusal:
        raise refusals.refusal_of(partial.refusal, purpose=Purpose(partial.purpose))


def _written(partial: PartialUpload, chunks: Iterable[bytes], checksum: Checksum | None) -> int:
    left = partial.length - partial.offset
    try:
        return partial_files.append(partial.pk, chunks, offset=partial.offset, most=left, checksum=checksum)
    except PartialGone as error:
        raise UploadNotFound from error


def _look_at_beginning(partial: PartialUpload, *, before: int) -> None:
    """Refuse what cannot become anything to keep before the rest of it is sent in vain."""
    if before >= kinds.HEAD_BYTES or partial.offset < min(kinds.HEAD_BYTES, partial.length):
        return
    purpose = Purpose(partial.purpose)
    head = partial_files.head_of(partial.pk, kinds.HEAD_BYTES)
    if not kinds.may_become(head, films=purpose.takes_films):
        partial.refusal = refusal_of_kind(head, purpose).code


def _finish(partial: PartialUpload) -> None:
    holder = Holder(owner=partial.owner, scope=partial.scope, purpose=Purpose(partial.purpose))
    try:
        with transaction.atomic(), partial_files.as_draft(partial.pk) as draft:
            keep_arrived(Arrived(draft, partial.name, holder, partial.pk))
        partial.finished_at = timezone.now()
    except PartialGone as error:
        raise UploadNotFound from error
    except UploadRefused as refusal:
        if refusal.code == "storage_full":
            raise
        partial.refusal = refusal.code
    partial.save(update_fields=["finished_at", "refusal"])


def _sweep_some(now: datetime) -> int:
    with transaction.atomic():
        over = PartialUpload.objects.filter(expires_at__lt=now).select_for_update(skip_locked=True)
        ids = list(over.order_by("expires_at").values_list("pk", flat=True)[:SWEPT_AT_ONCE])
        PartialUpload.objects.filter(pk__in=ids).delete()
    for upload_id in ids:
        partial_files.remove(upload_id)
    return len(ids)
