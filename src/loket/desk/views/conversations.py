from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.presence import look_at
from loket.conversations.queries import viewers_of
from loket.desk import threads
from loket.desk.outgoing import going_out
from loket.desk.panels import standing_of
from loket.desk.rows import inbox_page, read_wanted
from loket.desk.views.answers import details_seen, reader_language, render_state
from loket.history.actions import record_look
from loket.people.http import StaffRequest, staff_only
from loket.reception.readers import reader_of
from loket.reception.two_languages import read_as


@require_GET
@staff_only("agent", "lead")
def show(request: StaffRequest, id: UUID) -> HttpResponse:
    """One conversation beside the list it was opened from; that somebody looked is recorded."""
    conversation = get_conversation_for(request.actor, id)
    record_look(conversation.subject, by=request.actor.label, actor_id=request.user.pk)
    look_at(conversation.pk, request.user, now=timezone.now())
    reader = reader_of(request.actor, interface=reader_language())
    read_as(conversation, reader)
    context = {
        "conversation": conversation,
        "thread": threads.latest(request.actor, conversation),
        "standing": standing_of(conversation, request.actor),
        "details": details_seen(request, conversation),
        "goes_out": going_out(conversation, reader),
        "viewers": viewers_of(conversation.pk, except_user=request.user),
        "external_id": uuid4(),
        "section": "conversations",
        "view": read_wanted(request.GET).view,
    }
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "desk/_opened.html", context)
    context["inbox"] = inbox_page(request.actor, read_wanted(request.GET), reader=reader_language())
    return render(request, "desk/inbox.html", context)


@require_GET
@staff_only("agent", "lead")
def messages(request: StaffRequest, id: UUID) -> HttpResponse:
    """What was said before a message, or since one (and since a note)."""
    conversation = get_conversation_for(request.actor, id)
    record_look(conversation.subject, by=request.actor.label, actor_id=request.user.pk)
    before = _number(request, "before")
    if before:
        thread = threads.latest(request.actor, conversation, before=before)
    else:
        after, after_note = _number(request, "after"), _number(request, "after_note")
        thread = threads.newer(request.actor, conversation, after=after, after_note=after_note)
    return render(request, "desk/_items.html", {"conversation": conversation, "thread": thread})


@require_GET
@staff_only("agent", "lead")
def state(request: StaffRequest, id: UUID) -> HttpResponse:
    """How the conversation stands: its head, whose turn it is, and the panel."""
    return render_state(request, id)


def _number(request: StaffRequest, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
