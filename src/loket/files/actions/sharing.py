"""The copy of evidence that the other side sees."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.files import copies, kinds, names, picture_hashes, storage
from loket.files.actions.keeping import Belonging, Content, full_disk_named, keep
from loket.files.models import ScanState, Upload
from loket.files.refusals import UploadNotFound


def make_shared_copy(file_id: UUID) -> Upload:
    """The copy of an original for other people's eyes, made now unless there is one: without EXIF, GPS and names.

    Raises UploadNotFound, images.PictureTooLarge, images.PictureDamaged and film_boxes.FilmDamaged; none of the last
    three for what was taken as evidence, whose beginning showed that it can be copied.
    """
    with full_disk_named(), transaction.atomic():
        original = Upload.objects.select_for_update().filter(pk=file_id, original=None).first()
        if original is None:
            raise UploadNotFound
        made = original.copies.first()
        return made or _make(original)


def share_if_there(file_id: UUID) -> None:
    """Make the copy of a file that may be gone by now."""
    with suppress(UploadNotFound, FileNotFoundError):
        make_shared_copy(file_id)


def _make(original: Upload) -> Upload:
    with storage.path_of(original.sha256).open("rb") as source, storage.open_draft() as clean:
        copied = copies.write_copy(source, clean.file, media_type=original.media_type)
        looks = picture_hashes.difference_hash(clean.file) if copied.width else None
        content = Content(
            draft=clean,
            media_type=copied.media_type,
            width=copied.width,
            height=copied.height,
            seconds=original.duration,
            picture_hash=looks,
        )
        copy = keep(content, _belonging(original, copied.media_type))
    if looks is not None:
        original.picture_hash = looks
        original.save(update_fields=["picture_hash"])
    return copy


def _belonging(original: Upload, media_type: str) -> Belonging:
    return Belonging(
        scope=f"copy-of:{original.pk}",
        name=names.tidy_name(original.name, kinds.by_media_type(media_type)),
        original=original,
        scan=ScanState(original.scan),
        scan_detail=original.scan_detail,
        scanned_at=original.scanned_at,
        # Nobody claims a copy: it goes when its original goes.
        claimed_at=timezone.now(),
    )
