"""Files are taken into a message or a dispute, or they go again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from loket.files import refusals, storage
from loket.files.actions.keeping import remove_unless_needed
from loket.files.models import Upload
from loket.files.refusals import UploadNotFound
from loket.people.actors import Actor

MOST_FILES_PER_MESSAGE = 10
UNCLAIMED_FOR = timedelta(hours=24)
# Evidence is gathered over days, while the form saves as it goes.
UNCLAIMED_EVIDENCE_FOR = timedelta(days=7)
# Content without a row may belong to a transaction that is still open.
ORPHANED_FOR = timedelta(hours=1)
SWEPT_AT_ONCE = 500


def claim(upload_ids: Sequence[UUID], *, scope: str) -> list[Upload]:
    """Take uploads into a message, in the given order, all or none.

    Raises UploadNotFound where one is unknown, of another scope or taken already, UploadRefused for too many.
    """
    if len(set(upload_ids)) > MOST_FILES_PER_MESSAGE:
        raise refusals.too_many(MOST_FILES_PER_MESSAGE)
    return claim_all(upload_ids, scope=scope)


def claim_for(actor: Actor, upload_ids: Sequence[UUID]) -> list[Upload]:
    """Take what ``actor`` sent as themselves, in the given order, all or none; raises UploadNotFound."""
    return claim_all(upload_ids, scope=actor.label)


def claim_all(upload_ids: Sequence[UUID], *, scope: str) -> list[Upload]:
    """Take any number of uploads, in the given order, all or none; raises UploadNotFound."""
    wanted = list(dict.fromkeys(upload_ids))
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


def discard(upload_id: UUID, actor: Actor) -> None:
    """Delete what ``actor`` sent as themselves and has not used; raises UploadNotFound."""
    with transaction.atomic():
        own = Upload.objects.select_for_update().filter(pk=upload_id, scope=actor.label, claimed_at=None)
        found = own.first()
        if found is None:
            raise UploadNotFound
        erase([found])


def discard_unused_of(owner: str) -> int:
    """Delete everything that somebody sent as themselves and nothing has used (when they are forgotten)."""
    return erase(Upload.objects.filter(owner=owner, claimed_at=None, original=None))


def erase(uploads: Iterable[Upload]) -> int:
    """Delete uploads with their copies and, after the commit, content that no other upload has.

    Returns how many uploads went.
    """
    doomed = [upload.pk for upload in uploads]
    with transaction.atomic():
        going = Upload.objects.filter(Q(pk__in=doomed) | Q(original__in=doomed))
        contents = set(going.values_list("sha256", flat=True))
        Upload.objects.filter(original__in=doomed).delete()
        count, _ = Upload.objects.filter(pk__in=doomed).delete()
        for sha256 in contents:
            transaction.on_commit(partial(remove_unless_needed, sha256))
    return count


def sweep_unclaimed(now: datetime) -> int:
    """Delete uploads that nothing took within a day (evidence: a week), and content that no upload points to."""
    count = 0
    while erased := _erase_some_unclaimed(now):
        count += erased
    orphaned_before = (now - ORPHANED_FOR).timestamp()
    storage.remove_old_drafts(before=orphaned_before)
    for batch in _batches(storage.old_contents(before=orphaned_before)):
        needed = set(Upload.objects.filter(sha256__in=batch).values_list("sha256", flat=True))
        for sha256 in batch - needed:
            remove_unless_needed(sha256)
    return count


def _erase_some_unclaimed(now: datetime) -> int:
    with transaction.atomic():
        waiting = Upload.objects.unclaimed_before(now - UNCLAIMED_FOR).select_for_update(skip_locked=True, of=("self",))
        # What somebody sent as themselves, and not into a conversation, is evidence.
        over = Q(owner="") | Q(scope__startswith="conversation:") | Q(created_at__lt=now - UNCLAIMED_EVIDENCE_FOR)
        return erase(waiting.filter(over).order_by("created_at")[:SWEPT_AT_ONCE])


def _batches(contents: Iterator[str]) -> Iterator[set[str]]:
    batch: set[str] = set()
    for sha256 in contents:
        batch.add(sha256)
        if len(batch) == SWEPT_AT_ONCE:
            yield batch
            batch = set()
    yield batch
