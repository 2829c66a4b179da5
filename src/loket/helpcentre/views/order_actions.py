from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from loket.helpcentre.buyers import Buyer, buyer_of, kept_private
from loket.helpcentre.forms import new_key
from loket.helpcentre.order_asking import ActionPage, action_page, expectations, send, why_refused
from loket.helpcentre.order_forms import FORMS, ActionForm
from loket.helpcentre.order_pages import asked_of, order_row
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.views.my_orders import show_elsewhere
from loket.orders.access import get_order_for
from loket.orders.bookkeeping.refusals import KeyTaken, NotAllowed, OverTheCap, RequestRefused
from loket.orders.models import Order
from loket.orders.queries import order_facts
from loket.people.access import NotVisible
from loket.people.actors import NOBODY


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def act(visit: Visit, number: str, kind: str) -> HttpResponse:
    """Say what will happen; once it is confirmed, ask for it, however often the form is sent."""
    return on_own_order(visit, number, lambda order, buyer: _act(visit, order, kind, buyer))


@require_safe
@help_page
@kept_private
def show_request(visit: Visit, number: str, entry: str) -> HttpResponse:
    """How something that was asked for stands, what happens next and by when."""
    return on_own_order(visit, number, lambda order, _buyer: _request(visit, order, entry))


def on_own_order(visit: Visit, number: str, page: Callable[[Order, Buyer], HttpResponse]) -> HttpResponse:
    """A page about somebody's own order; the same words as ever for everybody else's."""
    buyer = buyer_of(visit.request)
    try:
        order = get_order_for(buyer.actor if buyer else NOBODY, number)
    except NotVisible:
        return show_elsewhere(visit, number, buyer=buyer)
    return page(order, buyer) if buyer else show_elsewhere(visit, number, buyer=None)


def _act(visit: Visit, order: Order, kind: str, buyer: Buyer) -> HttpResponse:
    if kind not in FORMS:
        raise NotVisible
    page = action_page(order, kind, visit)
    if visit.request.method != "POST":
        form = FORMS[kind](facts=page.facts, granted=page.granted, initial={"key": new_key()})
        return _show(visit, page, form)
    form = FORMS[kind](visit.request.POST, facts=page.facts, granted=page.granted)
    if not form.is_valid():
        return _show(visit, page, form, status=422)
    try:
        entry = send(page, form, buyer=buyer)
    except (NotAllowed, OverTheCap, RequestRefused, KeyTaken) as refusal:
        form.add_error(None, why_refused(refusal, page, visit))
        return _show(visit, page, form, status=409)
    return redirect(visit.url("order_request", number=order.number, entry=str(entry.pk)))


def _show(visit: Visit, page: ActionPage, form: ActionForm, *, status: int = 200) -> HttpResponse:
    return show(visit, "orders/action", {"page": page, "form": form, "is_unlisted": True}, status=status)


def _request(visit: Visit, order: Order, entry: str) -> HttpResponse:
    facts = order_facts(order)
    asked = next((each for each in facts.ledger if each.id == entry), None)
    if asked is None:
        raise NotVisible
    context = {
        "asked": asked_of(asked, facts, visit),
        "expected": expectations(facts, asked, visit),
        "row": order_row(facts, visit),
        "is_unlisted": True,
    }
    return show(visit, "orders/request", context)
