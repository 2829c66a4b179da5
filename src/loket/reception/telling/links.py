"""The signed links of letters about a conversation, each for one purpose and one customer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings

from loket.conversations.models import Conversation
from loket.notices.facts import Recipient
from loket.notices.links import LinkFacts, conversation_link, page_language, signed_link

# The purposes of the links, and the parts of their addresses after the language.
RATING, RATING_DOOR = "rating", "r"
PREFERENCES, PREFERENCES_DOOR, STOP_DOOR = "preferences", "preferences", "stop"
PREFERENCES_LIVE = timedelta(days=60)


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
        f"/{page_language(conversation.language)}/{RATING_DOOR}",
        purpose=RATING,
        subject=conversation.subject,
        recipient_kind="customer",
        recipient_id=str(conversation.customer_id),
        lives_for=link_lives(),
    )


def preferences_link(recipient: Recipient, *, language: str, door: str = PREFERENCES_DOOR) -> str:
    """Where somebody says how they want to be told things; with the door ``stop``, where one POST ends it all."""
    return signed_link(
        f"/{page_language(language)}/{door}",
        purpose=PREFERENCES,
        subject=f"{recipient.kind}:{recipient.id}",
        recipient_kind=recipient.kind,
        recipient_id=recipient.id,
        lives_for=PREFERENCES_LIVE,
    )


def case_named_in(facts: LinkFacts) -> tuple[UUID, UUID] | None:
    """The conversation and the customer that a link names; None where it names something else."""
    case_id, customer_id = facts.id_of("conversation"), facts.recipient_uuid
    if case_id is None or customer_id is None or facts.recipient_kind != "customer":
        return None
    return case_id, customer_id
