from __future__ import annotations

from datetime import datetime
from uuid import UUID

from loket.conversations.models import Viewer
from loket.lib import live
from loket.people.models import User

LOOKING_LASTS_SECONDS = 45


def look_at(conversation_id: UUID, user: User, *, now: datetime) -> None:
    """Note that a colleague has the conversation open."""
    _viewer, created = Viewer.objects.update_or_create(
        conversation_id=conversation_id, user=user, defaults={"seen_at": now}
    )
    if created:
        live.publish(f"viewers:{conversation_id}", "viewers")


def note_writing(conversation_id: UUID, user: User, *, now: datetime) -> None:
    """Note that a colleague is writing in the conversation, and tell the others who have it open."""
    Viewer.objects.update_or_create(
        conversation_id=conversation_id, user=user, defaults={"seen_at": now, "typing_at": now}
    )
    live.publish(f"viewers:{conversation_id}", "viewers")


def look_away(conversation_id: UUID, user: User) -> None:
    """Note that a colleague has left the conversation's page."""
    Viewer.objects.filter(conversation_id=conversation_id, user=user).delete()
    live.publish(f"viewers:{conversation_id}", "viewers")


def tell_typing(conversation_id: UUID, *, sender: str) -> None:
    """Tell the other side that ``sender`` (customer or agent) is writing; nothing of it is kept."""
    live.publish(live.topic_of_conversation(conversation_id), f"typing:{sender}")
