"""Which orders a turn may speak of: read before the assistant thinks, and only where there is something to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from loket.assistant.flows.shapes import Position
from loket.assistant.order_context import NO_ORDERS, KnownOrder, OrderContext
from loket.assistant.transcript import Turn
from loket.conversations.models import Conversation
from loket.orders.access import visible_to
from loket.orders.facts import OrderFacts
from loket.orders.models import Order
from loket.orders.queries import facts_by_key, order_facts
from loket.orders.recognising.finding import find_numbers
from loket.orders.recognising.looking_up import orders_named
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rules import Permission, PolicyDocument, granted, permission
from loket.people.actors import CustomerActor

RECENT = 5
KINDS = ("cancel", "refund", "resend", "change_address", "return_coupon")
NUMBERED = frozenset({"order", "tracking"})


def orders_known(conversation: Conversation, burst: Iterable[Turn], *, now: datetime) -> OrderContext:
    """The orders of the conversation, of its newest words, and the latest of a customer whom the shop vouches for.

    Without a number, an order or such a customer nothing is asked of the database.
    """
    turns = tuple(burst)
    text = "\n".join(turn.text for turn in turns if turn.choice is None)
    candidates = find_numbers(text) if any(map(str.isdigit, text)) else ()
    is_vouched = conversation.customer.external_id is not None
    position = position_of(conversation)
    if not (candidates or is_vouched or conversation.order_id or position.flow or position.told):
        return NO_ORDERS
    actor = CustomerActor(conversation.customer_id, conversation.pk)
    found = orders_named(text, actor=actor) if candidates else None
    chosen = {turn.choice.removeprefix("order:") for turn in turns if turn.choice and turn.choice.startswith("order:")}
    named = {each.pk for each in found.orders} if found else set()
    known = _known(actor, conversation, named, chosen, wants_recent=is_vouched, now=now)
    order = known.get(conversation.order_id or 0)
    unseen = next((each.text for each in candidates if each.kind in NUMBERED), "") if found and found.has_number else ""
    return OrderContext(
        is_vouched=is_vouched,
        order=order,
        named=tuple(each for key, each in known.items() if key in named),
        recent=tuple(known.values()) if is_vouched or chosen else (),
        texts=tuple(each.text for each in candidates if each.kind in NUMBERED or named),
        unseen="" if named else unseen,
        given="" if order or position.flow else position.told.get("number", ""),
        position=position,
        now=now,
    )


def known_order(order: Order, *, now: datetime) -> KnownOrder:
    """One order with what its buyer may do."""
    facts = order_facts(order)
    return KnownOrder(facts, _permissions(facts, current_policy(facts.market), now))


def position_of(conversation: Conversation) -> Position:
    """Where the customer stands in a guided flow."""
    told = {str(name): str(value) for name, value in conversation.flow_data.items()}
    return Position(conversation.flow, conversation.flow_step, told)


def _known(
    actor: CustomerActor,
    conversation: Conversation,
    named: set[int],
    chosen: set[str],
    *,
    wants_recent: bool,
    now: datetime,
) -> Mapping[int, KnownOrder]:
    """The orders by their keys, latest first, with everything that belongs to them, in one set of statements."""
    visible = visible_to(actor)
    wanted = {*named, *((conversation.order_id,) if conversation.order_id else ())}
    wanted |= set(visible.filter(number__in=chosen).values_list("pk", flat=True)) if chosen else set()
    if wants_recent:
        wanted |= set(visible.values_list("pk", flat=True)[:RECENT])
    if not wanted:
        return {}
    found = facts_by_key(visible.filter(pk__in=wanted))
    # One buyer's orders are of one market as a rule: its policy is read once.
    policies = {market: current_policy(market) for market in {each.market for each in found.values()}}
    return {key: KnownOrder(each, _permissions(each, policies[each.market], now)) for key, each in found.items()}


def _permissions(facts: OrderFacts, policy: PolicyDocument, now: datetime) -> tuple[Permission, ...]:
    """All that the rules grant a buyer; for a kind of which they grant nothing, why."""
    found: list[Permission] = []
    for kind in KINDS:
        allowed = granted(facts, kind, "buyer", policy=policy, now=now)
        found.extend(allowed or (permission(facts, kind, "buyer", policy=policy, now=now),))
    return tuple(found)
