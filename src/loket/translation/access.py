"""Who reads the memory and the glossary at the desk and who changes them: all there read, leads and editors change."""

from __future__ import annotations

from django.db.models import QuerySet

from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role
from loket.translation.models import GlossaryTerm, MemoryEntry
from loket.translation.queries import glossary_terms, memory_entries

READING_ROLES = (Role.AGENT, Role.LEAD, Role.EDITOR)
WRITING_ROLES = (Role.LEAD, Role.EDITOR)


def may_edit(actor: Actor) -> bool:
    """Whether ``actor`` may set terms and forget translations."""
    return isinstance(actor, SystemActor) or is_staff_with(actor, *WRITING_ROLES)


def entries_visible_to(actor: Actor) -> QuerySet[MemoryEntry]:
    """The approved translations, the most used first; none for outsiders."""
    return memory_entries() if _may_read(actor) else MemoryEntry.objects.none()


def terms_visible_to(actor: Actor) -> QuerySet[GlossaryTerm]:
    """The shop's terms, a row for each language they read differently in; none for outsiders."""
    return glossary_terms() if _may_read(actor) else GlossaryTerm.objects.none()


def entry_for(actor: Actor, entry_id: int) -> MemoryEntry:
    """One approved translation; raises NotVisible."""
    found = entries_visible_to(actor).filter(pk=entry_id).first()
    if found is None:
        raise NotVisible
    return found


def term_rows_for(actor: Actor, term_id: int) -> list[GlossaryTerm]:
    """All rows of the term that one row belongs to, what holds for every language first; raises NotVisible."""
    visible = terms_visible_to(actor)
    one = visible.filter(pk=term_id).first()
    if one is None:
        raise NotVisible
    return list(visible.filter(term__iexact=one.term, language=one.language).order_by("target_language"))


def _may_read(actor: Actor) -> bool:
    return isinstance(actor, SystemActor) or is_staff_with(actor, *READING_ROLES)
