from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loket.desk.article_editor import requested_language
from loket.desk.differences import compare
from loket.people.http import StaffRequest, staff_only
from loket.people.language import display_name
from loket.texts.access import READING_ROLES, may_edit, revision_for, revisions_for, text_for
from loket.texts.actions.editing import restore
from loket.texts.models import ReadyTextRevision
from loket.texts.text_errors import TextError

PAGE = 50


@staff_only(*READING_ROLES)
def history(request: StaffRequest, kind: str, slug: str, language: str) -> HttpResponse:
    """Every version of one language of a text, the newest first."""
    tag = requested_language(language)
    revisions = revisions_for(request.actor, kind, slug, tag)
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 10:
        revisions = revisions.filter(version__lt=int(before))
    rows = list(revisions[: PAGE + 1])
    context = {
        "section": "texts",
        "text": text_for(request.actor, kind, slug),
        "language": tag,
        "language_name": display_name(tag),
        "revisions": rows[:PAGE],
        "next": rows[PAGE - 1].version if len(rows) > PAGE else None,
    }
    return render(request, "desk/texts/history.html", context)


@staff_only(*READING_ROLES)
def version(request: StaffRequest, kind: str, slug: str, language: str, number: int) -> HttpResponse:
    """One version: what it changed, and on POST its return as what is said."""
    tag = requested_language(language)
    found = revision_for(request.actor, kind, slug, tag, number)
    if request.method == "POST":
        return _bring_back(request, found)
    before = revisions_for(request.actor, kind, slug, tag).filter(version__lt=number).first()
    context = {
        "section": "texts",
        "revision": found,
        "text": found.translation.ready_text,
        "language": tag,
        "language_name": display_name(tag),
        "is_latest": found.version == found.translation.version,
        "pieces": compare(before.text if before else "", found.text),
        "may_edit": may_edit(request.actor),
    }
    return render(request, "desk/texts/version.html", context)


def _bring_back(request: StaffRequest, found: ReadyTextRevision) -> HttpResponse:
    text = found.translation.ready_text
    try:
        stored = restore(found, by=request.actor)
    except TextError as refused:
        messages.error(request, str(refused))
    else:
        named = {"old": found.version, "new": stored.version}
        messages.success(request, _("Version %(old)d is back as version %(new)d.") % named)
    return redirect("desk_text", text.kind, text.slug, found.translation.language)
