from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.desk.rows import inbox_page, read_wanted
from loket.desk.views.answers import reader_language
from loket.knowledge.search import search
from loket.people.http import StaffRequest, staff_only

MOST_ARTICLES = 6


@require_GET
@staff_only("agent", "lead")
def index(request: StaffRequest) -> HttpResponse:
    """Conversations by number, customer or words; without words the view that was open."""
    wanted = read_wanted(request.GET)
    inbox = inbox_page(request.actor, wanted, reader=reader_language())
    if not request.htmx:
        return render(request, "desk/inbox.html", {"inbox": inbox, "section": "conversations"})
    template = "desk/_rows.html" if wanted.before else "desk/_list.html"
    return render(request, template, {"inbox": inbox, "selected": request.GET.get("selected", "")})


@require_GET
@staff_only("agent", "lead")
def articles(request: StaffRequest) -> HttpResponse:
    """Published articles for ``[[``, in the customer's language where they exist in it."""
    text = request.GET.get("q", "")
    hits = search(text, language=request.GET.get("language", "en"), limit=MOST_ARTICLES)
    return render(request, "desk/_found_articles.html", {"hits": hits, "text": text})
