from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.desk.forms.suggestions import AcceptForm, first_error
from loket.desk.suggestion_pages import (
    article_context,
    articles_context,
    examples_context,
    shell_context,
    turned_down_context,
)
from loket.knowledge.article_errors import ArticleError
from loket.learning.access import DECIDING_ROLES, proposal_for
from loket.learning.actions.deciding import accept, offer_again, reject
from loket.learning.actions.working import start
from loket.learning.models import Proposal
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only
from loket.people.language import display_name


@require_safe
@staff_only(*DECIDING_ROLES)
def index(request: StaffRequest) -> HttpResponse:
    """Proposed ways of asking by article; alone how far reading is, for a page that waits for it."""
    if request.htmx.target == "looking":
        return render(request, "desk/suggestions/_looking.html", shell_context(request.actor, "wordings"))
    return render(request, "desk/suggestions/wordings.html", articles_context(request.actor, request.GET))


@require_safe
@staff_only(*DECIDING_ROLES)
def of_article(request: StaffRequest, slug: str) -> HttpResponse:
    """All proposals for one article."""
    return render(request, "desk/suggestions/wordings.html", article_context(request.actor, slug, request.GET))


@require_safe
@staff_only(*DECIDING_ROLES)
def turned_down(request: StaffRequest) -> HttpResponse:
    """What was turned down, to be offered again."""
    return render(request, "desk/suggestions/turned_down.html", turned_down_context(request.actor, request.GET))


@require_safe
@staff_only(*DECIDING_ROLES)
def examples(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Who asked like this, when, and how it came to its article."""
    context = examples_context(request.actor, proposal_for(request.actor, proposal_id), here="wordings")
    return render(request, "desk/suggestions/examples.html", context)


@require_POST
@staff_only(*DECIDING_ROLES)
def search(request: StaffRequest) -> HttpResponse:
    """Read what was said since the last time, now instead of at night."""
    start(by=request.actor)
    return redirect(_way_back(request))


@require_POST
@staff_only(*DECIDING_ROLES)
def decide(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """Accept a wording as it stands in the form, turn it down, or offer it again."""
    proposal, deed = proposal_for(request.actor, proposal_id), request.POST.get("action")
    if deed == "accept":
        return _accept(request, proposal)
    if deed == "reject":
        reject(proposal, by=request.actor)
        messages.success(request, _("Turned down: “%(text)s” is not proposed again.") % {"text": proposal.text})
    elif deed == "offer":
        offer_again(proposal, by=request.actor)
        messages.success(request, _("Offered again: “%(text)s”.") % {"text": proposal.text})
    else:
        raise NotVisible
    return redirect(_way_back(request))


def _accept(request: StaffRequest, proposal: Proposal) -> HttpResponse:
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, first_error(form))
        return redirect(_way_back(request, stay=proposal))
    text, language = form.cleaned_data["text"], form.cleaned_data["language"]
    try:
        done = accept(proposal, text=text, language=language, by=request.actor)
    except ArticleError as refused:
        messages.error(request, str(refused))
        return redirect(_way_back(request, stay=proposal))
    named = {"text": text, "language": display_name(done.language)}
    if done.is_published:
        messages.success(request, _("Added in %(language)s: “%(text)s”.") % named)
    else:
        messages.success(request, _("Added to the draft in %(language)s: “%(text)s”. Publish it to use it.") % named)
    return redirect(_way_back(request))


def _way_back(request: StaffRequest, *, stay: Proposal | None = None) -> str:
    """The page that the form stood on, at the row after the one decided."""
    page = request.POST.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None):
        page = reverse("desk_suggestions")
    row = f"p-{stay.pk}" if stay else request.POST.get("next", "")
    return f"{page.partition('#')[0]}#{row}" if row.removeprefix("p-").isdecimal() else page
