"""What is told: names as history and the disputes' table have them, so that notices, API and webhooks say the same."""

from __future__ import annotations

from loket.disputes.machine.events import Event
from loket.people.scopes import KeyScope

# What the house notes for itself, or what only those who decide may know.
_INTERNAL = frozenset(
    {Event.TOLD, Event.PROPOSAL_WAITS, Event.PROPOSAL_SENT_BACK, Event.TAKEN, Event.RECOUNTED, Event.HOLD_RENEWED}
)
DISPUTE_NAMES = tuple(each.value for each in Event if each not in _INTERNAL)
CONVERSATION_NAMES = (
    "conversation.opened",
    "conversation.handed_over",
    "conversation.taken",
    "conversation.given_back",
    "conversation.moved",
    "conversation.solved",
    "conversation.closed",
    "conversation.reopened",
    "conversation.rated",
    "conversation.erased",
)
NAMES = (*DISPUTE_NAMES, *CONVERSATION_NAMES)


def scope_of(name: str) -> KeyScope:
    """What a key must be allowed to hear of an event."""
    return KeyScope.CONVERSATIONS if name in CONVERSATION_NAMES else KeyScope.DISPUTES
