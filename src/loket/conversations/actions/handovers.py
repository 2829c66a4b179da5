from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from loket.conversations.actions.closures import tell_state
from loket.conversations.actions.locking import ConversationError, locked
from loket.conversations.actions.queueing import enter_queue, leave_queue, tell_queue
from loket.conversations.models import Conversation, QueueEntry
from loket.history.actions import record
from loket.people.actors import Actor, StaffActor
from loket.people.models import Team


def hand_over_locked(
    conversation: Conversation, *, reason: str, team: Team | None, by: Actor, urgent: bool = False
) -> QueueEntry:
    """Put a locked conversation into a team's line; the assistant is mute from here on."""
    now = timezone.now()
    conversation.owner = Conversation.Owner.NOBODY
    conversation.agent = None
    conversation.team = team
    conversation.updated_at = now
    conversation.waiting_customer_since = None
    conversation.answered_sequence = conversation.last_sequence
    conversation.save(
        update_fields=["owner", "agent", "team", "updated_at", "waiting_customer_since", "answered_sequence"]
    )
    entry = enter_queue(conversation, reason=reason, now=now, urgent=urgent)
    record(
        "conversation.handed_over",
        conversation.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"reason": reason, "team": team.slug if team else None},
    )
    tell_state(conversation)
    return entry


def leave_to_person_outside(conversation: Conversation, *, by: Actor) -> None:
    """Note that a person answers a locked conversation from outside the desk.

    The assistant is mute from here on, and nobody waits in line until the customer writes again.
    """
    if conversation.is_closed or conversation.owner == Conversation.Owner.AGENT:
        return
    now = timezone.now()
    leave_queue(conversation, outcome=QueueEntry.Outcome.LEFT, now=now)
    if conversation.owner == Conversation.Owner.ASSISTANT:
        conversation.owner = Conversation.Owner.NOBODY
        conversation.answered_sequence = conversation.last_sequence
        conversation.save(update_fields=["owner", "answered_sequence"])
        reason = {"reason": QueueEntry.ANSWERED_ELSEWHERE}
        record("conversation.handed_over", conversation.subject, by=by.label, actor_id=by.actor_id, data=reason)
    tell_state(conversation)


def move_locked(conversation: Conversation, *, team: Team, by: StaffActor) -> None:
    """Let a locked conversation wait in another team's line, as long as it has waited already."""
    before = conversation.team
    conversation.team = team
    conversation.updated_at = timezone.now()
    conversation.save(update_fields=["team", "updated_at"])
    QueueEntry.objects.filter(conversation=conversation, left_at=None).update(team=team)
    record(
        "conversation.moved",
        conversation.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"from": before.slug if before else None, "to": team.slug},
    )
    for line in (before.pk if before else None, team.pk):
        tell_queue(line)
    tell_state(conversation)


def note_promise(entry: QueueEntry, low: int | None, high: int | None) -> None:
    """Keep the waiting range (seconds) that the customer was shown, to hold it against the truth later."""
    QueueEntry.objects.filter(pk=entry.pk).update(promised_low=low, promised_high=high)


def take_locked(conversation: Conversation, *, by: StaffActor) -> bool:
    """Make ``by`` the owner of a locked conversation; False when they had it already."""
    if conversation.is_closed:
        raise ConversationError("This conversation is closed.")
    if conversation.owner == Conversation.Owner.AGENT and conversation.agent_id == by.user.pk:
        return False
    now = timezone.now()
    leave_queue(conversation, outcome=QueueEntry.Outcome.TAKEN, now=now, taken_by=by.user)
    if conversation.owner != Conversation.Owner.AGENT:
        # It is our turn: somebody has come to answer. A colleague's case stays as it stands.
        conversation.waiting_customer_since = None
    conversation.owner = Conversation.Owner.AGENT
    conversation.agent = by.user
    conversation.updated_at = now
    conversation.save(update_fields=["owner", "agent", "updated_at", "waiting_customer_since"])
    record("conversation.taken", conversation.subject, by=by.label, actor_id=by.actor_id)
    tell_state(conversation)
    return True


@transaction.atomic
def give_back_to_assistant(conversation_id: uuid.UUID, *, by: StaffActor) -> Conversation:
    """Let the assistant speak again, from here on and with a clean memory of strikes."""
    conversation = locked(conversation_id)
    now = timezone.now()
    leave_queue(conversation, outcome=QueueEntry.Outcome.GIVEN_BACK, now=now)
    conversation.owner = Conversation.Owner.ASSISTANT
    conversation.agent = None
    conversation.updated_at = now
    conversation.assistant_from = conversation.last_sequence + 1
    conversation.answered_sequence = conversation.last_sequence
    conversation.waiting_customer_since = now
    conversation.save(
        update_fields=[
            "owner",
            "agent",
            "updated_at",
            "assistant_from",
            "answered_sequence",
            "waiting_customer_since",
        ]
    )
    record("conversation.given_back", conversation.subject, by=by.label, actor_id=by.actor_id)
    tell_state(conversation)
    return conversation
