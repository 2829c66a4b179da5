"""Lists of orders: what somebody searched for, one buyer's, or the newest; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from loket.conversations.models import Conversation
from loket.desk.order_panels import listed
from loket.orders.search import BadCursor, FoundOrders, WantedOrders, list_orders, search_orders
from loket.people.actors import StaffActor

A_PAGE = 50
MOST_FOUND = 6
LONGEST = 200


@dataclass(frozen=True, slots=True)
class WantedPage:
    """Which part of which list somebody asked for; ``buyer`` is the shop's identifier of one."""

    text: str = ""
    buyer: str = ""
    after: str = ""


def read_wanted(parameters: Mapping[str, str]) -> WantedPage:
    """What the address asks for; too much of it is cut off."""
    return WantedPage(*(parameters.get(name, "").strip()[:LONGEST] for name in ("q", "buyer", "after")))


def orders_context(actor: StaffActor, wanted: WantedPage) -> dict[str, Any]:
    """One page of a list of orders."""
    found, is_first = _page(actor, wanted)
    return {
        "section": "orders",
        "here": "list",
        "rows": tuple(listed(found.orders)),
        "next": found.next,
        "is_first": is_first,
        "query": wanted.text,
        "buyer": wanted.buyer,
        "buyer_name": _name_of(found) or wanted.buyer,
        "query_string": urlencode(
            {name: value for name, value in (("q", wanted.text), ("buyer", wanted.buyer)) if value}
        ),
    }


def found_for(conversation: Conversation, actor: StaffActor, text: str) -> dict[str, Any]:
    """The orders that a search names, for a conversation to be about one of them; none without words."""
    text = text[:LONGEST]
    found = search_orders(text, actor=actor, limit=MOST_FOUND) if text else FoundOrders(())
    others = [each for each in found.orders if each.pk != conversation.order_id]
    return {"rows": tuple(listed(others)), "has_more": bool(found.next), "text": text}


def _page(actor: StaffActor, wanted: WantedPage) -> tuple[FoundOrders, bool]:
    """The page that was asked for, or the first where that is none."""
    which = WantedOrders(text=wanted.text, buyer=wanted.buyer)
    try:
        return list_orders(which, actor=actor, limit=A_PAGE, after=wanted.after), not wanted.after
    except BadCursor:
        return list_orders(which, actor=actor, limit=A_PAGE), True


def _name_of(found: FoundOrders) -> str:
    """The name by which a buyer's orders are headed."""
    named = (each.contact_name or each.customer.name for each in found.orders)
    return next((each for each in named if each), "")
