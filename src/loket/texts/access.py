"""Who reads ready texts at the desk and who words them: everybody there reads, leads and editors write."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from loket.people.access import NotVisible, is_staff_with
from loket.people.actors import Actor, SystemActor
from loket.people.models.user import Role
from loket.texts.models import ReadyText, ReadyTextRevision, ReadyTextTranslation

READING_ROLES = (Role.AGENT, Role.LEAD, Role.EDITOR)
WRITING_ROLES = (Role.LEAD, Role.EDITOR)


def may_edit(actor: Actor) -> bool:
    """Whether ``actor`` may word ready texts."""
    return isinstance(actor, SystemActor) or is_staff_with(actor, *WRITING_ROLES)


def check_may_edit(actor: Actor) -> None:
    """Raises NotVisible for everybody else."""
    if not may_edit(actor):
        raise NotVisible


def visible_to(actor: Actor) -> QuerySet[ReadyText]:
    """All ready texts with their words; none for outsiders."""
    if not (isinstance(actor, SystemActor) or is_staff_with(actor, *READING_ROLES)):
        return ReadyText.objects.none()
    return ReadyText.objects.select_related("team").prefetch_related(_WITH_WORDS)


def text_for(actor: Actor, kind: str, slug: str) -> ReadyText:
    """One ready text with its words in every language; raises NotVisible."""
    found = visible_to(actor).filter(kind=kind, slug=slug).first()
    if found is None:
        raise NotVisible
    return found


def revisions_for(actor: Actor, kind: str, slug: str, language: str) -> QuerySet[ReadyTextRevision]:
    """Every version of one language, the newest first, with its author; raises NotVisible where there is no text."""
    text = text_for(actor, kind, slug)
    rows = ReadyTextRevision.objects.filter(translation__ready_text=text, translation__language__iexact=language)
    return rows.select_related("author", "translation__ready_text").order_by("-version")


def revision_for(actor: Actor, kind: str, slug: str, language: str, version: int) -> ReadyTextRevision:
    """One version of one language; raises NotVisible."""
    found = revisions_for(actor, kind, slug, language).filter(version=version).first()
    if found is None:
        raise NotVisible
    return found


_WITH_WORDS = Prefetch("translations", ReadyTextTranslation.objects.select_related("updated_by").order_by("language"))
