"""Gathers what the editors' pages show; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import get_language

from loket.desk.differences import Piece, compare
from loket.desk.forms.articles import PlaceForm, TextForm
from loket.desk.forms.fields import offered_languages
from loket.knowledge.access import LanguageState, language_states, reception_of, revision_for, topics_for
from loket.knowledge.article_list import ListedArticle, ListFilters, list_articles
from loket.knowledge.models import Article, ArticleTranslation, Revision, Topic
from loket.people.access import NotVisible
from loket.people.actors import Actor
from loket.people.language import canonical, direction, display_name, fallback_chain

STATES = ("published", "draft", "behind", "missing", "archived")
FEEDBACK_DAYS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One language of one article: its tag and how far it is."""

    language: str
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the matrix."""

    article: ListedArticle
    topic: str
    cells: tuple[Cell, ...]


def requested_language(language: str) -> str:
    """The tag in an address, as it is usually written; raises NotVisible for what is none."""
    try:
        return canonical(language)
    except ValueError as error:
        raise NotVisible from error


def topic_choices(actor: Actor) -> list[tuple[int, str]]:
    """All topics for a select, subtopics behind their topic's name."""
    topics = arranged_topics(actor)
    names = {topic.pk: topic_name(topic) for topic in topics}
    return [
        (topic.pk, f"{names[topic.parent_id]} › {names[topic.pk]}" if topic.parent_id else names[topic.pk])
        for topic in topics
    ]


def arranged_topics(actor: Actor) -> list[Topic]:
    """All topics in their order, each followed by its subtopics."""
    topics = sorted(topics_for(actor), key=lambda each: (each.position, each.pk))
    tops = [each for each in topics if each.parent_id is None]
    return [each for top in tops for each in [top, *(below for below in topics if below.parent_id == top.pk)]]


def topic_name(topic: Topic) -> str:
    """A topic's name in the page's language or the nearest; its slug when it has none."""
    titles = {title.language: title.title for title in topic.titles.all()}
    chain = fallback_chain(get_language() or "en", titles)
    return titles[chain[0]] if chain else topic.slug


def list_context(actor: Actor, query: Mapping[str, str]) -> dict[str, Any]:
    """One page of the list, its filters, and the names of topics and languages."""
    languages = offered_languages()
    asked = {name: query.get(name, "")[:200] for name in ("text", "topic", "state", "language")}
    page = list_articles(actor, ListFilters(**asked, expected=tuple(languages)), after=query.get("after", "")[:100])
    topics = arranged_topics(actor)
    names = {topic.pk: topic_name(topic) for topic in topics}
    more = {state.language for row in page.rows for state in row.languages}
    columns = offered_languages(sorted(more))
    following = {**{name: value for name, value in asked.items() if value}, "after": page.next}
    return {
        "section": "articles",
        "rows": [_row(each, names, columns) for each in page.rows],
        "columns": columns,
        "languages": [(tag, display_name(tag)) for tag in languages],
        "topics": [(topic.slug, names[topic.pk]) for topic in topics if topic.parent_id is None],
        "states": STATES,
        "asked": asked,
        "total": page.total,
        "next_query": urlencode(following) if page.next else "",
        "is_filtered": any(asked.values()),
        "is_first": not query.get("after"),
    }


def article_context(
    actor: Actor, article: Article, language: str, *, form: TextForm | None = None, newer: Revision | None = None
) -> dict[str, Any]:
    """Everything the page for one language of an article shows."""
    translations = {each.language: each for each in article.translations.all()}
    translation, source = translations.get(language), translations.get(article.source_language)
    states = {state.language: state for state in language_states(article)}
    latest = newer or (translation.latest if translation else None)
    is_source = language == article.source_language
    if newer and form:
        form = _with_base(form, newer)
    form = _in_language(form or TextForm(initial=_values(latest)), language)
    return {
        "section": "articles",
        "article": article,
        "language": language,
        "language_name": display_name(language),
        "state": states.get(language),
        "cells": [_cell(tag, states.get(tag)) for tag in offered_languages(states)],
        "translation": translation,
        "latest": latest,
        "newer": newer,
        "difference": _difference(newer, form) if newer else [],
        "form": form,
        "place_form": PlaceForm(topics=topic_choices(actor), initial={"topic": article.topic_id}),
        "source": None if is_source or source is None else (source.published or source.latest),
        "source_name": display_name(article.source_language),
        "source_changes": [] if is_source else _source_changes(actor, article, translation, source),
        "reception": _reception(actor, translation),
        "days": FEEDBACK_DAYS,
    }


def _row(article: ListedArticle, topics: Mapping[int, str], columns: list[str]) -> Row:
    states = {state.language: state for state in article.languages}
    cells = tuple(_cell(tag, states.get(tag)) for tag in columns)
    return Row(article, topics.get(article.topic_id, ""), cells)


def _cell(language: str, state: LanguageState | None) -> Cell:
    if state is None or not state.version:
        return Cell(language, "missing")
    if state.is_out_of_date:
        return Cell(language, "behind")
    return Cell(language, "published" if state.is_published and not state.has_newer_draft else "draft")


def _values(revision: Revision | None) -> dict[str, object]:
    if revision is None:
        return {"base_version": 0}
    return {
        "base_version": revision.version,
        "question": revision.question,
        "answer": revision.answer,
        "also_asked": "\n".join(revision.also_asked),
    }


def _in_language(form: TextForm, language: str) -> TextForm:
    """Tell screen readers and spell checkers in which language the fields are written."""
    for name in ("question", "answer", "also_asked"):
        form.fields[name].widget.attrs |= {"lang": language, "dir": direction(language)}
    return form


def _with_base(form: TextForm, newer: Revision) -> TextForm:
    """The same words, to be saved on top of the version that came meanwhile."""
    data = {**{name: form.data.get(name, "") for name in form.fields}, "base_version": str(newer.version)}
    again = TextForm(data)
    again.is_valid()
    return again


def _difference(newer: Revision, form: TextForm) -> list[Piece]:
    mine = f"{form.data['question']}\n\n{form.data['answer']}".replace("\r\n", "\n")
    return compare(f"{newer.question}\n\n{newer.answer}", mine)


def _source_changes(
    actor: Actor, article: Article, translation: ArticleTranslation | None, source: ArticleTranslation | None
) -> list[Piece]:
    """What was changed in the source since the text of this translation; nothing where it is not behind."""
    shown = translation.latest if translation else None
    now = source.published if source else None
    if shown is None or now is None or not 0 < shown.source_version < now.text_version:
        return []
    before = revision_for(actor, article.slug, article.source_language, shown.source_version)
    return compare(f"{before.question}\n\n{before.answer}", f"{now.question}\n\n{now.answer}")


def _reception(actor: Actor, translation: ArticleTranslation | None) -> object:
    if translation is None:
        return None
    since = timezone.now().date() - timedelta(days=FEEDBACK_DAYS)
    return reception_of(actor, translation, since=since)
