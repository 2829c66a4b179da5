"""What is said in fixed words: to customers without asking the database, to agents as a list to choose from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Q

from loket.people.language import best_match, fallback_chain
from loket.people.models import Team
from loket.texts import held
from loket.texts.fields import fill_whole
from loket.texts.models import ReadyText, ReadyTextTranslation

TextKind = Literal["macro", "reason", "notice", "flow"]
Part = Literal["text", "subject"]


@dataclass(frozen=True, slots=True)
class Macro:
    """A macro in the language that serves the customer best; ``is_fallback`` where it is not theirs.

    ``others`` are its words in the languages of the agent, for who does not read the customer's.
    """

    slug: str
    title: str
    language: str
    text: str
    is_fallback: bool
    others: Mapping[str, str]


def worded(
    kind: TextKind,
    slug: str,
    *,
    language: str,
    fields: Mapping[str, object],
    default: Callable[[], str],
    part: Part = "text",
) -> str:
    """The operator's words in this language, else ``default()``; so too where a field has no value. Asks no database.

    A text whose translation is out of date still counts: it is in the reader's language.
    """
    versions = held.current().texts.get((kind, slug), {})
    match = best_match(language, versions)
    words = getattr(versions[match], part) if match else ""
    filled = fill_whole(words, fields) if words else None
    return filled or default()


def macros_for(language: str, team: Team | None, *, otherwise: Sequence[str] = (), search: str = "") -> list[Macro]:
    """The macros in use of this team and of everybody, in order, in two queries.

    Each in the customer's ``language``, where there is none in the first of ``otherwise`` (the agent's) or the
    nearest. ``search`` looks at titles and at all words that are shown, without regard to case and accents.
    """
    whose = Q(team=None) | Q(team=team) if team else Q(team=None)
    rows = ReadyText.objects.filter(whose, kind=ReadyText.Kind.MACRO, is_active=True).prefetch_related("translations")
    macros = [_macro(row, language, otherwise) for row in rows if row.translations.all()]
    wanted = _folded(search).split()
    return [each for each in macros if _holds(each, wanted)]


def is_out_of_date(translation: ReadyTextTranslation, source: ReadyTextTranslation | None) -> bool:
    """Whether the text that it was translated from has been changed since."""
    return source is not None and source.pk != translation.pk and translation.source_version < source.version


def _macro(row: ReadyText, language: str, otherwise: Sequence[str]) -> Macro:
    texts = {each.language: each.text for each in row.translations.all()}
    own = best_match(language, texts)
    chosen = own or best_match(otherwise, texts) or fallback_chain(language, texts)[0]
    others = {tag: texts[tag] for asked in otherwise if (tag := best_match(asked, texts)) and tag != chosen}
    return Macro(row.slug, row.title, chosen, texts[chosen], own is None, others)


def _holds(macro: Macro, wanted: Sequence[str]) -> bool:
    words = _folded(" ".join((macro.title, macro.slug, macro.text, *macro.others.values())))
    return all(word in words for word in wanted)


def _folded(text: str) -> str:
    """Without case and accents, as people type when they look for something."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
