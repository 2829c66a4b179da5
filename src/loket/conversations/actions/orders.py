from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from loket.conversations.actions.closures import tell_state
from loket.conversations.actions.locking import locked
from loket.conversations.models import Conversation
from loket.history.actions import record
from loket.orders.models import Order
from loket.people.actors import Actor


@transaction.atomic
def attach_order(conversation: Conversation, order: Order, *, by: Actor) -> None:
    """Let a conversation be about an order; once more for the same one changes nothing."""
    attach_order_locked(locked(conversation.pk), order, by=by)


def attach_order_locked(conversation: Conversation, order: Order, *, by: Actor) -> None:
    """Let a locked conversation be about an order."""
    if conversation.order_id == order.pk:
        return
    conversation.order = order
    conversation.save(update_fields=["order"])
    record(
        "conversation.order_attached",
        conversation.subject,
        by=by.label,
        actor_id=by.actor_id,
        data={"order": order.number},
    )
    tell_state(conversation)


def keep_flow(conversation: Conversation, *, flow: str, step: str, told: Mapping[str, str]) -> None:
    """Note on a locked conversation where its customer stands in a guided flow."""
    if (conversation.flow, conversation.flow_step, conversation.flow_data) == (flow, step, dict(told)):
        return
    conversation.flow, conversation.flow_step, conversation.flow_data = flow, step, dict(told)
    conversation.save(update_fields=["flow", "flow_step", "flow_data"])
