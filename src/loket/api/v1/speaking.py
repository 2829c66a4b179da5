"""One message of a customer's and what follows from it, for a chat that begins and for one that goes on."""

from __future__ import annotations

from django.utils import timezone

from loket.api.v1.answers import ExchangeOut
from loket.api.v1.standing import exchange_out, said_with_files, stored_exchange
from loket.channels.envelope import Inbound
from loket.conversations.models import Conversation
from loket.conversations.queries import Said, said
from loket.people.actors import Actor
from loket.reception.actions import receive, take_turn


def speak(conversation: Conversation, inbound: Inbound, *, by: Actor) -> tuple[ExchangeOut, bool]:
    """Store what was said, let whoever is next answer, and say whether it was new."""
    current, message, replies, is_new = exchange(conversation, inbound, by=by)
    return exchange_out(current, message, replies, timezone.now()), is_new


def exchange(conversation: Conversation, inbound: Inbound, *, by: Actor) -> tuple[Conversation, Said, list[Said], bool]:
    """The conversation as it stands after, the message, the replies, and whether the message was new."""
    received = receive(conversation, inbound, by=by)
    if not received.is_new:
        first, later = stored_exchange(conversation.pk, received.message)
        return received.conversation, first, later, False
    message = said_with_files(received.message, has_files=bool(inbound.uploads))
    replies = [*received.notices, *take_turn(conversation.pk)]
    # Each reply carries the conversation as it was under the lock, so nothing is read again.
    current = replies[-1].conversation if replies else received.conversation
    return current, message, [said(reply) for reply in replies], True
