from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from loket.conversations.actions.locking import ConversationEnded, locked
from loket.conversations.actions.queueing import enter_queue, leave_queue
from loket.conversations.models import Conversation, QueueEntry
from loket.history.actions import record
from loket.lib import live
from loket.people.actors import Actor


@transaction.atomic
def close(conversation_id: uuid.UUID, *, by: Actor, reason: str = "") -> Conversation:
    """End the episode; the case keeps its number and opens again when the customer writes."""
    conversation = locked(conversation_id)
    if conversation.is_closed:
        return conversation
    close_locked(conversation, by=by, reason=reason)
    return conversation


def close_locked(conversation: Conversation, *, by: Actor, reason: str) -> None:
    """End the episode of a conversation whose lock is held."""
    now = timezone.now()
    leave_queue(conversation, outcome=QueueEntry.Outcome.CLOSED, now=now)
    conversation.closed_at = now
    conversation.closed_by = by.label
    conversation.updated_at = now
    conversation.waiting_customer_since = None
    conversation.save(update_fields=["closed_at", "closed_by", "updated_at", "waiting_customer_since"])
    record(
        "conversation.closed",
        conversation.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"reason": reason, "episode": conversation.episode, "owner": conversation.owner},
    )
    tell_state(conversation)


def close_unused_locked(conversation: Conversation, *, by: Actor) -> None:
    """End a locked conversation in which nothing was ever said: no notice, and no event that anybody would count."""
    conversation.closed_at = timezone.now()
    conversation.closed_by = by.label
    conversation.save(update_fields=["closed_at", "closed_by"])
    tell_state(conversation)


@transaction.atomic
def reopen_by_staff(conversation_id: uuid.UUID, *, by: Actor) -> Conversation:
    """Open a closed case again from the desk."""
    conversation = locked(conversation_id)
    if conversation.is_closed:
        reopen(conversation, by=by, now=timezone.now())
        conversation.save()
    return conversation


def note_reminder(conversation: Conversation, now: datetime) -> None:
    """Note that a silent customer was asked, once, before the locked conversation closes."""
    conversation.reminded_at = now
    conversation.save(update_fields=["reminded_at"])


def check_not_ended(conversation: Conversation, now: datetime) -> None:
    """Raise ConversationEnded where the case was closed too long ago to go on under its number."""
    if conversation.closed_at and conversation.closed_at < now - settings.LOKET_REOPEN_WITHIN:
        raise ConversationEnded(f"Case {conversation.number} was closed too long ago to go on.")


def reopen(conversation: Conversation, *, by: Actor, now: datetime) -> None:
    """Begin a new episode under the same number; the caller holds the lock and saves.

    What a person had in hand goes back to people, first in line, because its agent may be gone by now.
    """
    conversation.closed_at = None
    conversation.closed_by = ""
    if not conversation.last_sequence and conversation.owner == Conversation.Owner.ASSISTANT:
        # Its first episode has yet to begin.
        tell_state(conversation)
        return
    conversation.episode += 1
    conversation.episode_from = conversation.last_sequence + 1
    conversation.assistant_from = conversation.last_sequence + 1
    if conversation.owner != Conversation.Owner.ASSISTANT:
        conversation.owner = Conversation.Owner.NOBODY
        conversation.agent = None
        enter_queue(conversation, reason="reopened", urgent=True, now=now)
    record("conversation.reopened", conversation.subject, by=by.label, actor_id=by.actor_id)
    tell_state(conversation)


def tell_state(conversation: Conversation) -> None:
    """Tell the customer's pages and the desk that the conversation's state changed."""
    live.publish(live.topic_of_conversation(conversation.pk), "state")
    live.publish(live.DESK, "state")
