"""What a webhook says of an event: what it is about and where it stands. Words and names of people it never carries.

Whoever gets it reads the rest by the API, where access is checked and the state is the present one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loket.conversations.models import Conversation
from loket.disputes.models import Dispute
from loket.history.models import Event


def document_of(event: Event, thing: Dispute | Conversation) -> Mapping[str, Any]:
    """The body for one event; ``seq`` grows from event to event of the same dispute or conversation."""
    about = _dispute(event, thing) if isinstance(thing, Dispute) else _conversation(thing)
    kind = event.subject.partition(":")[0]
    sequence = event.data.get("sequence") if kind == "dispute" else None
    return {
        "id": str(event.pk),
        "name": event.action,
        "seq": sequence if isinstance(sequence, int) else event.pk,
        "at": event.at.isoformat(),
        kind: about,
    }


def _dispute(event: Event, dispute: Dispute) -> Mapping[str, Any]:
    return {
        "id": str(dispute.pk),
        "number": dispute.number,
        "order": dispute.order.number,
        "seller": dispute.seller.external_id,
        # Where it stood right after the event, not where it may stand by now.
        "state": str(event.data.get("state", "")),
        "url": f"/api/v1/disputes/{dispute.pk}",
    }


def _conversation(conversation: Conversation) -> Mapping[str, Any]:
    return {
        "id": str(conversation.pk),
        "number": conversation.number,
        "url": f"/api/v1/conversations/{conversation.pk}",
    }
