from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.people.actors import Actor
from loket.translation.models import TERM_LETTERS, GlossaryTerm
from loket.translation.tags import is_same_language, plain


class GlossaryError(ValueError):
    """A term that cannot be kept; the message tells a person what to change. Nothing was stored."""


@transaction.atomic
def set_term(term: str, *, language: str, target_language: str = "", rendering: str = "", by: Actor) -> GlossaryTerm:
    """Say how a word of ``language`` reads in another; without a rendering it stays. Raises GlossaryError."""
    term, rendering = _tidy(term), _tidy(rendering)
    if len(term) < 2:
        raise GlossaryError(_("A term has at least two letters."))
    if max(len(term), len(rendering)) > TERM_LETTERS:
        raise GlossaryError(_("A term has at most %(letters)d letters.") % {"letters": TERM_LETTERS})
    if target_language and is_same_language(language, target_language):
        raise GlossaryError(_("Choose two different languages."))
    if rendering and not target_language:
        raise GlossaryError(_("Say in which language it reads so; only a term that stays may hold for all."))
    kept = plain(target_language) if target_language else ""
    row, _is_new = GlossaryTerm.objects.update_or_create(
        term__iexact=term,
        language=plain(language),
        target_language=kept,
        defaults={"term": term, "rendering": rendering},
    )
    _record("glossary_term.set", row, by=by)
    return row


@transaction.atomic
def set_renderings(term: str, renderings: Mapping[str, str], *, language: str, by: Actor) -> list[GlossaryTerm]:
    """Say all of a term at once: its rendering by language, "" as a language for all others and as a rendering to stay.

    What was said of another language before is taken back. Raises GlossaryError, and then nothing is changed.
    """
    if not renderings:
        raise GlossaryError(_("Say how it reads in at least one language, or that it stays as it is."))
    targets = {plain(each) if each else "" for each in renderings}
    for row in GlossaryTerm.objects.filter(term__iexact=_tidy(term), language=plain(language)):
        if row.target_language not in targets:
            remove_term(row, by=by)
    return [
        set_term(term, language=language, target_language=target, rendering=rendering, by=by)
        for target, rendering in renderings.items()
    ]


@transaction.atomic
def remove_terms(rows: Iterable[GlossaryTerm], *, by: Actor) -> None:
    """Leave a word to the engines again, in all of these languages."""
    for row in rows:
        remove_term(row, by=by)


@transaction.atomic
def remove_term(term: GlossaryTerm, *, by: Actor) -> None:
    """Leave a word to the engines again."""
    _record("glossary_term.removed", term, by=by)
    term.delete()


def _tidy(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _record(action: str, term: GlossaryTerm, *, by: Actor) -> None:
    data = {"term": term.term, "language": term.language, "target": term.target_language, "rendering": term.rendering}
    record(action, f"glossary_term:{term.pk}", by=by.label, actor_id=by.actor_id, data=data)
