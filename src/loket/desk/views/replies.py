from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.locking import NotYourTurn, Stale
from loket.conversations.actions.replies import Words
from loket.conversations.models import Conversation
from loket.desk import threads
from loket.desk.forms.conversations import ReplyForm, first_error
from loket.desk.views.answers import refused
from loket.files.actions import UploadNotFound, UploadRefused
from loket.people.http import StaffRequest, staff_only
from loket.reception.two_languages import reply
from loket.translation.detection import detect


@require_POST
@staff_only("agent", "lead")
def create(request: StaffRequest, id: UUID) -> HttpResponse:
    """Answer the customer, once; on a stale page nothing is sent and what came meanwhile is shown."""
    conversation = get_conversation_for(request.actor, id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return refused(first_error(form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        reply(conversation, _words(form, conversation), by=request.actor, seen_sequence=form.cleaned_data["seen"])
    except Stale:
        return _render_news(request, conversation, form, "desk/_stale.html", status=HTTPStatus.CONFLICT)
    except NotYourTurn:
        return refused(_not_your_turn(request, id))
    except UploadNotFound:
        text = _("A file could not be found. Attach it again.")
        return refused(text, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except UploadRefused as refusal:
        return refused(refusal.message, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _render_news(request, conversation, form, "desk/_items.html", status=HTTPStatus.CREATED)


def _words(form: ReplyForm, conversation: Conversation) -> Words:
    text: str = form.cleaned_data["text"]
    # The agent's own language may be meant: what was written decides, not what the customer reads.
    language = detect(text, prior=(conversation.language,)).language if text else conversation.language
    return Words(
        text=text,
        language=language,
        uploads=form.cleaned_data["uploads"],
        external_id=f"desk-{form.cleaned_data['external_id']}",
    )


def _render_news(
    request: StaffRequest, conversation: Conversation, form: ReplyForm, template: str, *, status: int
) -> HttpResponse:
    seen: int = form.cleaned_data["seen"]
    thread = threads.newer(request.actor, conversation, after=seen, after_note=conversation.last_note_sequence)
    return render(request, template, {"conversation": conversation, "thread": thread}, status=status)


def _not_your_turn(request: StaffRequest, conversation_id: UUID) -> str:
    current = get_conversation_for(request.actor, conversation_id)
    if current.is_closed:
        return _("This conversation is closed. Reopen it to answer; your text is kept.")
    if current.agent is None:
        return _("Take the conversation before you answer; your text is kept.")
    return _("%(name)s has this conversation. Take it over before you answer; your text is kept.") % {
        "name": current.agent.first_name
    }
