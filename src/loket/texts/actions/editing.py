"""Writing ready texts: what is saved here is said from then on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from loket.history.actions import record
from loket.people.actors import Actor
from loket.people.language import canonical
from loket.people.models import Team
from loket.texts.access import check_may_edit
from loket.texts.actions.edition import texts_changed
from loket.texts.built_in import allowed_fields, built_in_texts
from loket.texts.fields import check_fields, with_plain_braces
from loket.texts.models import ReadyText, ReadyTextRevision, ReadyTextTranslation
from loket.texts.text_errors import StaleText, TextError

TEXT_LETTERS = 5_000
SUBJECT_LETTERS = 200
TITLE_LETTERS = 120
_SLUG = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to be said in one language; the fields stand in braces."""

    text: str
    subject: str = ""


@transaction.atomic
def create_text(kind: str, slug: str, *, title: str, by: Actor, team: Team | None = None) -> ReadyText:
    """Begin a ready text that has no words yet; raises TextError."""
    check_may_edit(by)
    if kind not in ReadyText.Kind.values:
        raise TextError(_("Choose one of the kinds of text."))
    slug = slug if _SLUG.fullmatch(slug) else slugify(slug)[:100].strip("-")
    if not slug:
        raise TextError(_("Write a short name of letters a-z, digits and dashes."))
    last = ReadyText.objects.filter(kind=kind).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    try:
        with transaction.atomic():
            text = ReadyText.objects.create(
                kind=kind, slug=slug, title=_title(title or slug), team=team, position=position
            )
    except IntegrityError as error:
        raise TextError(_("There is a text “%(slug)s” already.") % {"slug": slug}) from error
    _record("text.created", text, by=by)
    return text


@transaction.atomic
def begin_text(
    kind: str, slug: str, language: str, wording: Wording, *, title: str, by: Actor, team: Team | None = None
) -> ReadyText:
    """Begin a ready text with its first words; raises TextError, and then nothing is stored."""
    text = create_text(kind, slug, title=title, by=by, team=team)
    save_words(text, language, wording, by=by, base_version=0)
    return text


@transaction.atomic
def save_words(text: ReadyText, language: str, wording: Wording, *, by: Actor, base_version: int) -> ReadyTextRevision:
    """Say this in a language from now on, as a new version; the same words as before make none.

    ``base_version`` is the version that the writer started from, 0 for none. Raises StaleText where somebody has
    saved since, TextError for what cannot be said (BadField names the field).
    """
    check_may_edit(by)
    wording = _checked(text, wording)
    _lock(text)
    now = ReadyTextTranslation.objects.filter(ready_text=text, language=_tag(language)).first()
    if now is not None and (now.text, now.subject) == (wording.text, wording.subject):
        return now.revisions.get(version=now.version)
    if now is not None and now.version != base_version:
        raise StaleText(now)
    return _add_version(text, _tag(language), wording, by=by)


@transaction.atomic
def save_built_in(
    kind: str, slug: str, language: str, wording: Wording, *, by: Actor, base_version: int
) -> ReadyTextRevision:
    """Word a built-in text otherwise in one language, from the first time on; raises TextError as `save_words`."""
    check_may_edit(by)
    built_in = built_in_texts(kind).get(slug)
    if built_in is None:
        raise TextError(_("There is no such text in Loket."))
    text = ReadyText.objects.filter(kind=kind, slug=slug).first()
    text = text or create_text(kind, slug, title=built_in.title, by=by)
    return save_words(text, language, wording, by=by, base_version=base_version)


@transaction.atomic
def restore(revision: ReadyTextRevision, *, by: Actor) -> ReadyTextRevision:
    """Say what an earlier version said, as a new version."""
    check_may_edit(by)
    text, translation = revision.translation.ready_text, revision.translation
    wording = _checked(text, Wording(revision.text, revision.subject))
    _lock(text)
    translation.refresh_from_db()
    if (translation.text, translation.subject) == (wording.text, wording.subject):
        return translation.revisions.get(version=translation.version)
    note = _("Version %(number)d restored") % {"number": revision.version}
    return _add_version(text, translation.language, wording, by=by, note=note)


@transaction.atomic
def confirm_up_to_date(translation: ReadyTextTranslation, *, by: Actor) -> ReadyTextRevision:
    """Note that the words still fit their source, as a new version with the same words."""
    check_may_edit(by)
    _lock(translation.ready_text)
    translation.refresh_from_db()
    note = _("Compared with the source: still right")
    wording = Wording(translation.text, translation.subject)
    return _add_version(translation.ready_text, translation.language, wording, by=by, note=note)


@transaction.atomic
def set_details(text: ReadyText, *, title: str, team: Team | None, by: Actor) -> None:
    """What the desk calls a text, and whose agents are offered it."""
    check_may_edit(by)
    _lock(text)
    text.title, text.team = _title(title), team
    text.save(update_fields=["title", "team"])
    _record("text.described", text, by=by)


@transaction.atomic
def set_active(text: ReadyText, is_active: bool, *, by: Actor) -> None:
    """Use a text or put it away with all its words; a built-in one is then said as Loket words it."""
    check_may_edit(by)
    _lock(text)
    ReadyText.objects.filter(pk=text.pk).update(is_active=is_active)
    text.is_active = is_active
    _record("text.used" if is_active else "text.put_away", text, by=by)
    texts_changed()


def _checked(text: ReadyText, wording: Wording) -> Wording:
    said = with_plain_braces(wording.text).replace("\r\n", "\n").replace("\0", "").strip()
    subject = " ".join(with_plain_braces(wording.subject).replace("\0", "").split())
    if not said:
        raise TextError(_("Write the text first."))
    if len(said) > TEXT_LETTERS:
        raise TextError(_("The text is longer than %(most)d letters.") % {"most": TEXT_LETTERS})
    if len(subject) > SUBJECT_LETTERS:
        raise TextError(_("The subject is longer than %(most)d letters.") % {"most": SUBJECT_LETTERS})
    allowed = allowed_fields(text.kind, text.slug)
    check_fields(said, allowed)
    check_fields(subject, allowed)
    return Wording(said, subject)


def _lock(text: ReadyText) -> None:
    """Keep others from changing the text, in whichever language, until the transaction ends."""
    ReadyText.objects.select_for_update(no_key=True).get(pk=text.pk)


def _add_version(text: ReadyText, language: str, wording: Wording, *, by: Actor, note: str = "") -> ReadyTextRevision:
    versions = {each.language: each for each in ReadyTextTranslation.objects.filter(ready_text=text)}
    held_now = versions.get(language)
    source = _source(versions, held_now)
    translation, _is_new = ReadyTextTranslation.objects.update_or_create(
        ready_text=text,
        language=language,
        defaults={
            "text": wording.text,
            "subject": wording.subject,
            "version": held_now.version + 1 if held_now else 1,
            "source_language": source.language if source else "",
            "source_version": source.version if source else 0,
            "updated_by_id": by.actor_id,
            "updated_at": timezone.now(),
        },
    )
    revision = _revision(translation, note=note[:200])
    revision.save()
    _record("text.saved", text, by=by, language=language, version=translation.version)
    texts_changed()
    return revision


def _source(versions: dict[str, ReadyTextTranslation], own: ReadyTextTranslation | None) -> ReadyTextTranslation | None:
    """The text that is translated: what was written first; None for that one itself."""
    if own is not None:
        return versions.get(own.source_language)
    return next((each for each in versions.values() if not each.source_language), None)


def _revision(translation: ReadyTextTranslation, *, note: str = "") -> ReadyTextRevision:
    return ReadyTextRevision(
        translation=translation,
        version=translation.version,
        source_version=translation.source_version,
        subject=translation.subject,
        text=translation.text,
        author_id=translation.updated_by_id,
        note=note,
    )


def _title(title: str) -> str:
    title = " ".join(title.replace("\0", "").split())
    if not title:
        raise TextError(_("Give the text a name by which the desk finds it."))
    return title[:TITLE_LETTERS]


def _tag(language: str) -> str:
    try:
        return canonical(language)
    except ValueError as error:
        raise TextError(_("Choose a language such as en, pt-BR or id.")) from error


def _record(action: str, text: ReadyText, *, by: Actor, **data: object) -> None:
    told = {"kind": text.kind, "slug": text.slug, **data}
    record(action, f"text:{text.pk}", by=by.label, actor_id=by.actor_id, data=told)
