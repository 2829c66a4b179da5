"""Bringing in many ready texts at once, such as those of the demo shop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from loket.history.actions import record
from loket.people.actors import Actor
from loket.texts.access import check_may_edit
from loket.texts.actions.edition import texts_changed
from loket.texts.built_in import allowed_fields
from loket.texts.fields import check_fields
from loket.texts.models import ReadyText, ReadyTextRevision, ReadyTextTranslation


@dataclass(frozen=True, slots=True)
class NewText:
    """A ready text with its words by language, of which the first is the source of the others."""

    kind: str
    slug: str
    title: str
    texts: Mapping[str, str]


@transaction.atomic
def import_texts(texts: Iterable[NewText], *, by: Actor) -> int:
    """Add the texts that are missing, in seven statements; how many. What somebody worded since stays as it is.

    Raises BadField for a text with a field that its kind does not have.
    """
    check_may_edit(by)
    known = set(ReadyText.objects.values_list("kind", "slug"))
    missing = [each for each in texts if (each.kind, each.slug) not in known]
    if not missing:
        return 0
    for each in missing:
        for words in each.texts.values():
            check_fields(words, allowed_fields(each.kind, each.slug))
    _add(missing, first_position=len(known))
    record("text.imported", "texts", by=by.label, actor_id=by.actor_id, data={"count": len(missing)})
    texts_changed()
    return len(missing)


def _add(missing: Sequence[NewText], *, first_position: int) -> None:
    rows = ReadyText.objects.bulk_create(
        ReadyText(kind=each.kind, slug=each.slug, title=each.title, position=position)
        for position, each in enumerate(missing, start=first_position)
    )
    pairs = zip(rows, missing, strict=True)
    translations = ReadyTextTranslation.objects.bulk_create(
        translation for row, each in pairs for translation in _translations(row, each.texts)
    )
    ReadyTextRevision.objects.bulk_create(
        ReadyTextRevision(translation=each, version=each.version, source_version=each.source_version, text=each.text)
        for each in translations
    )


def _translations(row: ReadyText, texts: Mapping[str, str]) -> Iterator[ReadyTextTranslation]:
    source = next(iter(texts))
    for language, words in texts.items():
        is_source = language == source
        yield ReadyTextTranslation(
            ready_text=row,
            language=language,
            text=words,
            version=1,
            source_language="" if is_source else source,
            source_version=0 if is_source else 1,
        )
