from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.closures import reopen_by_staff
from loket.conversations.actions.locking import ConversationError
from loket.desk.views.answers import acted, refused
from loket.desk.views.assignments import colleagues_conversation
from loket.people.http import StaffRequest, staff_only
from loket.reception.counter import close_case, take


@require_POST
@staff_only("agent", "lead")
def close(request: StaffRequest, id: UUID) -> HttpResponse:
    """End the case and tell the customer; a colleague's has to be taken over first."""
    conversation = get_conversation_for(request.actor, id)
    if conversation.agent_id not in {None, request.user.pk}:
        return refused(colleagues_conversation(conversation))
    close_case(id, by=request.actor)
    return acted(request, id)


@require_POST
@staff_only("agent", "lead")
def reopen(request: StaffRequest, id: UUID) -> HttpResponse:
    """Open a closed case again, in the hands of whoever opens it."""
    get_conversation_for(request.actor, id)
    reopen_by_staff(id, by=request.actor)
    try:
        take(id, by=request.actor, take_over=False)
    except ConversationError:
        return refused(_("A colleague was faster and has this conversation now."))
    return acted(request, id)
