"""One content in two places: what came with a message can become evidence without being sent again."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from loket.files.actions.keeping import lock_content
from loket.files.models import Upload
from loket.people.actors import Actor

_TOLD_OF_CONTENT = ("name", "media_type", "size", "sha256", "width", "height", "duration", "picture_hash")
_SAID_BY_SCANNER = ("scan", "scan_detail", "scanned_at")


@transaction.atomic
def copy_for(actor: Actor, uploads: Iterable[Upload]) -> list[Upload]:
    """The same files once more as what ``actor`` sent as themselves, free to be claimed; the first stay as they are."""
    wanted = list(uploads)
    # One order for everybody, so that two who copy cannot wait for each other.
    for sha256 in sorted({each.sha256 for each in wanted}):
        lock_content(sha256)
    copies = [_copied(each, actor) for each in wanted]
    return Upload.objects.bulk_create(copies)


def _copied(upload: Upload, actor: Actor) -> Upload:
    kept = {name: getattr(upload, name) for name in (*_TOLD_OF_CONTENT, *_SAID_BY_SCANNER)}
    return Upload(scope=actor.label, owner=actor.label, **kept)
