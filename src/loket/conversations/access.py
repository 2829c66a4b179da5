"""The only way a door obtains a conversation, a message's file or a note."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from loket.conversations.models import Attachment, Conversation, ConversationToken, Message, Note
from loket.conversations.numbers import read_number
from loket.files.models import Upload
from loket.people.access import NotVisible, may_answer
from loket.people.actors import Actor, CustomerActor, ServerActor, StaffActor, SystemActor
from loket.people.digests import digest_of
from loket.people.models import Customer


def visible_to(actor: Actor) -> QuerySet[Conversation]:
    """The conversations that ``actor`` may read."""
    conversations = Conversation.objects.select_related("customer", "agent", "team")
    if isinstance(actor, CustomerActor) and actor.conversation_id is not None:
        return conversations.filter(pk=actor.conversation_id, customer_id=actor.customer_id)
    if isinstance(actor, ServerActor) and "conversations" in actor.scopes:
        return conversations.filter(server_key_id=actor.key_id, customer__erased_at=None)
    if isinstance(actor, StaffActor) and may_answer(actor):
        return conversations
    return conversations.none()


def get_conversation_for(actor: Actor, conversation_id: UUID | str) -> Conversation:
    """One conversation; raises NotVisible when there is none or ``actor`` may not see it."""
    try:
        found = visible_to(actor).filter(pk=conversation_id).first()
    except (ValueError, TypeError, ValidationError) as error:
        raise NotVisible from error
    if found is None:
        raise NotVisible
    return found


def get_message_for(actor: Actor, conversation_id: UUID | str, sequence: int) -> Message:
    """One message of a conversation that ``actor`` may read; raises NotVisible."""
    conversation = get_conversation_for(actor, conversation_id)
    found = conversation.messages.filter(sequence=sequence).first()
    if found is None:
        raise NotVisible
    return found


def find_by_number_for(actor: Actor, text: str) -> Conversation:
    """The conversation whose number somebody typed; raises NotVisible."""
    number = read_number(text)
    found = visible_to(actor).filter(number=number).first() if number else None
    if found is None:
        raise NotVisible
    return found


def find_customer_for(actor: Actor, text: str) -> Customer:
    """The customer named by the shop's identifier, ours, or a case number, for the house itself; raises NotVisible."""
    if not isinstance(actor, SystemActor):
        raise NotVisible
    known = Customer.objects.filter(erased_at=None)
    own_id, number = _uuid_or_none(text), read_number(text)
    found = known.filter(external_id=text).first()
    if found is None and own_id:
        found = known.filter(pk=own_id).first()
    if found is None and number:
        found = known.filter(pk__in=Conversation.objects.filter(number=number).values("customer")).first()
    if found is None:
        raise NotVisible
    return found


def _uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class TokenHolder:
    """The customer behind a token, the one conversation that it reaches, and when it was last used."""

    actor: CustomerActor
    conversation: Conversation
    used_at: datetime
    written_lately: int = 0


def holder_of_token(token: str, *, written_since: datetime | None = None) -> TokenHolder:
    """Who holds ``token``; raises NotVisible when it ended or lay idle too long. One statement.

    With ``written_since`` the same statement counts what the customer wrote since, for the limit on their pace.
    """
    found = (
        ConversationToken.objects.filter(
            digest=digest_of(token),
            ended_at=None,
            used_at__gte=timezone.now() - settings.LOKET_TOKEN_IDLE,
            conversation__customer__erased_at=None,
        )
        .select_related("conversation__customer", "conversation__agent", "conversation__team")
        .annotate(**_written_lately(written_since))
        .first()
    )
    if found is None:
        raise NotVisible
    conversation = found.conversation
    actor = CustomerActor(conversation.customer_id, conversation.pk)
    return TokenHolder(actor, conversation, found.used_at, getattr(found, "written_lately", None) or 0)


def _written_lately(since: datetime | None) -> dict[str, Subquery]:
    if since is None:
        return {}
    written = Message.objects.filter(
        conversation=OuterRef("conversation"), sender=Message.Sender.CUSTOMER, created_at__gte=since
    )
    counted = written.order_by().values("conversation").annotate(number=Count("pk")).values("number")
    return {"written_lately": Subquery(counted)}


def tokens_of(actor: CustomerActor) -> QuerySet[ConversationToken]:
    """The tokens to the one conversation that the customer reaches."""
    if actor.conversation_id is None:
        return ConversationToken.objects.none()
    return ConversationToken.objects.filter(conversation_id=actor.conversation_id)


def notes_for(actor: Actor, conversation: Conversation) -> QuerySet[Note]:
    """The internal notes; only staff who may answer see any."""
    if not may_answer(actor):
        return Note.objects.none()
    return Note.objects.filter(conversation=conversation).select_related("author")


def get_upload_for(actor: Actor, conversation_id: UUID | str, upload_id: UUID | str) -> Upload:
    """A file that was sent in a conversation which ``actor`` may read; raises NotVisible."""
    conversation = get_conversation_for(actor, conversation_id)
    try:
        found = (
            Attachment.objects.filter(message__conversation=conversation, upload_id=upload_id)
            .select_related("upload")
            .first()
        )
    except (ValueError, TypeError, ValidationError) as error:
        raise NotVisible from error
    if found is None:
        raise NotVisible
    return found.upload
