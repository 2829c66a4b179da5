"""An order as the desk shows it, beside a conversation and on a page of its own; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from loket.conversations.models import Conversation
from loket.desk.order_duties import open_tasks
from loket.orders.access import ledger_visible_to, visible_to
from loket.orders.actions.ledger import role_of
from loket.orders.facts import EventFacts, ItemFacts, OrderFacts, PaymentFacts, ShipmentFacts
from loket.orders.models import LedgerEntry, Order, OrderTask
from loket.orders.queries import facts_of_row
from loket.orders.rulebook.policies import current_policy
from loket.orders.rulebook.rule_wording import explain
from loket.orders.rulebook.rules import Permission, permissions
from loket.orders.talk.queries import count_talk
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.standings import standing_of
from loket.orders.telling.timeline import Entry, timeline
from loket.orders.telling.wording import refund_line, shipment_line, standing, state_label
from loket.people.access import NotVisible
from loket.people.actors import CustomerActor, StaffActor

MOST_OTHERS = 5
TONES = {
    "awaiting_payment": "warning",
    "paid": "accent",
    "shipped": "accent",
    "delivered": "positive",
    "completed": "positive",
    "payment_failed": "danger",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item; its picture only where a page of ours may show it."""

    item: ItemFacts
    picture: str


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment, and in one sentence each what went back over it."""

    payment: PaymentFacts
    refunds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel, and where it is in a sentence."""

    shipment: ShipmentFacts
    sentence: str

    @property
    def events(self) -> tuple[EventFacts, ...]:
        """What its carrier said, the last first."""
        return self.shipment.events[::-1]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that may not be done now, and why."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class OrderPanel:
    """One order with everything that an agent needs of it."""

    order: Order
    facts: OrderFacts
    state: str
    tone: str
    standing: str
    is_problem: bool
    steps: tuple[Entry, ...]
    lines: tuple[Line, ...]
    payments: tuple[Paid, ...]
    parcels: tuple[Parcel, ...]
    entries: tuple[LedgerEntry, ...]
    tasks: tuple[OrderTask, ...]
    allowed: tuple[Permission, ...]
    refused: tuple[Refusal, ...]
    is_lead: bool
    talk_count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An order in a list: what one recognises it by."""

    order: Order
    tone: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands about orders beside a conversation."""

    panel: OrderPanel | None
    is_theirs: bool
    others: tuple[Listed, ...]
    has_more: bool


def order_panel(order_id: int, actor: StaffActor, *, now: datetime) -> OrderPanel:
    """Everything about one order, in as many statements however much belongs to it; raises NotVisible."""
    found = visible_to(actor).filter(pk=order_id).select_related("customer", "seller").first()
    if found is None:
        raise NotVisible
    facts, zone = facts_of_row(found), actor.user.time_zone
    stands = standing_of(facts, now)
    known = permissions(facts, role_of(actor), policy=current_policy(facts.market), now=now)
    return OrderPanel(
        order=found,
        facts=facts,
        state=state_label(facts),
        tone="warning" if stands.is_problem else tone_of(found.state),
        standing=standing(facts, now, time_zone=zone),
        is_problem=stands.is_problem,
        steps=tuple(reversed(timeline(facts, now))),
        lines=tuple(Line(each, own_picture(each.image_url)) for each in facts.items),
        payments=tuple(_paid(facts)),
        parcels=tuple(Parcel(each, shipment_line(each, zone)) for each in facts.shipments),
        entries=entries_of(found, actor),
        tasks=tuple(open_tasks(actor).filter(order=found)),
        allowed=tuple(each for each in known if each.is_allowed),
        refused=tuple(_refusals(known, facts, actor)),
        is_lead=role_of(actor) == "lead",
        talk_count=count_talk(found.pk),
    )


def orders_beside(conversation: Conversation, actor: StaffActor, *, now: datetime) -> Beside:
    """The conversation's order, if it is known, and the newest others of its customer."""
    panel = order_panel(conversation.order_id, actor, now=now) if conversation.order_id else None
    others = list(_of_customer(conversation, actor)[: MOST_OTHERS + 1])
    return Beside(
        panel=panel,
        is_theirs=panel is None or is_of_customer(panel.order, conversation),
        others=tuple(listed(others[:MOST_OTHERS])),
        has_more=len(others) > MOST_OTHERS,
    )


def is_of_customer(order: Order, conversation: Conversation) -> bool:
    """Whether the customer of a conversation is known, or has proven, to be the order's buyer."""
    buyer = conversation.customer
    if order.customer_id == buyer.pk and buyer.external_id is not None and buyer.erased_at is None:
        return True
    customer = CustomerActor(buyer.pk, conversation.pk)
    return visible_to(customer).filter(number=order.number).exists()


def listed(orders: Iterable[Order]) -> Iterable[Listed]:
    """Orders as rows of a list."""
    return (Listed(each, tone_of(each.state)) for each in orders)


def entries_of(order: Order, actor: StaffActor) -> tuple[LedgerEntry, ...]:
    """What the ledger holds of an order, the newest first, with the people in it."""
    entries = ledger_visible_to(actor).filter(order=order).order_by("-created_at")
    return tuple(entries.select_related("order", "payment", "asked_by_staff", "decided_by_staff"))


def tone_of(state: str) -> str:
    """The badge that fits an order's state."""
    return TONES.get(state, "quiet")


def reason_why(permission: Permission, facts: OrderFacts, actor: StaffActor) -> str:
    """Why something may not be done, in the reader's time zone."""
    return explain(permission, currency=facts.currency, time_zone=actor.user.time_zone)


def _refusals(known: Sequence[Permission], facts: OrderFacts, actor: StaffActor) -> Iterable[Refusal]:
    for each in known:
        if not each.is_allowed:
            yield Refusal(each.kind, reason_why(each, facts, actor))


def _paid(facts: OrderFacts) -> Iterable[Paid]:
    for payment in facts.payments:
        sentences = tuple(refund_line(each, payment, facts.currency) for each in payment.refunds)
        yield Paid(payment, sentences)


def _of_customer(conversation: Conversation, actor: StaffActor) -> QuerySet[Order]:
    """The orders of a customer whom the shop vouches for; nobody knows those of others."""
    orders = visible_to(actor).select_related("seller").exclude(pk=conversation.order_id or 0)
    if conversation.customer.external_id is None:
        return orders.none()
    return orders.filter(customer=conversation.customer_id).order_by("-placed_at", "-id")
