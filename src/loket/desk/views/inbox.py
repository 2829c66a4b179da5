from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from loket.desk.accounts import start_of
from loket.desk.rows import inbox_page, read_wanted
from loket.desk.views.answers import reader_language
from loket.people.access import may_answer
from loket.people.http import StaffRequest, staff_only


@require_GET
@staff_only()
def index(request: StaffRequest) -> HttpResponse:
    """The inbox with no conversation open; who answers nobody starts with their own work."""
    if not may_answer(request.actor):
        return redirect(start_of(request.user))
    inbox = inbox_page(request.actor, read_wanted(request.GET), reader=reader_language())
    return render(request, "desk/inbox.html", {"inbox": inbox, "section": "conversations"})


@require_GET
@staff_only("agent", "lead")
def rows(request: StaffRequest) -> HttpResponse:
    """The list alone, for the page to refresh itself or to go on; from its beginning with the counts."""
    wanted = read_wanted(request.GET)
    inbox = inbox_page(request.actor, wanted, reader=reader_language())
    template = "desk/_rows.html" if wanted.goes_on else "desk/_list.html"
    return render(request, template, {"inbox": inbox, "selected": request.GET.get("selected", "")})
