"""The chat from which somebody comes to a claim: theirs, or not there at all."""

from __future__ import annotations

from uuid import UUID

from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.helpcentre.buyers import Buyer
from loket.helpcentre.devices import holder_of
from loket.helpcentre.pages import Visit
from loket.orders.models import Order
from loket.people.access import NotVisible
from loket.people.actors import CustomerActor
from loket.reception.claiming import ToldInChat, told_in_chat

FIELD = "case"


def chat_of(visit: Visit, order: Order, buyer: Buyer) -> ToldInChat | None:
    """What was told in the chat that the address or the form names; None for one of somebody else, or without use."""
    given = visit.request.POST.get(FIELD) or visit.request.GET.get(FIELD, "")
    try:
        told = told_in_chat(_conversation(visit, UUID(given), buyer), order)
    except (ValueError, NotVisible):
        return None
    return None if told is None or told.is_empty else told


def _conversation(visit: Visit, conversation_id: UUID, buyer: Buyer) -> Conversation:
    """One of the customer's own, or one that this browser holds; raises NotVisible."""
    try:
        return get_conversation_for(CustomerActor(buyer.customer.pk, conversation_id), conversation_id)
    except NotVisible:
        return holder_of(visit.request, conversation_id).conversation
