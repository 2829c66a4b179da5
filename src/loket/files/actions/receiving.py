"""A file is judged by its content, asked about at the scanner, and kept in the form that its purpose wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from loket.files import copies, film_boxes, images, jobs, kinds, names, picture_hashes, refusals, storage
from loket.files.actions.keeping import Belonging, Content, full_disk_named, keep, remove_unless_needed
from loket.files.actions.scanning import Scanned, scan_at_once
from loket.files.actions.sharing import make_shared_copy
from loket.files.models import ScanState, Upload
from loket.files.purposes import Purpose
from loket.files.tickets import Holder
from loket.lib.jobs import defer


@dataclass(frozen=True, slots=True)
class Arrived:
    """A whole file that nobody has looked into yet."""

    draft: storage.Draft
    name: str
    holder: Holder
    upload_id: UUID | None = None


def store_upload(file: UploadedFile[bytes], *, scope: str) -> Upload:
    """Keep a file for whoever holds `scope`; raises UploadRefused, and then nothing of it is left behind."""
    return store_for(Holder(owner="", scope=scope, purpose=Purpose.MESSAGE), file)


def store_for(holder: Holder, file: UploadedFile[bytes]) -> Upload:
    """Keep a file that came in one piece; raises UploadRefused, and then nothing of it is left behind."""
    _refuse_size(file.size, holder.purpose)
    with full_disk_named(), storage.open_draft() as received:
        _receive(file, received, holder.purpose)
        return keep_arrived(Arrived(received, file.name or "", holder))


def keep_arrived(arrived: Arrived) -> Upload:
    """Judge a whole file and keep it; raises UploadRefused."""
    purpose = arrived.holder.purpose
    file = arrived.draft.file
    kind = kinds.judge(file, films=purpose.takes_films)
    if kind is None:
        raise refusal_of_kind(kinds.head_of(file), purpose)
    scanned = scan_at_once(arrived.draft)
    keeping = _keep_as_it_came if purpose is Purpose.EVIDENCE else _keep_cleaned
    upload = keeping(arrived, kind, scanned)
    if scanned.state is ScanState.PENDING:
        defer(jobs.scan, upload_id=str(upload.pk))
    return upload


def refusal_of_kind(head: bytes, purpose: Purpose) -> refusals.UploadRefused:
    """Why a file that begins so is not taken."""
    if purpose is Purpose.MESSAGE:
        return refusals.type_not_allowed()
    return refusals.program() if kinds.is_program(head) else refusals.evidence_type_not_allowed()


def _refuse_size(size: int | None, purpose: Purpose) -> None:
    if size == 0:
        raise refusals.empty()
    if size is not None and size > purpose.limit_bytes:
        raise refusals.too_large(purpose.limit_bytes)


def _receive(file: UploadedFile[bytes], draft: storage.Draft, purpose: Purpose) -> None:
    """Write what really comes, which need not be what was announced."""
    size = 0
    for chunk in file.chunks():
        size += len(chunk)
        if size > purpose.limit_bytes:
            raise refusals.too_large(purpose.limit_bytes)
        draft.file.write(chunk)
    draft.file.flush()
    _refuse_size(size, purpose)


def _keep_cleaned(arrived: Arrived, kind: kinds.Kind, scanned: Scanned) -> Upload:
    with storage.open_draft() as cleaned:
        return keep(_cleaned(arrived.draft, cleaned, kind), _belonging(arrived, kind, scanned, clean=True))


def _keep_as_it_came(arrived: Arrived, kind: kinds.Kind, scanned: Scanned) -> Upload:
    """Keep the original; the copy of a picture is made at once, which also shows that it is none that harms."""
    content = _content_of(arrived.draft, kind)
    upload: Upload | None = None
    try:
        with transaction.atomic():
            upload = keep(content, _belonging(arrived, kind, scanned))
            if kind.family is kinds.Family.IMAGE:
                upload.picture_hash = make_shared_copy(upload.pk).picture_hash
            else:
                defer(jobs.make_shared_copy, upload_id=str(upload.pk))
            return upload
    except (images.PictureTooLarge, images.PictureDamaged) as error:
        if upload is not None:
            remove_unless_needed(upload.sha256)
        raise _refusal_of_picture(error) from error


def _content_of(draft: storage.Draft, kind: kinds.Kind) -> Content:
    """What a film or sound says of itself; refused here where no copy could be made of it later."""
    if kind.family not in {kinds.Family.FILM, kinds.Family.VOICE}:
        return Content(draft=draft, media_type=kind.media_type)
    try:
        copies.plan_of(draft.file, kind.media_type)
    except film_boxes.FilmDamaged as error:
        raise refusals.film_unreadable() from error
    return Content(draft=draft, media_type=kind.media_type, seconds=kinds.read_sound(draft.file, kind).seconds)


def _cleaned(received: storage.Draft, cleaned: storage.Draft, kind: kinds.Kind) -> Content:
    if kind.family is kinds.Family.VOICE:
        seconds = kinds.read_sound(received.file, kind).seconds
        return Content(draft=received, media_type=kind.media_type, seconds=seconds)
    if kind.family is kinds.Family.DOCUMENT:
        return Content(draft=received, media_type=kind.media_type)
    try:
        picture = copies.reencode_picture(received.file, cleaned.file, media_type=kind.media_type)
    except (images.PictureTooLarge, images.PictureDamaged) as error:
        raise _refusal_of_picture(error) from error
    looks = picture_hashes.difference_hash(cleaned.file)
    content = Content(draft=cleaned, media_type=picture.media_type, picture_hash=looks)
    return replace(content, width=picture.width, height=picture.height)


def _refusal_of_picture(error: Exception) -> refusals.UploadRefused:
    return refusals.too_many_pixels() if isinstance(error, images.PictureTooLarge) else refusals.unreadable()


def _belonging(arrived: Arrived, kind: kinds.Kind, scanned: Scanned, *, clean: bool = False) -> Belonging:
    # A HEIC that was cleaned has become a JPEG, and is called so.
    named_as = kinds.JPEG if clean and kind is kinds.HEIF else kind
    return Belonging(
        scope=arrived.holder.scope,
        owner=arrived.holder.owner,
        upload_id=arrived.upload_id,
        name=names.tidy_name(arrived.name, named_as),
        scan=scanned.state,
        scan_detail=scanned.detail,
        scanned_at=_moment_of(scanned),
    )


def _moment_of(scanned: Scanned) -> datetime | None:
    return timezone.now() if scanned.state not in {ScanState.NOT_SCANNED, ScanState.PENDING} else None
