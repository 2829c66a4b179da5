"""The list of ready texts with how far each language is; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language

from loket.people.actors import Actor
from loket.people.language import display_name, fallback_chain, from_django
from loket.texts.access import may_edit, visible_to
from loket.texts.built_in import BuiltInText, built_in_texts
from loket.texts.languages import text_languages
from loket.texts.models import ReadyText, ReadyTextTranslation
from loket.texts.queries import is_out_of_date

PAGE = 50
STATES = ("current", "behind", "missing", "built_in")


@dataclass(frozen=True, slots=True)
class Cell:
    """One language of one text: its tag and how far it is."""

    language: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the list; ``text`` is as the reader of the page reads it best, ``words`` holds all languages."""

    kind: str
    slug: str
    title: str
    language: str
    text: str
    words: str
    team: str
    is_active: bool
    cells: tuple[Cell, ...]


def list_context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the texts of a kind, its filters, and how many of each kind there are."""
    asked = {name: query.get(name, "")[:200] for name in ("text", "state", "language")}
    kind = query.get("kind", "") if query.get("kind") in ReadyText.Kind.values else ReadyText.Kind.MACRO.value
    stored = list(visible_to(actor))
    languages = text_languages()
    rows = [row for row in _rows(kind, stored, languages) if _is_wanted(row, asked)]
    first = _number(query.get("from", ""))
    following = {"kind": kind, **{name: value for name, value in asked.items() if value}, "from": first + PAGE}
    return {
        "section": "texts",
        "kind": kind,
        "kinds": [(value, label, _count(value, stored)) for value, label in ReadyText.Kind.choices],
        "rows": rows[first : first + PAGE],
        "columns": languages,
        "languages": [(tag, display_name(tag)) for tag in languages],
        "states": STATES,
        "asked": asked,
        "total": len(rows),
        "next_query": urlencode(following) if len(rows) > first + PAGE else "",
        "is_first": first == 0,
        "is_filtered": any(asked.values()),
        "may_edit": may_edit(actor),
    }


def cells_of(
    versions: Mapping[str, ReadyTextTranslation], built_in: BuiltInText | None, languages: Iterable[str]
) -> tuple[Cell, ...]:
    """How far each language of a text is."""
    return tuple(Cell(tag, _state(tag, versions, built_in)) for tag in languages)


def _rows(kind: str, stored: Sequence[ReadyText], languages: Sequence[str]) -> list[Row]:
    """The built-in texts in their order, then what only the operator wrote."""
    built_in = built_in_texts(kind)
    own = {each.slug: each for each in stored if each.kind == kind}
    slugs = list(dict.fromkeys([*built_in, *own]))
    return [_row(kind, slug, own.get(slug), built_in.get(slug), languages) for slug in slugs]


def _row(kind: str, slug: str, own: ReadyText | None, built_in: BuiltInText | None, languages: Sequence[str]) -> Row:
    versions = {each.language: each for each in own.translations.all()} if own else {}
    texts = {**(built_in.texts if built_in else {}), **{tag: each.text for tag, each in versions.items()}}
    language = next(iter(fallback_chain(from_django(get_language() or "en"), texts)), languages[0])
    return Row(
        kind=kind,
        slug=slug,
        title=own.title if own else built_in.title if built_in else slug,
        language=language,
        text=texts.get(language, ""),
        words=" ".join(texts.values()),
        team=own.team.name if own and own.team else "",
        is_active=own is None or own.is_active,
        cells=cells_of(versions, built_in, languages),
    )


def _state(tag: str, versions: Mapping[str, ReadyTextTranslation], built_in: BuiltInText | None) -> str:
    own = versions.get(tag)
    if own is None:
        return "built_in" if built_in and tag in built_in.texts else "missing"
    return "behind" if is_out_of_date(own, versions.get(own.source_language)) else "current"


def _is_wanted(row: Row, asked: Mapping[str, str]) -> bool:
    words = f"{row.title} {row.slug} {row.words}".casefold()
    if not all(word in words for word in asked["text"].casefold().split()):
        return False
    looked_at = [cell for cell in row.cells if not asked["language"] or cell.language == asked["language"]]
    return not asked["state"] or any(cell.state == asked["state"] for cell in looked_at)


def _count(kind: str, stored: Sequence[ReadyText]) -> int:
    return len({*built_in_texts(kind), *(each.slug for each in stored if each.kind == kind)})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
