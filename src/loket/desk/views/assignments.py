from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.locking import ConversationError, NotYourTurn
from loket.conversations.models import Conversation
from loket.desk.views.answers import acted, refused
from loket.people.access import teams_visible_to
from loket.people.http import StaffRequest, staff_only
from loket.people.models import Team
from loket.reception import counter


@require_POST
@staff_only("agent", "lead")
def take(request: StaffRequest, id: UUID) -> HttpResponse:
    """Make the conversation one's own; a colleague's only when that was confirmed."""
    get_conversation_for(request.actor, id)
    try:
        counter.take(id, by=request.actor, take_over=request.POST.get("take_over") == "yes")
    except NotYourTurn:
        return refused(_somebody_was_first(get_conversation_for(request.actor, id)))
    except ConversationError:
        return refused(_("This conversation was closed meanwhile. Reopen it to go on."))
    return acted(request, id)


@require_POST
@staff_only("agent", "lead")
def give_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """Let the assistant speak again."""
    conversation = get_conversation_for(request.actor, id)
    if conversation.agent_id not in {None, request.user.pk}:
        return refused(colleagues_conversation(conversation))
    try:
        counter.give_back(id, by=request.actor)
    except ConversationError:
        return refused(_("This conversation was closed meanwhile. Reopen it to go on."))
    return acted(request, id)


@require_POST
@staff_only("agent", "lead")
def put_back(request: StaffRequest, id: UUID) -> HttpResponse:
    """Put the conversation back into the line, its team's own or another's, first in it."""
    conversation = get_conversation_for(request.actor, id)
    if conversation.agent_id != request.user.pk:
        return refused(colleagues_conversation(conversation))
    counter.put_back(id, by=request.actor, team=_chosen_team(request), reason="put_back")
    return acted(request, id)


@require_POST
@staff_only("agent", "lead")
def move(request: StaffRequest, id: UUID) -> HttpResponse:
    """Let the conversation wait for another team, without taking it."""
    get_conversation_for(request.actor, id)
    team = _chosen_team(request)
    if team is None:
        return refused(_("This team does not exist any more. Choose another one."))
    try:
        counter.move(id, team=team, by=request.actor)
    except ConversationError:
        return refused(_("This conversation does not wait in line any more."))
    return acted(request, id)


def colleagues_conversation(conversation: Conversation) -> str:
    """Why nothing was done with a conversation that is somebody else's."""
    if conversation.agent is None:
        return _("Nobody has this conversation. Take it first.")
    return _("%(name)s has this conversation. Take it over first.") % {"name": conversation.agent.first_name}


def _somebody_was_first(conversation: Conversation) -> str:
    if conversation.agent is None:
        return _("A colleague was faster, and has let it go again. Take it once more.")
    return _("%(name)s was faster and has this conversation now.") % {"name": conversation.agent.first_name}


def _chosen_team(request: StaffRequest) -> Team | None:
    chosen = request.POST.get("team", "")
    return teams_visible_to(request.actor).filter(slug=chosen).first() if chosen else None
