from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import BigIntegerField, F, Func

from loket.files.access import get_partial_for
from loket.files.models import Upload
from loket.files.picture_bands import NEARLY_THE_SAME, bands_of, stored_bands
from loket.files.picture_hashes import says_nothing
from loket.files.purposes import Purpose
from loket.files.refusals import UploadNotFound, refusal_of
from loket.files.serving import words_of_scan


@dataclass(frozen=True, slots=True)
class LikePicture:
    """A picture that looks like another: in how many bits of 64 they differ, whose it is, when it came."""

    file_id: UUID
    distance: int
    owner: str
    scope: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class UploadStanding:
    """How far a file in parts came, and what became of it; ``text`` says in the reader's words what they must know."""

    id: UUID
    state: str
    offset: int
    length: int
    name: str
    type: str | None
    refusal: str | None
    text: str
    scan: str | None
    expires_at: datetime


def standing_of(partial_id: UUID, *, owner: str) -> UploadStanding:
    """What the sender of a file in parts may know of it; raises UploadNotFound."""
    partial = get_partial_for(partial_id, owner=owner)
    kept = Upload.objects.filter(pk=partial_id).first()
    refusal = refusal_of(partial.refusal, purpose=Purpose(partial.purpose)) if partial.refusal else None
    return UploadStanding(
        id=partial.pk,
        state="kept" if kept else "refused" if refusal else "receiving",
        offset=partial.offset,
        length=partial.length,
        name=kept.name if kept else partial.name,
        type=kept.media_type if kept else None,
        refusal=refusal.code if refusal else None,
        text=refusal.message if refusal else words_of_scan(kept) if kept else "",
        scan=kept.scan if kept else None,
        expires_at=partial.expires_at,
    )


def original(file_id: UUID) -> Upload:
    """A file as it came; raises UploadNotFound. For rooms that have asked their own ``access`` before."""
    found = Upload.objects.filter(pk=file_id, original=None).first()
    if found is None:
        raise UploadNotFound
    return found


def shared_copy(file_id: UUID) -> Upload | None:
    """The copy of a file for other people's eyes; None while it is not made. Access is asked before."""
    return Upload.objects.filter(original=file_id).first()


def shared_copies(file_ids: Iterable[UUID]) -> dict[UUID, Upload]:
    """The copies that there are of these files, by the original's identifier."""
    copies = Upload.objects.filter(original__in=list(file_ids))
    return {copy.original_id: copy for copy in copies if copy.original_id}


def originals(file_ids: Iterable[UUID]) -> dict[UUID, Upload]:
    """Files as they came, by identifier; those that are gone are missing."""
    return Upload.objects.filter(original=None).in_bulk(list(file_ids))


def near(
    picture_hash: int, *, distance: int = NEARLY_THE_SAME, but: Iterable[UUID] = (), limit: int = 50
) -> list[LikePicture]:
    """Pictures that differ from this one in at most ``distance`` bits, the likest first; none for an even surface.

    Only those are compared that share a piece of the hash, about one in seventy; raises ValueError for a ``distance``
    above `NEARLY_THE_SAME`, at which they need not.
    """
    if distance > NEARLY_THE_SAME:
        raise ValueError(f"Pictures that differ in more than {NEARLY_THE_SAME} bits need have no piece in common.")
    if says_nothing(picture_hash):
        return []
    differing = F("picture_hash").bitxor(picture_hash)
    counted = Func(
        differing,
        function="bit_count",
        template="%(function)s((%(expressions)s)::bit(64))",
        output_field=BigIntegerField(),
    )
    pictures = Upload.objects.filter(original=None, picture_hash__isnull=False).exclude(pk__in=list(but))
    pictures = pictures.alias(bands=stored_bands()).filter(bands__overlap=bands_of(picture_hash))
    found = pictures.annotate(differing=counted).filter(differing__lte=distance).order_by("differing", "-created_at")
    rows = found.values_list("pk", "differing", "owner", "scope", "created_at")[:limit]
    return [LikePicture(*row) for row in rows]
