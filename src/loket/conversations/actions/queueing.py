from __future__ import annotations

from datetime import datetime

from loket.conversations.models import Conversation, QueueEntry
from loket.lib import live
from loket.people.models import User


def enter_queue(conversation: Conversation, *, reason: str, now: datetime, urgent: bool = False) -> QueueEntry:
    """Put a locked conversation in its team's line, once."""
    entry, is_new = QueueEntry.objects.get_or_create(
        conversation=conversation,
        left_at=None,
        defaults={"team": conversation.team, "reason": reason, "urgent": urgent, "joined_at": now},
    )
    if not is_new and not entry.tells_place:
        # It stood here for the desk to see only; now the customer waits in it.
        entry.reason, entry.urgent, entry.team = reason, urgent, conversation.team
        entry.save(update_fields=["reason", "urgent", "team"])
    tell_queue(conversation.team_id)
    return entry


def leave_queue(conversation: Conversation, *, outcome: str, now: datetime, taken_by: User | None = None) -> None:
    """End the wait of a locked conversation, if it waits."""
    left = QueueEntry.objects.filter(conversation=conversation, left_at=None).update(
        left_at=now, outcome=outcome, taken_by=taken_by
    )
    if left:
        tell_queue(conversation.team_id)


def tell_queue(team_id: int | None) -> None:
    """Tell everybody who waits in a team's line that places moved."""
    live.publish(f"queue:{team_id}", "queue")
    live.publish(live.DESK, "queue")
