from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.links import read_dispute_link
from loket.disputes.machine.codes import Role
from loket.disputes.models import Dispute
from loket.helpcentre.buyers import Buyer, buyer_of, kept_private, newcomer, remember_buyer
from loket.helpcentre.pages import Visit, help_page, show
from loket.notices.links import LinkFacts
from loket.orders.actions.proving import open_by_letter
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actors import CustomerActor, SystemActor
from loket.reception.pace import TooFast


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def open_link(visit: Visit, token: str) -> HttpResponse:
    """The link of a letter about a claim: says which one it opens, and lets this browser in once that is wanted.

    What only fetches it, as scanners of mail do, changes nothing. It opens the claim with its order, nothing else.
    """
    facts = read_dispute_link(token, Role.BUYER)
    if facts is None:
        raise NotVisible
    if facts.is_over(visit.now):
        # An order's code opens the claim as well.
        return redirect(visit.url("my_disputes"))
    response = _open(visit, _dispute_of(facts), facts)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _open(visit: Visit, dispute: Dispute, facts: LinkFacts) -> HttpResponse:
    buyer = buyer_of(visit.request)
    may_see = buyer is not None and _sees(buyer, dispute)
    if visit.request.method != "POST" and not (may_see and visit.request.method == "GET"):
        return show(visit, "disputes/private_link", {"is_unlisted": True, "number": dispute.number})
    try:
        customer = buyer.customer if buyer else newcomer(visit)
    except TooFast:
        return show(visit, "disputes/private_link", {"is_unlisted": True, "number": dispute.number}, status=429)
    if not may_see:
        open_by_letter(customer, dispute.order, now=visit.now)
    mark_opened(dispute, CustomerActor(customer.pk), now=visit.now)
    response = redirect(visit.url("my_dispute", claim=dispute.number))
    remember_buyer(response, customer, now=visit.now)
    return response


def _sees(buyer: Buyer, dispute: Dispute) -> bool:
    try:
        get_dispute_for(buyer.actor, dispute.pk)
    except NotVisible:
        return False
    return True


def _dispute_of(facts: LinkFacts) -> Dispute:
    """The one claim that a link opens, for the one to whom it was sent; raises NotVisible."""
    dispute_id, customer_id = facts.id_of("dispute"), facts.recipient_uuid
    if dispute_id is None or customer_id is None:
        raise NotVisible
    # Raises for whoever was erased meanwhile.
    get_customer_behind(CustomerActor(customer_id))
    dispute = get_dispute_for(SystemActor("letters"), dispute_id)
    if dispute.customer_id != customer_id:
        raise NotVisible
    return dispute
