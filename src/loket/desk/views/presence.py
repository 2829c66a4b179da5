from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.presence import look_away, note_writing, tell_typing
from loket.conversations.queries import viewers_of
from loket.people.actions.staff import set_away
from loket.people.http import StaffRequest, staff_only

WRITING_LASTS = timedelta(seconds=6)


@require_POST
@staff_only("agent", "lead")
def switch(request: StaffRequest) -> HttpResponse:
    """Leave the counter, or come back to it."""
    set_away(request.user, away=request.POST.get("away") == "yes")
    if not request.htmx:
        return redirect("desk")
    return render(request, "desk/_away_changed.html")


@require_GET
@staff_only("agent", "lead")
def viewers(request: StaffRequest, id: UUID) -> HttpResponse:
    """The colleagues who have the conversation open, and who of them is writing."""
    conversation = get_conversation_for(request.actor, id)
    found = viewers_of(conversation.pk, except_user=request.user)
    since = timezone.now() - WRITING_LASTS
    writing = {each.user_id for each in found if each.typing_at and each.typing_at > since}
    return render(request, "desk/_viewers.html", {"viewers": found, "writing": writing})


@require_POST
@staff_only("agent", "lead")
def typing(request: StaffRequest, id: UUID) -> HttpResponse:
    """Tell colleagues, and for an answer also the customer, that somebody writes here."""
    conversation = get_conversation_for(request.actor, id)
    note_writing(conversation.pk, request.user, now=timezone.now())
    if conversation.agent_id == request.user.pk and request.POST.get("mode") == "reply":
        tell_typing(conversation.pk, sender="agent")
    return HttpResponse(status=204)


@require_POST
@staff_only("agent", "lead")
def leave(request: StaffRequest, id: UUID) -> HttpResponse:
    """Note that the conversation was left for another, or the page closed."""
    conversation = get_conversation_for(request.actor, id)
    look_away(conversation.pk, request.user)
    return HttpResponse(status=204)
