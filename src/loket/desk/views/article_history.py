from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loket.desk.article_editor import requested_language
from loket.desk.differences import compare
from loket.knowledge.access import revision_for, revisions_for, translation_for
from loket.knowledge.actions.editing import restore
from loket.knowledge.models import Revision
from loket.people.http import StaffRequest, staff_only
from loket.people.language import display_name
from loket.people.models.user import Role

PAGE = 50


@staff_only(Role.EDITOR)
def history(request: StaffRequest, slug: str, language: str) -> HttpResponse:
    """Every version of one language of an article, the newest first."""
    translation = translation_for(request.actor, slug, requested_language(language))
    revisions = revisions_for(request.actor, translation)
    before = request.GET.get("before", "")
    if before.isdecimal() and len(before) < 10:
        revisions = revisions.filter(version__lt=int(before))
    rows = list(revisions[: PAGE + 1])
    context = {
        "section": "articles",
        "translation": translation,
        "language_name": display_name(translation.language),
        "revisions": rows[:PAGE],
        "next": rows[PAGE - 1].version if len(rows) > PAGE else None,
    }
    return render(request, "desk/articles/history.html", context)


@staff_only(Role.EDITOR)
def version(request: StaffRequest, slug: str, language: str, number: int) -> HttpResponse:
    """One version: what it changed, and on POST its return as the latest."""
    found = revision_for(request.actor, slug, requested_language(language), number)
    if request.method == "POST":
        stored = restore(found, by=request.actor)
        named = {"old": found.version, "new": stored.version}
        messages.success(request, _("Version %(old)d is back as version %(new)d. Publish it to show readers.") % named)
        return redirect("desk_article", slug, found.translation.language)
    latest = translation_for(request.actor, slug, found.translation.language).latest
    against = latest if request.GET.get("against") == "latest" else _one_before(request, found)
    pieces = compare(_words(against), _words(found)) if found.version > (against.version if against else 0) else None
    context = {
        "section": "articles",
        "revision": found,
        "against": against,
        "is_latest": latest is not None and latest.pk == found.pk,
        "pieces": compare(_words(found), _words(against)) if pieces is None else pieces,
        "language_name": display_name(found.translation.language),
    }
    return render(request, "desk/articles/version.html", context)


def _one_before(request: StaffRequest, revision: Revision) -> Revision | None:
    earlier = revisions_for(request.actor, revision.translation).filter(version__lt=revision.version)
    return earlier.first()


def _words(revision: Revision | None) -> str:
    if revision is None:
        return ""
    return "\n\n".join(filter(None, [revision.question, revision.answer, "\n".join(revision.also_asked)]))
