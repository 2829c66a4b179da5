from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from loket.translation.choosing import engines_for
from loket.translation.models import GlossaryTerm, MemoryEntry
from loket.translation.protecting import Protected, fill
from loket.translation.remembering import literal_digest, slotted_digest
from loket.translation.tags import is_same_language, plain


@dataclass(frozen=True, slots=True)
class Remembered:
    """A translation that people approved, with this text's own parts in it."""

    entry: int
    text: str


def can_translate(source: str, target: str) -> bool:
    """Whether any engine of this installation speaks the pair; memory alone does not count."""
    return is_same_language(source, target) or bool(engines_for(source, target))


def remembered(text: str, protected: Protected, *, source: str, target: str) -> Remembered | None:
    """The approved translation of a text; one of these very words goes before one with slots."""
    literal = literal_digest(text)
    found = {
        digest: (entry, template)
        for entry, digest, template in MemoryEntry.objects.filter(
            digest__in=[literal, slotted_digest(protected)],
            source_language=plain(source),
            target_language=plain(target),
        ).values_list("pk", "digest", "target")
    }
    if literal in found:
        return Remembered(*found[literal])
    return next((Remembered(entry, fill(template, protected)) for entry, template in found.values()), None)


def glossary(source: str, target: str) -> dict[str, str]:
    """The shop's terms for texts from one language to another: how each is rendered."""
    rows = (
        GlossaryTerm.objects.filter(language=plain(source), target_language__in=["", plain(target)])
        .order_by("target_language")
        .values_list("term", "rendering")
    )
    # What holds for this language alone comes last and goes before what holds for all.
    return {term: rendering or term for term, rendering in rows}


def glossary_terms() -> models.QuerySet[GlossaryTerm]:
    """All terms, by language and name."""
    return GlossaryTerm.objects.all()


def memory_entries() -> models.QuerySet[MemoryEntry]:
    """All approved translations, the most used first."""
    return MemoryEntry.objects.select_related("approved_by").order_by("-uses", "-pk")
