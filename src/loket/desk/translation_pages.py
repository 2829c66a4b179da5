"""Gathers what the pages about translation show: the memory, the glossary, and who translates; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from loket.desk.forms.translation import EntryForm, TermForm
from loket.people.actors import Actor
from loket.texts.languages import text_languages
from loket.translation.access import entries_visible_to, may_edit, terms_visible_to
from loket.translation.choosing import engines_for
from loket.translation.configured import configured_engines, setting_problems
from loket.translation.models import GlossaryTerm, MemoryEntry
from loket.translation.port import Engine
from loket.translation.shapes import NEUTRAL
from loket.translation.tags import plain

PAGE = 50
# Whoever reads a list of pairs longer than this looks at the table of languages instead.
MOST_PAIRS = 12


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a remembered text, or the number of a slot in it."""

    text: str
    is_slot: bool


@dataclass(frozen=True, slots=True)
class Remembered:
    """One approved translation as it is listed."""

    entry: MemoryEntry
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the shop's with all that is said of it; ``id`` is that of any of its rows."""

    id: int
    term: str
    language: str
    rows: tuple[GlossaryTerm, ...]


@dataclass(frozen=True, slots=True)
class Translator:
    """An engine as the operator meets it; ``pairs`` is empty where it takes any or too many to name."""

    name: str
    is_local: bool
    takes_any: bool
    count: int
    pairs: tuple[tuple[str, str], ...]


def memory_context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the approved translations, narrowed down, the most used first."""
    asked = {name: query.get(name, "")[:200] for name in ("text", "pair")}
    visible = entries_visible_to(actor)
    wanted = _of_pair(_with_words(visible, asked["text"]), asked["pair"])
    before = query.get("before", "")
    rows = list(_after(wanted, before)[: PAGE + 1])
    pairs = visible.order_by().values_list("source_language", "target_language").distinct()
    return {
        **_shell(actor, "memory"),
        "rows": [Remembered(each, _pieces(each.source), _pieces(each.target)) for each in rows[:PAGE]],
        "total": wanted.count(),
        "pairs": sorted(pairs),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "is_first": not before,
        "first_query": _query(asked),
        "next_query": _query(asked, before=_place(rows[PAGE - 1])) if len(rows) > PAGE else "",
    }


def entry_context(actor: Actor, form: EntryForm, entry: MemoryEntry) -> dict[str, Any]:
    """The page on which one approved translation is put in better words."""
    return {**_shell(actor, "memory"), "form": form, "row": Remembered(entry, _pieces(entry.source), ())}


def glossary_context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the shop's terms, each with all that is said of it."""
    asked = {"text": query.get("text", "")[:200]}
    wanted = _with_word(terms_visible_to(actor), asked["text"])
    keys = wanted.order_by().annotate(word=Lower("term")).values_list("language", "word").distinct()
    language, _colon, word = query.get("after", "")[:200].partition(":")
    following = keys.filter(Q(language__gt=language) | Q(language=language, word__gt=word)) if language else keys
    page = list(following.order_by("language", "word")[: PAGE + 1])
    return {
        **_shell(actor, "glossary"),
        "terms": _terms(actor, page[:PAGE]),
        "total": keys.count(),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "is_first": not language,
        "first_query": _query(asked),
        "next_query": _query(asked, after=":".join(page[PAGE - 1])) if len(page) > PAGE else "",
    }


def term_context(actor: Actor, form: TermForm, rows: Sequence[GlossaryTerm] = ()) -> dict[str, Any]:
    """The page on which one term is said, in all languages at once."""
    return {**_shell(actor, "glossary"), "form": form, "rows": rows, "term": rows[0] if rows else None}


def engines_context(actor: Actor) -> dict[str, Any]:
    """Who translates which pair, in the order in which they are asked, and what keeps others from it."""
    languages = list(dict.fromkeys(plain(tag) for tag in text_languages()))
    return {
        **_shell(actor, "engines"),
        "translators": [_translator(engine) for engine in configured_engines()],
        "problems": setting_problems() if may_edit(actor) else (),
        "is_named": bool(settings.LOKET_TRANSLATORS),
        "languages": languages,
        "table": [(source, [_names(source, target) for target in languages]) for source in languages],
        "total": entries_visible_to(actor).count(),
    }


def term_languages(actor: Actor) -> list[str]:
    """The languages between which terms are set: those of the house, and those that have terms already."""
    used = terms_visible_to(actor).order_by().values_list("language", "target_language").distinct()
    return list(dict.fromkeys([*map(plain, text_languages()), *sorted({tag for pair in used for tag in pair if tag})]))


def _shell(actor: Actor, here: str) -> dict[str, Any]:
    editable = may_edit(actor)
    return {
        "section": "translation",
        "here": here,
        "may_edit": editable,
        "problem_count": len(setting_problems()) if editable else 0,
    }


def _with_words(entries: QuerySet[MemoryEntry], text: str) -> QuerySet[MemoryEntry]:
    for word in text.split()[:10]:
        entries = entries.filter(Q(source__icontains=word) | Q(target__icontains=word))
    return entries


def _of_pair(entries: QuerySet[MemoryEntry], pair: str) -> QuerySet[MemoryEntry]:
    source, _colon, target = pair.partition(":")
    return entries.filter(source_language=source, target_language=target) if pair else entries


def _after(entries: QuerySet[MemoryEntry], place: str) -> QuerySet[MemoryEntry]:
    uses, _dash, key = place.partition("-")
    if not (_is_number(uses) and _is_number(key)):
        return entries
    return entries.filter(Q(uses__lt=int(uses)) | Q(uses=int(uses), pk__lt=int(key)))


def _place(entry: MemoryEntry) -> str:
    return f"{entry.uses}-{entry.pk}"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _with_word(terms: QuerySet[GlossaryTerm], text: str) -> QuerySet[GlossaryTerm]:
    return terms.filter(Q(term__icontains=text.strip()) | Q(rendering__icontains=text.strip())) if text else terms


def _terms(actor: Actor, keys: Iterable[tuple[str, str]]) -> list[Term]:
    wanted = set(keys)
    visible = terms_visible_to(actor).annotate(word=Lower("term"))
    languages, words = {language for language, _word in wanted}, {word for _language, word in wanted}
    rows = visible.filter(language__in=languages, word__in=words).order_by("language", "word", "target_language")
    groups = [(key, tuple(of)) for key, of in groupby(rows, key=lambda row: (row.language, row.word))]
    return [Term(of[0].pk, of[0].term, of[0].language, of) for key, of in groups if key in wanted]


def _pieces(text: str) -> tuple[Piece, ...]:
    parts = NEUTRAL.split(text)
    return tuple(Piece(part, number % 2 == 1) for number, part in enumerate(parts) if part)


def _translator(engine: Engine) -> Translator:
    pairs = engine.pairs()
    named = tuple(sorted(pairs)) if pairs and len(pairs) <= MOST_PAIRS else ()
    return Translator(engine.name, engine.name in {"fxtranslate", "apertium"}, pairs is None, len(pairs or ()), named)


def _names(source: str, target: str) -> list[str] | None:
    return None if source == target else [engine.name for engine in engines_for(source, target)]


def _query(asked: Mapping[str, str], **more: str) -> str:
    return urlencode({name: value for name, value in {**asked, **more}.items() if value})
