from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loket.desk.dispute_lists import WantedQueue, queue_context
from loket.desk.dispute_pages import dispute_context, dispute_page
from loket.desk.views.answers import reader_language
from loket.disputes.access import get_dispute_for
from loket.disputes.actions.word_translating import ask_for_translations
from loket.disputes.models import Dispute
from loket.history.actions import record_look
from loket.orders.actions.talk_translating import ask_for_words
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

# Whoever answers customers reads and adds; who decides is for each action to say.
DISPUTE_ROLES = (Role.AGENT, Role.LEAD, Role.ADJUDICATOR, Role.SENIOR)


@require_safe
@staff_only(*DISPUTE_ROLES)
def index(request: StaffRequest) -> HttpResponse:
    """What waits for those who decide, the nearest deadline first."""
    context = queue_context(request.actor, WantedQueue.read(request.GET))
    template = "desk/disputes/_rows.html" if request.htmx.target == "dispute-rows" else "desk/disputes/list.html"
    return render(request, template, context)


@require_safe
@staff_only(*DISPUTE_ROLES)
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One dispute: both sides, the order's own record and talk; that somebody looked is recorded."""
    return show_dispute(request, get_dispute_for(request.actor, number))


def show_dispute(request: StaffRequest, dispute: Dispute, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one dispute, with forms as somebody filled them in."""
    record_look(dispute.subject, by=request.actor.label, actor_id=request.user.pk)
    language, now = reader_language(), timezone.now()
    page = dispute_page(dispute, request.actor, language=language, now=now)
    context = dispute_context(page, request.actor, **forms)
    # What neither of both sides needed in another language, whoever decides may.
    context["is_being_translated"] = ask_for_words(page.record.order, language, of=page.record.read)
    ask_for_translations(page.view, language)
    return render(request, "desk/disputes/dispute.html", context, status=status)
