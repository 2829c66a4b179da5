from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.people.actors import Actor
from loket.translation.models import MemoryEntry
from loket.translation.protecting import Protected, protect
from loket.translation.remembering import PERSONAL, literal_digest, slotted_digest, slotted_target
from loket.translation.shapes import NEUTRAL, placeholder
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
def mend_entry(entry: MemoryEntry, target: str, *, seen: str, by: Actor) -> MemoryEntry:
    """Put better words in the place of an approved translation that still reads as it was ``seen``.

    Raises ApprovalError where a slot or something that must stay was lost, or somebody was faster.
    """
    found = MemoryEntry.objects.select_for_update(no_key=True).get(pk=entry.pk)
    if found.target != seen:
        told = _("Somebody changed it meanwhile to: “%(text)s”. Save again to put your words in its place.")
        raise ApprovalError(told % {"text": found.target})
    _check_parts(found.source, target)
    found.target, found.approved_by_id, found.approved_at = target, by.actor_id, timezone.now()
    found.save(update_fields=["target", "approved_by", "approved_at"])
    _record("translation.mended", found, by=by)
    return found


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
    _check_personal(protected, target)
    return literal_digest(source), source, target


def _check_parts(source: str, target: str) -> None:
    """Each slot as often as in the original; where it has none, what its reader is known by."""
    if not target.strip():
        raise ApprovalError(_("Write the translation."))
    slots, given = Counter(NEUTRAL.findall(source)), Counter(NEUTRAL.findall(target))
    if slots != given:
        wrong = placeholder(int(min((slots - given) or (given - slots), key=int)))
        told = _("%(slot)s has to stand in the translation as often as in the original.")
        raise ApprovalError(told % {"slot": wrong})
    if not slots:
        _check_personal(protect(source), target)


def _check_personal(protected: Protected, target: str) -> None:
    missing = next((part.text for part in protected.parts if part.kind in PERSONAL and part.text not in target), None)
    if missing is not None:
        raise ApprovalError(_("The original says “%(part)s”. Keep it as it is in the translation.") % {"part": missing})


def _record(action: str, entry: MemoryEntry, *, by: Actor) -> None:
    languages = {"source": entry.source_language, "target": entry.target_language}
    record(action, f"translation:{entry.pk}", by=by.label, actor_id=by.actor_id, data=languages)
