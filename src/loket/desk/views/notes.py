from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.replies import add_note
from loket.desk import threads
from loket.desk.forms.conversations import NoteForm, first_error
from loket.desk.views.answers import refused
from loket.people.http import StaffRequest, staff_only


@require_POST
@staff_only("agent", "lead")
def create(request: StaffRequest, id: UUID) -> HttpResponse:
    """Write something that only staff read."""
    conversation = get_conversation_for(request.actor, id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refused(first_error(form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    note = add_note(id, form.cleaned_data["text"], by=request.actor, external_id=form.cleaned_data["external_id"])
    thread = threads.newer(
        request.actor, conversation, after=note.after_message, after_note=conversation.last_note_sequence
    )
    return render(
        request, "desk/_items.html", {"conversation": conversation, "thread": thread}, status=HTTPStatus.CREATED
    )
