from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.conversations.access import get_conversation_for
from loket.desk.macro_picker import macros_offered
from loket.people.http import StaffRequest, staff_only


@require_GET
@staff_only("agent", "lead")
def index(request: StaffRequest, id: UUID) -> HttpResponse:
    """Macros for the composer of a conversation, in the customer's language, filled."""
    conversation = get_conversation_for(request.actor, id)
    search = request.GET.get("q", "")[:200]
    offered = macros_offered(conversation, request.actor, search)
    return render(request, "desk/texts/_macros.html", {"offered": offered, "search": search})
