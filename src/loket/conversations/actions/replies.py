from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from loket.conversations.actions.handovers import leave_to_person_outside
from loket.conversations.actions.inbound import attach
from loket.conversations.actions.locking import NotYourTurn, Stale, locked
from loket.conversations.actions.messages import append, send_out
from loket.conversations.actions.translating import attach_translations
from loket.conversations.models import Conversation, Message, Note
from loket.conversations.queries import Translated
from loket.lib import live
from loket.lib.masking import mask_cards
from loket.people.actors import ASSISTANT, Actor, ServerActor, StaffActor, SystemActor
from loket.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is to be said, in which language, with what it rests on."""

    text: str
    language: str
    kind: str = Message.Kind.TEXT
    sources: Sequence[Mapping[str, object]] = ()
    options: Sequence[Mapping[str, object]] = ()
    confidence: float | None = None
    uploads: tuple[uuid.UUID, ...] = ()
    external_id: str = ""
    # Who speaks, where it is nobody with a seat at the desk.
    name: str = ""
    # The same for readers of other languages.
    translations: tuple[Translated, ...] = ()


@transaction.atomic
def post_reply(conversation_id: uuid.UUID, words: Words, *, by: Actor, seen_sequence: int | None = None) -> Message:
    """Say something to the customer: the same door for the assistant, agents and the API.

    Raises NotYourTurn when ``by`` does not own the conversation, and Stale when the customer or a colleague
    has said more than ``seen_sequence``.
    """
    conversation = locked(conversation_id)
    if words.external_id:
        known = conversation.messages.filter(external_id=words.external_id).first()
        if known is not None:
            return known
    _check_turn(conversation, by=by)
    _check_fresh(conversation, seen_sequence)
    if isinstance(by, ServerActor):
        leave_to_person_outside(conversation, by=by)
    return say(conversation, words, by=by)


def say(conversation: Conversation, words: Words, *, by: Actor, gives_turn: bool = True) -> Message:
    """Store one message of ours in a locked conversation, hand it to its channel, and give the customer the turn.

    A notice that is no answer leaves the turn, and the time since when, as it is.
    """
    now = timezone.now()
    agent = by.user if isinstance(by, StaffActor) else None
    message = append(
        conversation,
        sender=_sender(by),
        text=mask_cards(words.text).text if agent else words.text,
        language=words.language,
        now=now,
        kind=words.kind,
        agent=agent,
        name=agent.first_name if agent else words.name,
        sources=words.sources,
        options=words.options,
        confidence=words.confidence,
        external_id=words.external_id,
    )
    attach(message, words.uploads)
    attach_translations(message, words.translations)
    send_out(message)
    if by != ASSISTANT and not isinstance(by, SystemActor):
        live.publish(live.DESK, "message")
    # The assistant has now dealt with all that came before its own words.
    if by == ASSISTANT:
        conversation.answered_sequence = conversation.last_sequence
    is_answer = conversation.owner != Conversation.Owner.NOBODY or isinstance(by, ServerActor)
    if gives_turn and is_answer and not conversation.is_closed:
        conversation.waiting_customer_since = now
    conversation.save(update_fields=["last_sequence", "updated_at", "answered_sequence", "waiting_customer_since"])
    return message


@transaction.atomic
def add_note(conversation_id: uuid.UUID, text: str, *, by: StaffActor, external_id: str = "") -> Note:
    """Write something that only staff read; a repeat of an ``external_id`` returns the first note."""
    conversation = locked(conversation_id)
    known = conversation.notes.filter(external_id=external_id).first() if external_id else None
    if known is not None:
        return known
    conversation.last_note_sequence += 1
    conversation.save(update_fields=["last_note_sequence"])
    note = Note.objects.create(
        conversation=conversation,
        sequence=conversation.last_note_sequence,
        after_message=conversation.last_sequence,
        author=by.user,
        text=mask_cards(text).text,
        external_id=external_id,
    )
    # Another topic than the customer's: that a note exists is not theirs to know.
    live.publish(f"notes:{conversation.pk}", "note")
    return note


def _check_turn(conversation: Conversation, *, by: Actor) -> None:
    if by == ASSISTANT and conversation.owner != Conversation.Owner.ASSISTANT:
        raise NotYourTurn("The conversation is not the assistant's any more.")
    if not isinstance(by, StaffActor):
        return
    if conversation.is_closed:
        raise NotYourTurn("This conversation is closed. Reopen it to write.")
    if conversation.agent_id != by.user.pk:
        raise NotYourTurn(owner_sentence(conversation.agent))


def owner_sentence(agent: User | None) -> str:
    """Why somebody else may not write here, and what to do about it."""
    if agent is None:
        return "Take the conversation before you answer."
    return f"{agent.first_name} has this conversation. Take it over before you answer."


def _check_fresh(conversation: Conversation, seen_sequence: int | None) -> None:
    if seen_sequence is not None and conversation.last_sequence > seen_sequence:
        raise Stale("More was said while you were writing.")


def _sender(by: Actor) -> str:
    if by == ASSISTANT:
        return Message.Sender.ASSISTANT
    return Message.Sender.SYSTEM if isinstance(by, SystemActor) else Message.Sender.AGENT
