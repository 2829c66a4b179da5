from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from loket.assistant.queries import find_trace
from loket.conversations.access import get_conversation_for
from loket.desk.whys import explain
from loket.people.http import StaffRequest, staff_only


@require_GET
@staff_only("agent", "lead")
def show(request: StaffRequest, id: UUID, trace_id: int) -> HttpResponse:
    """What one of the assistant's decisions rests on."""
    conversation = get_conversation_for(request.actor, id)
    trace = find_trace(conversation.pk, trace_id)
    if trace is None:
        raise Http404
    return render(request, "desk/_why.html", {"why": explain(trace, request.actor)})
