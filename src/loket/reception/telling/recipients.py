"""Whom letters about a conversation go to."""

from __future__ import annotations

from loket.conversations.models import Conversation
from loket.notices.facts import Recipient
from loket.notices.letters.composing import reading_language


def recipient_of(conversation: Conversation) -> Recipient:
    """The customer of a conversation, in the language that they write in it and on the clock of its page."""
    customer = conversation.customer
    return Recipient(
        "customer",
        str(conversation.customer_id),
        name=customer.name,
        language=reading_language(conversation.language),
        time_zone=conversation.time_zone or customer.time_zone,
        email=customer.email,
        phone=customer.phone,
    )
