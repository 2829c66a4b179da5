from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.helpcentre.buyers import buyer_of, kept_private, newcomer, remember_buyer
from loket.helpcentre.pages import Visit, help_page, show
from loket.notices.links import LinkFacts
from loket.orders.access import get_order_named_for, side_of
from loket.orders.actions.proving import open_by_letter
from loket.orders.models import Order
from loket.orders.talk.letters import order_named_in, read_talk_link
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actors import CustomerActor, SystemActor
from loket.reception.pace import TooFast


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def open_link(visit: Visit, token: str) -> HttpResponse:
    """The link of a letter about what a seller wrote: says which order it opens, and lets this browser in once wanted.

    What only fetches it, as scanners of mail do, changes nothing. It opens the talk with its order, nothing else.
    """
    facts = read_talk_link(token, "buyer")
    if facts is None:
        raise NotVisible
    order = _order_of(facts)
    # After its end the order's code lets in as well.
    there = f"{visit.url('order_talk', number=order.number)}#say"
    response = redirect(there) if facts.is_over(visit.now) else _open(visit, order, there)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _open(visit: Visit, order: Order, there: str) -> HttpResponse:
    buyer = buyer_of(visit.request)
    may_see = buyer is not None and side_of(buyer.actor, order) is not None
    if visit.request.method != "POST" and not (may_see and visit.request.method == "GET"):
        return _ask(visit, order)
    try:
        customer = buyer.customer if buyer else newcomer(visit)
    except TooFast:
        return _ask(visit, order, status=429)
    if not may_see:
        open_by_letter(customer, order, now=visit.now)
    response = redirect(there)
    remember_buyer(response, customer, now=visit.now)
    return response


def _ask(visit: Visit, order: Order, *, status: int = 200) -> HttpResponse:
    return show(visit, "orders/talk_link", {"is_unlisted": True, "number": order.number}, status=status)


def _order_of(facts: LinkFacts) -> Order:
    """The one order that a link opens, for the one to whom it was sent; raises NotVisible."""
    order_id, customer_id = order_named_in(facts), facts.recipient_uuid
    if order_id is None or customer_id is None:
        raise NotVisible
    # Raises for whoever was erased meanwhile.
    get_customer_behind(CustomerActor(customer_id))
    order = get_order_named_for(SystemActor("letters"), order_id)
    if order.customer_id != customer_id:
        raise NotVisible
    return order
