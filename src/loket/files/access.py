from __future__ import annotations

from uuid import UUID

from loket.files.models import PartialUpload, Upload
from loket.files.refusals import UploadNotFound
from loket.people.access import may_answer
from loket.people.actors import Actor, Nobody, SystemActor


def get_upload_for(upload_id: UUID, *, scope: str) -> Upload:
    """An upload of this scope, claimed or not; raises UploadNotFound for everybody else.

    Once a message carries the file, the message decides who sees it: its room's `access` answers then.
    """
    try:
        return Upload.objects.get(pk=upload_id, scope=scope)
    except Upload.DoesNotExist as error:
        raise UploadNotFound from error


def original_for(actor: Actor, file_id: UUID) -> Upload:
    """A file as it came: for who sent it, and for people at the desk; raises UploadNotFound for everybody else.

    Others see its copy, and whether they may is for the room whose case it belongs to.
    """
    found = Upload.objects.filter(pk=file_id, original=None).first()
    if found is None or not _may_see_original(actor, found):
        raise UploadNotFound
    return found


def get_partial_for(partial_id: UUID, *, owner: str, locked: bool = False) -> PartialUpload:
    """A file that comes in parts, for its owner alone; raises UploadNotFound. ``locked`` until the transaction ends."""
    partials = PartialUpload.objects.select_for_update() if locked else PartialUpload.objects.all()
    found = partials.filter(pk=partial_id, owner=owner).first()
    if found is None:
        raise UploadNotFound
    return found


def _may_see_original(actor: Actor, upload: Upload) -> bool:
    if isinstance(actor, Nobody):
        return False
    return isinstance(actor, SystemActor) or may_answer(actor) or upload.owner == actor.label
