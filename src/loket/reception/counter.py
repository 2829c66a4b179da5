"""What agents do at the counter, with what the customer is told about it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.conversations.actions.closures import close_locked
from loket.conversations.actions.handovers import give_back_to_assistant, hand_over_locked, move_locked, take_locked
from loket.conversations.actions.locking import ConversationError, NotYourTurn, locked
from loket.conversations.actions.replies import Words, owner_sentence, say
from loket.conversations.models import Conversation, Message
from loket.people.actions.staff import touch_presence
from loket.people.actors import SYSTEM, StaffActor
from loket.people.language import interface_language
from loket.people.models import Team
from loket.reception import speech


@transaction.atomic
def take(conversation_id: UUID, *, by: StaffActor, take_over: bool = True) -> Conversation:
    """Make ``by`` the one who answers, and tell the customer who has come.

    Without ``take_over``, a conversation that a colleague has by now is left to them: raises NotYourTurn.
    """
    conversation = locked(conversation_id)
    had_agent = conversation.owner == Conversation.Owner.AGENT
    if had_agent and not take_over and conversation.agent != by.user:
        raise NotYourTurn(owner_sentence(conversation.agent))
    if take_locked(conversation, by=by):
        touch_presence(by.user.pk, now=timezone.now())
        name = by.user.first_name
        text = (
            speech.notice(conversation.language, "transferred", name=name)
            if had_agent
            else speech.joined_text(conversation.language, name=name, languages=by.user.languages)
        )
        _tell(conversation, text, gives_turn=False)
    return conversation


@transaction.atomic
def give_back(conversation_id: UUID, *, by: StaffActor) -> Conversation:
    """Let the assistant speak again, and say so."""
    conversation = locked(conversation_id)
    if conversation.is_closed:
        raise ConversationError("This conversation is closed.")
    if conversation.owner == Conversation.Owner.ASSISTANT:
        return conversation
    _tell(conversation, speech.notice(conversation.language, "given_back"))
    return give_back_to_assistant(conversation_id, by=by)


@transaction.atomic
def put_back(conversation_id: UUID, *, by: StaffActor | None, team: Team | None = None, reason: str) -> Conversation:
    """Put a case that an agent had back into the line, first in it, and tell the customer."""
    conversation = locked(conversation_id)
    if conversation.is_closed or conversation.owner != Conversation.Owner.AGENT:
        return conversation
    name = conversation.agent.first_name if conversation.agent else ""
    hand_over_locked(conversation, reason=reason, team=team or conversation.team, by=by or SYSTEM, urgent=True)
    _tell(conversation, speech.notice(conversation.language, "requeued", name=name))
    return conversation


@transaction.atomic
def move(conversation_id: UUID, *, team: Team, by: StaffActor) -> Conversation:
    """Let a case that waits wait for another team, without taking it; the page of who waits shows the new place.

    Raises ConversationError when it does not wait any more.
    """
    conversation = locked(conversation_id)
    if not conversation.is_queued:
        raise ConversationError("This conversation does not wait in a line any more.")
    if conversation.team != team:
        move_locked(conversation, team=team, by=by)
    return conversation


@transaction.atomic
def close_case(conversation_id: UUID, *, by: StaffActor) -> Conversation:
    """End the episode from the desk, and tell the customer how to open it again."""
    conversation = locked(conversation_id)
    if conversation.is_closed:
        return conversation
    _tell(conversation, speech.notice(conversation.language, "closed", number=conversation.number))
    close_locked(conversation, by=by, reason="closed_by_agent")
    return conversation


def _tell(conversation: Conversation, text: str, *, gives_turn: bool = True) -> Message:
    language = interface_language(conversation.language)
    words = Words(text=text, language=language, kind=Message.Kind.NOTICE)
    return say(conversation, words, by=SYSTEM, gives_turn=gives_turn)
