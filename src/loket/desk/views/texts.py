from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.desk.article_editor import requested_language
from loket.desk.forms.texts import DetailsForm, NewTextForm, WordsForm
from loket.desk.text_editor import Opened, open_text, preview_of, team_choices, text_context
from loket.desk.text_list import list_context
from loket.people.access import NotVisible, get_team_for
from loket.people.http import StaffRequest, staff_only
from loket.people.models import Team
from loket.texts.access import READING_ROLES, WRITING_ROLES
from loket.texts.actions.editing import (
    Wording,
    begin_text,
    confirm_up_to_date,
    save_built_in,
    save_words,
    set_active,
    set_details,
)
from loket.texts.models import ReadyTextRevision
from loket.texts.text_errors import StaleText, TextError


@staff_only(*READING_ROLES)
def texts(request: StaffRequest) -> HttpResponse:
    """The texts of one kind with the state of each language."""
    template = "desk/texts/_list.html" if request.htmx.target == "found" else "desk/texts/list.html"
    return render(request, template, list_context(request.actor, request.GET))


@staff_only(*WRITING_ROLES)
def new_text(request: StaffRequest) -> HttpResponse:
    """Begin a macro or a reason with its first words."""
    kind = request.GET.get("kind", "macro")
    form = NewTextForm(request.POST or None, teams=team_choices(request.actor), initial={"kind": kind})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begun = begin_text(
                given["kind"],
                given["slug"],
                given["language"],
                Wording(given["text"]),
                title=given["title"],
                team=_team(request, given.get("team", "")),
                by=request.actor,
            )
        except TextError as refused:
            form.add_error("text", str(refused))
        else:
            return redirect("desk_text", begun.kind, begun.slug, given["language"])
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/texts/new.html", {"section": "texts", "form": form}, status=status)


@staff_only(*READING_ROLES)
def text(request: StaffRequest, kind: str, slug: str, language: str) -> HttpResponse:
    """A ready text in one language beside the others; leads and editors word it."""
    opened, tag = open_text(request.actor, kind, slug), requested_language(language)
    if request.method != "POST":
        return render(request, "desk/texts/text.html", text_context(request.actor, opened, tag))
    form = WordsForm(request.POST, language=tag, has_subject=kind == "notice")
    status, newer = 422, None
    if form.is_valid():
        try:
            revision = _save(request, opened, tag, form)
        except StaleText as stale:
            status, newer = 409, stale.newer
            form = _on_top_of(form, stale)
        except TextError as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, _("Saved as version %(number)d; it counts now.") % {"number": revision.version})
            return redirect("desk_text", kind, slug, tag)
    context = text_context(request.actor, opened, tag, form=form, newer=newer)
    return render(request, "desk/texts/text.html", context, status=status)


@staff_only(*READING_ROLES)
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """What would be said of the text that is being written."""
    kind, slug = request.POST.get("kind", ""), request.POST.get("slug", "")
    context = {
        "preview": preview_of(kind, slug, request.POST.get("text", "")[:10_000]),
        "language": request.POST.get("language", "")[:20],
    }
    return render(request, "desk/texts/_preview.html", context)


@staff_only(*WRITING_ROLES)
@require_POST
def turn(request: StaffRequest, kind: str, slug: str, language: str) -> HttpResponse:
    """Confirm a translation, put a text away, or use it again."""
    opened, tag = open_text(request.actor, kind, slug), requested_language(language)
    deed, stored = request.POST.get("action"), opened.stored
    if deed == "confirm" and tag in opened.versions:
        confirm_up_to_date(opened.versions[tag], by=request.actor)
        messages.success(request, _("Noted: this text still fits its source."))
    elif deed in {"put_away", "use"} and stored is not None:
        set_active(stored, deed == "use", by=request.actor)
        told = _("It is used again.") if deed == "use" else _("It is put away. Nothing of it is lost.")
        messages.success(request, told)
    else:
        raise NotVisible
    return redirect("desk_text", kind, slug, tag)


@staff_only(*WRITING_ROLES)
@require_POST
def details(request: StaffRequest, kind: str, slug: str, language: str) -> HttpResponse:
    """Change what the desk calls a text, and whose agents are offered it."""
    opened, tag = open_text(request.actor, kind, slug), requested_language(language)
    form = DetailsForm(request.POST, teams=team_choices(request.actor), has_team=kind == "macro")
    if opened.stored is None or opened.built_in is not None or not form.is_valid():
        messages.error(request, _("Give the text a name by which the desk finds it."))
        return redirect("desk_text", kind, slug, tag)
    given = form.cleaned_data
    set_details(opened.stored, title=given["title"], team=_team(request, given.get("team", "")), by=request.actor)
    messages.success(request, _("Saved."))
    return redirect("desk_text", kind, slug, tag)


def _save(request: StaffRequest, opened: Opened, language: str, form: WordsForm) -> ReadyTextRevision:
    given = form.cleaned_data
    wording, base = Wording(given["text"], given.get("subject", "")), given["base_version"]
    if opened.built_in is not None:
        return save_built_in(opened.kind, opened.slug, language, wording, by=request.actor, base_version=base)
    if opened.stored is None:
        raise NotVisible
    return save_words(opened.stored, language, wording, by=request.actor, base_version=base)


def _on_top_of(form: WordsForm, stale: StaleText) -> WordsForm:
    """The same words, to be saved on top of the version that came meanwhile."""
    data = {**{name: form.data.get(name, "") for name in form.fields}, "base_version": str(stale.newer.version)}
    return WordsForm(data, language=stale.newer.language, has_subject="subject" in form.fields)


def _team(request: StaffRequest, slug: str) -> Team | None:
    return get_team_for(request.actor, slug) if slug else None
