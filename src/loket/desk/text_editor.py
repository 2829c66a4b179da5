"""Gathers what the page of one ready text shows; reads only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loket.desk.differences import Piece, compare
from loket.desk.forms.texts import DetailsForm, WordsForm
from loket.desk.text_list import cells_of
from loket.desk.text_words import field_name
from loket.people.access import NotVisible, teams_visible_to
from loket.people.actors import StaffActor
from loket.people.language import display_name
from loket.texts.access import may_edit, revisions_for, visible_to
from loket.texts.built_in import BuiltInText, allowed_fields, built_in_texts
from loket.texts.fields import SAMPLES, check_fields, fill
from loket.texts.languages import text_languages
from loket.texts.models import ReadyText, ReadyTextTranslation
from loket.texts.queries import is_out_of_date
from loket.texts.text_errors import BadField

BETWEEN_WORDINGS = "\n---\n"


@dataclass(frozen=True, slots=True)
class Beside:
    """The same text in another language, as it is shown beside the one that is written."""

    language: str
    text: str
    subject: str
    is_built_in: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A ready text at the desk: what is stored of it, what is built in, or both."""

    kind: str
    slug: str
    stored: ReadyText | None
    built_in: BuiltInText | None
    versions: dict[str, ReadyTextTranslation]

    @property
    def title(self) -> str:
        """What the desk calls it."""
        if self.stored is not None:
            return self.stored.title
        return self.built_in.title if self.built_in else self.slug

    @property
    def is_active(self) -> bool:
        """Whether the operator's words are said."""
        return self.stored is None or self.stored.is_active


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be said with the samples, in pieces of which one is said; or what is wrong with it."""

    texts: tuple[str, ...]
    problem: str


def open_text(actor: StaffActor, kind: str, slug: str) -> Opened:
    """One ready text, whether stored or only built in; raises NotVisible."""
    stored = visible_to(actor).filter(kind=kind, slug=slug).first()
    built_in = built_in_texts(kind).get(slug)
    if stored is None and built_in is None:
        raise NotVisible
    versions = {each.language: each for each in stored.translations.all()} if stored else {}
    return Opened(kind, slug, stored, built_in, versions)


def text_context(
    actor: StaffActor,
    opened: Opened,
    language: str,
    *,
    form: WordsForm | None = None,
    newer: ReadyTextTranslation | None = None,
) -> dict[str, Any]:
    """Everything the page for one language of a text shows."""
    now = newer or opened.versions.get(language)
    source = opened.versions.get(now.source_language) if now else None
    form = form or words_form(opened, language, now)
    written = str(form["text"].value() or "")
    cells = cells_of(opened.versions, opened.built_in, text_languages(opened.versions))
    return {
        "section": "texts",
        "opened": opened,
        "language": language,
        "language_name": display_name(language),
        "now": now,
        "newer": newer,
        "difference": compare(newer.text, written.replace("\r\n", "\n")) if newer else [],
        "state": next((cell.state for cell in cells if cell.language == language), "missing"),
        "cells": cells,
        "form": form,
        "fields": [(name, field_name(name)) for name in allowed_fields(opened.kind, opened.slug)],
        "preview": preview_of(opened.kind, opened.slug, written),
        "beside": _beside(opened, language),
        "source_changes": _source_changes(actor, opened, now, source),
        "details_form": _details_form(actor, opened),
        "may_edit": may_edit(actor),
        "has_wordings": BETWEEN_WORDINGS in _built_in_words(opened, language),
    }


def words_form(opened: Opened, language: str, now: ReadyTextTranslation | None) -> WordsForm:
    """The form with what is said now; where nothing was written, a built-in text stands in it to begin with."""
    built_in = opened.built_in
    initial: dict[str, object] = {"base_version": 0, "text": _built_in_words(opened, language)}
    if built_in and now is None:
        initial["subject"] = built_in.subjects.get(language, "")
    if now is not None:
        initial = {"base_version": now.version, "text": now.text, "subject": now.subject}
    return WordsForm(initial=initial, language=language, has_subject=opened.kind == "notice")


def preview_of(kind: str, slug: str, text: str) -> Preview:
    """What would be said, filled with samples; a field without one shows its name."""
    allowed = allowed_fields(kind, slug)
    try:
        check_fields(text, allowed)
    except BadField as bad:
        return Preview((), str(bad))
    samples = {name: SAMPLES.get(name, f"‹{field_name(name)}›") for name in allowed}
    said = [fill(each, samples).text for each in text.replace("\r\n", "\n").split(BETWEEN_WORDINGS)]
    return Preview(tuple(filter(None, said)), "")


def team_choices(actor: StaffActor) -> list[tuple[str, str]]:
    """The teams whose agents a macro may be for."""
    return [(team.slug, team.name) for team in teams_visible_to(actor)]


def _details_form(actor: StaffActor, opened: Opened) -> DetailsForm | None:
    if opened.stored is None or opened.built_in is not None:
        return None
    team = opened.stored.team
    initial = {"title": opened.stored.title, "team": team.slug if team else ""}
    return DetailsForm(initial=initial, teams=team_choices(actor), has_team=opened.kind == "macro")


def _beside(opened: Opened, language: str) -> list[Beside]:
    """The other languages, what this one is translated from first, and what is built in for this one."""
    own = opened.versions.get(language)
    source = own.source_language if own else next((tag for tag in opened.versions if _is_source(opened, tag)), "")
    others = sorted((tag for tag in opened.versions if tag != language), key=lambda tag: tag != source)
    shown = [Beside(tag, opened.versions[tag].text, opened.versions[tag].subject) for tag in others]
    if opened.built_in is None:
        return shown
    built_in = opened.built_in
    tags = [tag for tag in (language, "en", *built_in.texts) if tag in built_in.texts]
    known = {each.language for each in shown} | (set() if own else {language})
    tags = [tag for tag in dict.fromkeys(tags) if tag not in known]
    return [*shown, *(Beside(tag, built_in.texts[tag], built_in.subjects.get(tag, ""), True) for tag in tags)]


def _is_source(opened: Opened, tag: str) -> bool:
    return not opened.versions[tag].source_language


def _built_in_words(opened: Opened, language: str) -> str:
    return opened.built_in.texts.get(language, "") if opened.built_in else ""


def _source_changes(
    actor: StaffActor, opened: Opened, now: ReadyTextTranslation | None, source: ReadyTextTranslation | None
) -> list[Piece]:
    """What was changed in the source since this translation; nothing where it is not behind."""
    if now is None or source is None or not is_out_of_date(now, source):
        return []
    rows = revisions_for(actor, opened.kind, opened.slug, source.language)
    before = rows.filter(version=now.source_version).first()
    return compare(before.text if before else "", source.text)
