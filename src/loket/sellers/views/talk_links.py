from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from loket.orders.access import get_order_named_for
from loket.orders.talk.letters import order_named_in, read_talk_link
from loket.people.access import NotVisible, get_seller_behind
from loket.people.actors import SellerActor
from loket.people.seller_sessions import remember_seller
from loket.sellers.pages import Visit, open_page, show, show_not_here


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def open_link(visit: Visit, token: str) -> HttpResponse:
    """The link of a letter about what a buyer wrote: lets this browser into that one talk once that is wanted.

    What only fetches it, as scanners of mail do, changes nothing. Whoever is signed in as that seller stays so.
    """
    response = _open(visit, token)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _open(visit: Visit, token: str) -> HttpResponse:
    facts = read_talk_link(token, "seller")
    order_id, seller_id = (order_named_in(facts), facts.recipient_uuid) if facts else (None, None)
    if facts is None or order_id is None or seller_id is None:
        return show_not_here(visit)
    actor = SellerActor(seller_id, order_id=order_id)
    try:
        seller, order = get_seller_behind(actor), get_order_named_for(actor, order_id)
    except NotVisible:
        return show_not_here(visit)
    there = reverse("sellers:talk", args=[order.number])
    if visit.signed_in and visit.signed_in.actor in (SellerActor(seller_id), actor):
        return redirect(f"{there}#say")
    if facts.is_over(visit.now):
        return redirect("sellers:sign_in")
    if visit.request.method != "POST":
        return show(visit, "talk_link", {"number": order.number})
    response = redirect(f"{there}#say")
    remember_seller(response, seller, now=visit.now, order_id=order_id)
    return response
