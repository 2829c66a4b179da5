"""Who looks at which orders where: each kind of visit with what it is given and what its answer has to name."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.db.models import Count
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from journeys.cast import ada, writes
from loket.assistant import banks
from loket.assistant.bank import build_bank
from loket.assistant.tests.shop import ARTICLES
from loket.conversations.actions.inbound import Opening
from loket.conversations.models import Conversation
from loket.helpcentre.buyers import COOKIE, remember_buyer
from loket.lib.embedding import use
from loket.orders.models import Order, Shipment
from loket.orders.recognising.looking_up import orders_named
from loket.people.actions.keys import create_server_key
from loket.people.actors import NOBODY, SYSTEM, CustomerActor
from loket.people.models import Customer
from loket.people.scopes import KeyScope
from loket.reception.actions import Opened, open_chat, receive, take_turn

SAMPLE = 300
BUYERS = 100


@dataclass(frozen=True, slots=True)
class People:
    """Ada's browser, a buyer's, and a server with its key."""

    ada: Client
    buyer: Client
    server: Client


@dataclass(frozen=True, slots=True)
class Visits:
    """One kind of visit; only ``make`` is measured, on what ``prepare`` makes of each of ``given``."""

    name: str
    given: Sequence[Any]
    make: Callable[[Any], str]
    expected: Callable[[Any], str] = lambda order: order.number
    prepare: Callable[[Any], Any] = lambda given: given


def prepare_people() -> People:
    """Sign Ada in, give the server its key, and the assistant a small bank."""
    articles = [replace(each, flow="tracking" if each.article == "track-parcel" else "") for each in ARTICLES]
    bank = build_bank(articles, use())
    banks.current = lambda: bank
    desk = Client()
    desk.force_login(ada().user)
    key = create_server_key("shop", scopes=[KeyScope.ORDERS], by=SYSTEM)
    return People(desk, Client(), Client(headers={"Authorization": f"Bearer {key.secret}"}))


def all_visits(people: People) -> list[Visits]:
    """Every kind, over orders and buyers chosen by chance from what is stored now."""
    chance = random.Random(7)
    orders = _orders(chance)
    parcels = dict(Shipment.objects.filter(order__in=orders).values_list("order", "tracking_number"))
    sent = [each for each in orders if each.pk in parcels]
    some, many = _of_buyers_with(7, chance), _of_buyers_with(200, chance)
    return [
        *_at_the_desk(people, orders, some, many),
        Visits("search, tracking number", sent, lambda order: _page(people.ada, "/desk/orders", q=parcels[order.pk])),
        *_searches(people, orders, chance),
        *_my_orders(people, some, many),
        Visits("API, one order", orders, lambda order: _page(people.server, f"/api/v1/orders/{order.number}")),
        _chat(sent),
        Visits("orders_named alone", orders, _named),
    ]


def _at_the_desk(people: People, orders: list[Order], some: list[Order], many: list[Order]) -> list[Visits]:
    def panel(conversation: Conversation) -> str:
        return _page(people.ada, f"/desk/conversations/{conversation.pk}/state")

    return [
        Visits("panel, buyer with 7 orders", some, panel, prepare=_Conversations()),
        Visits("panel, buyer with 200 orders", many, panel, prepare=_Conversations()),
        Visits("desk, page of an order", orders, lambda order: _page(people.ada, f"/desk/orders/{order.number}")),
    ]


def _searches(people: People, orders: list[Order], chance: random.Random) -> list[Visits]:
    """Each way in; a name is typed whole, or its first word, or as far as somebody got."""

    def search(text: Callable[[Order], str]) -> Callable[[tuple[Order, str]], str]:
        return lambda order: _page(people.ada, "/desk/orders", q=text(order))

    def name_of(order: Order) -> str:
        name = order.contact_name
        return chance.choice((name, name.split()[0], name[: name.index(" ") + 2]))

    def late(order: Order) -> str:
        return f"{order.placed_at.isoformat()}_{order.pk}"

    def any_row(_order: Order) -> str:
        return "/desk/orders/LK-"

    # Far back, but not so far that nothing follows.
    old = sorted(orders, key=lambda each: each.placed_at)[SAMPLE * 3 // 10 : SAMPLE // 2] or orders
    old = chance.sample(old, len(old))

    def newest(order: Order, **query: str) -> str:
        return _page(people.ada, "/desk/orders", after=late(order), **query)

    def late_name(order: Order) -> str:
        return newest(order, q=order.contact_name.split()[0])

    return [
        Visits("search, number", orders, search(lambda order: order.number.lower().replace("-", " "))),
        Visits("search, buyer's identifier", orders, search(lambda order: order.customer.external_id), any_row),
        Visits("search, e-mail", orders, search(lambda order: order.contact_email), any_row),
        Visits("search, telephone", orders, search(lambda order: order.contact_phone), any_row),
        Visits("search, name", orders, search(name_of), any_row),
        Visits("search, name, a late page", old, late_name, any_row),
        Visits("newest orders", orders, lambda _order: _page(people.ada, "/desk/orders"), any_row),
        Visits("all orders, a late page", old, newest, any_row),
    ]


def _my_orders(people: People, some: list[Order], many: list[Order]) -> list[Visits]:
    def enter(order: Order) -> Order:
        response = HttpResponse()
        remember_buyer(response, order.customer, now=timezone.now())
        people.buyer.cookies[COOKIE] = response.cookies[COOKIE].value
        return order

    def index(_order: Order) -> str:
        return _page(people.buyer, "/en/orders")

    def one(order: Order) -> str:
        return _page(people.buyer, f"/en/orders/{order.number}")

    anything = "/en/orders/LK-"
    return [
        Visits("my orders, 7", some, index, prepare=enter),
        Visits("my orders, 200", many, index, lambda _order: anything, enter),
        Visits("my orders, one of 7", some, one, prepare=enter),
        Visits("my orders, one of 200", many, one, prepare=enter),
    ]


def _chat(orders: list[Order]) -> Visits:
    """One turn of a buyer whom the shop vouches for, from the message to the stored answer."""

    def opened(order: Order) -> tuple[Opened, Order]:
        chat = open_chat(Opening(language="en", page_language="en"), identity=None, by=NOBODY, customer=order.customer)
        return chat, order

    def turn(ready: tuple[Opened, Order]) -> str:
        chat, order = ready
        customer = CustomerActor(chat.conversation.customer_id, chat.conversation.pk)
        receive(chat.conversation, writes(f"where is my order {order.number}?"), by=customer)
        return " ".join(message.text for message in take_turn(chat.conversation.pk))

    return Visits("chat, a turn that names an order", orders, turn, lambda _order: "LB1", opened)


def _named(order: Order) -> str:
    found = orders_named(f"where is my order {order.number}?", actor=CustomerActor(order.customer_id, uuid4()))
    return " ".join(each.number for each in found.orders)


class _Conversations:
    """One conversation of each buyer, about the order that is looked at next."""

    def __init__(self) -> None:
        self._of: dict[object, Conversation] = {}

    def __call__(self, order: Order) -> Conversation:
        if order.customer_id not in self._of:
            chat = open_chat(
                Opening(language="en", page_language="en"), identity=None, by=NOBODY, customer=order.customer
            )
            self._of[order.customer_id] = chat.conversation
        conversation = self._of[order.customer_id]
        Conversation.objects.filter(pk=conversation.pk).update(order=order)
        return conversation


def _orders(chance: random.Random) -> list[Order]:
    wanted = chance.sample(range(1, Order.objects.count() + 1), SAMPLE)
    found = list(Order.objects.filter(pk__in=wanted).select_related("customer"))
    return chance.sample(found, len(found))


def _of_buyers_with(count: int, chance: random.Random) -> list[Order]:
    """Orders of buyers who have exactly so many, of as many buyers as there are."""
    counted = Order.objects.order_by().values("customer").annotate(orders=Count("pk")).filter(orders=count)
    keys = sorted(counted.values_list("customer", flat=True))
    chosen = chance.sample(keys, min(BUYERS, len(keys)))
    buyers = Customer.objects.filter(pk__in=chosen, external_id__isnull=False)
    found = list(Order.objects.filter(customer__in=buyers).order_by("pk").select_related("customer"))
    return chance.sample(found, min(SAMPLE, len(found)))


def _page(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    return f"{response.status_code} {response.content.decode()}"
