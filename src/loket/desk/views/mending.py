from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from loket.conversations.access import get_message_for
from loket.conversations.actions.translating import TranslationChanged
from loket.conversations.models import Message
from loket.conversations.queries import version_of
from loket.desk import threads
from loket.desk.forms.conversations import MendingForm, first_error
from loket.desk.views.answers import reader_language, refused
from loket.people.http import StaffRequest, staff_only
from loket.reception.mending import NotTheirLanguage, mend
from loket.reception.readers import reader_of


@require_POST
@staff_only("agent", "lead")
def create(request: StaffRequest, id: UUID, sequence: int, language: str) -> HttpResponse:
    """Put a person's words in the place of a machine's; the message as it then reads comes back."""
    message = get_message_for(request.actor, id, sequence)
    form = MendingForm(request.POST)
    if not form.is_valid():
        return refused(first_error(form), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    reader = reader_of(request.actor, interface=reader_language())
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    try:
        mended = mend(message, language, text=text, seen=seen, reader=reader, by=request.actor)
    except NotTheirLanguage:
        return refused(_("Who mends a translation reads both languages. Name yours on your profile page."))
    except TranslationChanged as changed:
        return _changed(changed.now)
    response = _message(request, message)
    if mended.not_kept:
        told = _("Mended for this message alone. %(reason)s") % {"reason": mended.not_kept}
        return trigger_client_event(response, "toast", {"text": told, "kind": "danger"})
    told = _("Mended, and kept for later messages of the same words.")
    return trigger_client_event(response, "toast", {"text": told, "kind": "positive"})


def _message(request: StaffRequest, message: Message) -> HttpResponse:
    conversation = message.conversation
    thread = threads.one(request.actor, conversation, message.sequence)
    context = {"conversation": conversation, "thread": thread}
    return render(request, "desk/_items.html", context, status=HTTPStatus.CREATED)


def _changed(now: str) -> HttpResponse:
    """What stands there by now; with its version the same words can be saved once more."""
    if not now:
        return refused(_("This translation is gone. Your words are kept; copy them before you leave."))
    told = _("Somebody changed it meanwhile to: “%(text)s”. Save again to put your words in its place.")
    response = refused(told % {"text": now})
    return trigger_client_event(response, "translation-changed", {"seen": version_of(now)})
