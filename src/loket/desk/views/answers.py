"""Answers that several of the desk's pages give."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django_htmx.http import trigger_client_event

from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.desk.outgoing import going_out
from loket.desk.panels import Details, details_of, standing_of
from loket.history.actions import record_look
from loket.people.http import StaffRequest
from loket.people.language import from_django
from loket.reception.readers import reader_of


def reader_language() -> str:
    """The language of the page as a tag."""
    return from_django(get_language() or "en")


def render_state(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """Everything around the conversation that changes with its state, each part to be put in its place."""
    conversation = get_conversation_for(request.actor, conversation_id)
    context = {
        "conversation": conversation,
        "standing": standing_of(conversation, request.actor),
        "details": details_seen(request, conversation),
        "goes_out": going_out(conversation, reader_of(request.actor, interface=reader_language())),
        "is_part": True,
    }
    return render(request, "desk/_state.html", context)


def details_seen(request: StaffRequest, conversation: Conversation) -> Details:
    """The panel beside a conversation; where an order stands in it, that somebody looked is recorded."""
    details = details_of(conversation, request.actor, reader=reader_language())
    if details.orders.panel is not None:
        record_look(details.orders.panel.order.subject, by=request.actor.label, actor_id=request.user.pk)
    return details


def acted(request: StaffRequest, conversation_id: UUID) -> HttpResponse:
    """The state after an act; the page then fetches what else is new."""
    return trigger_client_event(render_state(request, conversation_id), "conversation-changed")


def refused(sentence: str, *, status: int = HTTPStatus.CONFLICT) -> HttpResponse:
    """Nothing was done: why, as a notice, and the page fetches how things stand."""
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    trigger_client_event(response, "toast", {"text": sentence, "kind": "danger"})
    return trigger_client_event(response, "conversation-changed")
