from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from loket.helpcentre.buyers import Buyer, buyer_of, kept_private
from loket.helpcentre.dispute_rows import disputes_beside
from loket.helpcentre.order_forms import NumberForm
from loket.helpcentre.order_pages import order_page, order_row
from loket.helpcentre.pages import Visit, help_page, show
from loket.orders.access import get_order_for, visible_to
from loket.orders.listing import orders_page
from loket.orders.queries import order_facts
from loket.people.access import NotVisible
from loket.people.actors import NOBODY

LONGEST_NUMBER = 60


@require_safe
@help_page
@kept_private
def show_orders(visit: Visit) -> HttpResponse:
    """The orders of whoever is signed in, what needs them first; a way in for everybody else."""
    buyer = buyer_of(visit.request)
    if buyer is None:
        return show_way_in(visit, NumberForm(initial={"number": visit.request.GET.get("number", "")[:LONGEST_NUMBER]}))
    before = visit.request.GET.get("before", "")[:LONGEST_NUMBER]
    page = orders_page(visible_to(buyer.actor), visit.now, before=before)
    if not (page.orders or page.urgent or buyer.is_vouched_for):
        return show_way_in(visit, NumberForm(), buyer=buyer)
    context = {
        "buyer": buyer,
        "urgent": [order_row(each, visit) for each in page.urgent],
        "orders": [order_row(each, visit) for each in page.orders],
        "next_before": page.next_before,
        "is_first": not before,
        "is_unlisted": True,
    }
    return show(visit, "orders/list", context)


@require_safe
@help_page
@kept_private
def show_order(visit: Visit, number: str) -> HttpResponse:
    """One order: where it stands, what happened, and what can be done now."""
    buyer = buyer_of(visit.request)
    try:
        order = get_order_for(buyer.actor if buyer else NOBODY, number)
    except NotVisible:
        return show_elsewhere(visit, number, buyer=buyer)
    page = order_page(order_facts(order), visit)
    links = disputes_beside(order, buyer.actor, visit) if buyer else ()
    return show(visit, "orders/order", {"buyer": buyer, "page": page, "links": links, "is_unlisted": True})


def show_way_in(visit: Visit, form: NumberForm, *, buyer: Buyer | None = None, status: int = 200) -> HttpResponse:
    """How somebody reaches their orders: through the shop, or by a code to the order's contact."""
    return show(visit, "orders/find", {"form": form, "buyer": buyer, "is_unlisted": True}, status=status)


def show_elsewhere(visit: Visit, number: str, *, buyer: Buyer | None) -> HttpResponse:
    """The same words for an order of somebody else, one that does not exist, and a visit that has run out."""
    form = NumberForm(initial={"number": number[:LONGEST_NUMBER]})
    return show(visit, "orders/elsewhere", {"form": form, "buyer": buyer, "is_unlisted": True}, status=404)
