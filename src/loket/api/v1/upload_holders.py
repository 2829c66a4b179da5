"""For whom a file in parts is kept: what a page's ticket says, else what the caller may do with its secret."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from loket.api.problems import BadField, Refused
from loket.api.v1.authentication import Caller, NotAuthenticated, bearer_of, known
from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.files.purposes import Purpose
from loket.files.tickets import MARK, Holder, TicketOver, holder_for, read_ticket
from loket.orders.access import visible_to as orders_visible_to
from loket.people.actors import ServerActor

Sender = Holder | Caller


def sender_of(request: HttpRequest) -> Sender:
    """Who calls: the holder of a page's ticket, else a conversation or a server; raises NotAuthenticated."""
    secret = bearer_of(request.headers.get("Authorization", ""))
    if secret is None or not secret.startswith(MARK):
        return known(request)
    try:
        return read_ticket(secret)
    except TicketOver as error:
        raise NotAuthenticated from error


def owner_of(sender: Sender) -> str:
    """The label under which a sender's files are kept."""
    return sender.owner if isinstance(sender, Holder) else sender.label


def holder_of(sender: Sender, metadata: Mapping[str, str]) -> Holder:
    """For whom a new file is kept; raises BadField, Refused, and NotVisible for somebody else's conversation."""
    if isinstance(sender, Holder):
        return sender
    conversation = sender.conversation or _named_conversation(sender, metadata)
    purpose = _purpose_of(metadata, Purpose.MESSAGE if conversation else Purpose.EVIDENCE)
    if purpose is Purpose.MESSAGE and conversation is None:
        raise BadField("Upload-Metadata", _("A file for a message needs its conversation."), status=400)
    if purpose is Purpose.MESSAGE and conversation is not None:
        return Holder(owner=sender.label, scope=conversation.subject, purpose=purpose)
    if isinstance(sender.actor, ServerActor):
        return Holder(owner=sender.label, scope=sender.label, purpose=purpose, is_limited=False)
    if not orders_visible_to(sender.actor).exists():
        raise Refused(_("Evidence belongs to an order, and none is known of you yet."), code="no_order")
    return holder_for(sender.actor)


def _purpose_of(metadata: Mapping[str, str], usual: Purpose) -> Purpose:
    asked = metadata.get("purpose")
    if asked is None:
        return usual
    try:
        return Purpose(asked)
    except ValueError as error:
        raise BadField("Upload-Metadata", _("The purpose is either message or evidence."), status=400) from error


def _named_conversation(sender: Caller, metadata: Mapping[str, str]) -> Conversation | None:
    named = metadata.get("conversation")
    if named is None:
        return None
    try:
        return get_conversation_for(sender.actor, UUID(named))
    except ValueError as error:
        raise BadField("Upload-Metadata", _("The conversation must be its identifier (UUID)."), status=400) from error
