"""The customer has the page before them."""

from __future__ import annotations

from datetime import datetime

from loket.conversations.actions.inbound import mark_seen
from loket.conversations.models import Conversation
from loket.notices.actions.telling import mark_opened
from loket.reception.models import Told


def note_looked(conversation: Conversation, sequence: int, *, now: datetime) -> None:
    """Note up to where the customer has read, and that they are there: what waits to be told, they see."""
    mark_seen(conversation, sequence)
    # One statement, of which the later one counts.
    Told.objects.bulk_create(
        [Told(conversation=conversation, looked_at=now)],
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["looked_at"],
    )
    mark_opened(
        conversation.subject,
        recipient_kind="customer",
        recipient_id=str(conversation.customer_id),
        now=now,
    )
