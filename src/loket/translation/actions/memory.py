from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.people.actors import Actor
from loket.translation.models import MemoryEntry
from loket.translation.protecting import protect
from loket.translation.remembering import PERSONAL, literal_digest, slotted_digest, slotted_target
from loket.translation.tags import is_same_language, plain


class ApprovalError(ValueError):
    """A translation that cannot be kept; the message tells a person what to change. Nothing was stored."""


@transaction.atomic
def approve_translation(
    source: str,
    target: str,
    *,
    source_language: str,
    target_language: str,
    names: Collection[str] = (),
    titles: Collection[str] = (),
    by: Actor,
) -> MemoryEntry:
    """Keep a translation for every later text of the same words; a second one takes the first one's place.

    Numbers, dates, money, links and these names become slots. Raises ApprovalError.
    """
    if not source.strip() or not target.strip():
        raise ApprovalError(_("Write both the original and its translation."))
    if is_same_language(source_language, target_language):
        raise ApprovalError(_("Choose two different languages."))
    digest, kept_source, kept_target = _key_and_texts(source, target, names, titles)
    entry, _is_new = MemoryEntry.objects.update_or_create(
        digest=digest,
        source_language=plain(source_language),
        target_language=plain(target_language),
        defaults={
            "source": kept_source,
            "target": kept_target,
            "approved_by_id": by.actor_id,
            "approved_at": timezone.now(),
        },
    )
    _record("translation.approved", entry, by=by)
    return entry


@transaction.atomic
def forget(entry: MemoryEntry, *, by: Actor) -> None:
    """Take an approved translation out of the memory; engines are asked again for its words."""
    _record("translation.forgotten", entry, by=by)
    entry.delete()


def _key_and_texts(source: str, target: str, names: Collection[str], titles: Collection[str]) -> tuple[UUID, str, str]:
    protected = protect(source, names=names, titles=titles)
    slotted = slotted_target(target, protected)
    if slotted is not None:
        return slotted_digest(protected), protected.text, slotted
    missing = next((part.text for part in protected.parts if part.kind in PERSONAL and part.text not in target), None)
    if missing is not None:
        raise ApprovalError(_("The original says “%(part)s”. Keep it as it is in the translation.") % {"part": missing})
    return literal_digest(source), source, target


def _record(action: str, entry: MemoryEntry, *, by: Actor) -> None:
    languages = {"source": entry.source_language, "target": entry.target_language}
    record(action, f"translation:{entry.pk}", by=by.label, actor_id=by.actor_id, data=languages)
