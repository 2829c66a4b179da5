from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.disputes.access import get_dispute_for
from loket.disputes.links import read_dispute_link
from loket.disputes.machine.codes import Role
from loket.people.access import NotVisible, get_seller_behind
from loket.people.actors import SellerActor
from loket.people.seller_sessions import remember_seller
from loket.sellers.pages import Visit, open_page, show, show_not_here


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def open_link(visit: Visit, token: str) -> HttpResponse:
    """The link of a letter about a claim: lets this browser into that one claim once that is wanted.

    What only fetches it, as scanners of mail do, changes nothing. Whoever is signed in as that seller stays so.
    """
    response = _open(visit, token)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _open(visit: Visit, token: str) -> HttpResponse:
    facts = read_dispute_link(token, Role.SELLER)
    dispute_id, seller_id = (facts.id_of("dispute"), facts.recipient_uuid) if facts else (None, None)
    if facts is None or dispute_id is None or seller_id is None:
        return show_not_here(visit)
    actor = SellerActor(seller_id, dispute_id)
    try:
        seller, dispute = get_seller_behind(actor), get_dispute_for(actor, dispute_id)
    except NotVisible:
        return show_not_here(visit)
    known = visit.signed_in
    if known and known.actor in (SellerActor(seller_id), actor):
        return redirect("sellers:claim", number=dispute.number)
    if facts.is_over(visit.now):
        return redirect("sellers:sign_in")
    if visit.request.method != "POST":
        return show(visit, "claim_link", {"number": dispute.number})
    response = redirect("sellers:claim", number=dispute.number)
    remember_seller(response, seller, now=visit.now, dispute_id=dispute_id)
    return response
