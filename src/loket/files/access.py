from __future__ import annotations

from uuid import UUID

from loket.files.models import Upload
from loket.files.refusals import UploadNotFound


def get_upload_for(upload_id: UUID, *, scope: str) -> Upload:
    """An upload of this scope, claimed or not; raises UploadNotFound for everybody else.

    Once a message carries the file, the message decides who sees it: its room's `access` answers then.
    """
    try:
        return Upload.objects.get(pk=upload_id, scope=scope)
    except Upload.DoesNotExist as error:
        raise UploadNotFound from error
