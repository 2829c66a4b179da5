"""The signed links of letters about a conversation, each for one purpose and one customer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from loket.conversations.models import Conversation
from loket.notices.links import LinkFacts, conversation_link, signed_link
from loket.people.language import interface_language

# The purpose of the links, and the part of their addresses after the language.
RATING, RATING_DOOR = "rating", "r"


def link_lives() -> timedelta:
    """For as long as a case that is closed opens again."""
    return settings.LOKET_REOPEN_WITHIN


def link_to(conversation: Conversation) -> str:
    """Opens this conversation for its customer, on any device."""
    return conversation_link(
        conversation.subject,
        language=conversation.language,
        recipient_kind="customer",
        recipient_id=str(conversation.customer_id),
        lives_for=link_lives(),
    )


def rating_link(conversation: Conversation) -> str:
    """Rates this conversation, with ``?score=1`` to ``?score=5`` in one tap."""
    return signed_link(
        f"/{interface_language(conversation.language)}/{RATING_DOOR}",
        purpose=RATING,
        subject=conversation.subject,
        recipient_kind="customer",
        recipient_id=str(conversation.customer_id),
        lives_for=link_lives(),
    )


def contact_page(language: str) -> str:
    """Where anybody writes to us, in their language; it opens nothing."""
    return f"{settings.LOKET_URL}/{interface_language(language)}/contact"


def case_named_in(facts: LinkFacts) -> tuple[UUID, UUID] | None:
    """The conversation and the customer that a link names; None where it names something else."""
    case_id, customer_id = facts.id_of("conversation"), facts.recipient_uuid
    if case_id is None or customer_id is None or facts.recipient_kind != "customer":
        return None
    return case_id, customer_id
