from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.helpcentre.buyers import Buyer, kept_private
from loket.helpcentre.forms import new_key
from loket.helpcentre.order_asking import ActionPage, action_page, send, why_refused
from loket.helpcentre.order_forms import ElsewhereForm
from loket.helpcentre.order_wording import too_often
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.views.order_actions import on_own_order
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.bookkeeping.refusals import KeyTaken, NotAllowed, OverTheCap, RequestRefused
from loket.orders.models import Order
from loket.orders.proofs.code_wording import wrong_code_text
from loket.orders.proofs.masked_contacts import masked_contacts
from loket.orders.proofs.proving import TooManySends, TooManyTries


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def refund_elsewhere(visit: Visit, number: str) -> HttpResponse:
    """Name another account, prove anew who one is, and have the money sent there a day later."""
    return on_own_order(visit, number, lambda order, buyer: _refund(visit, order, buyer))


def _refund(visit: Visit, order: Order, buyer: Buyer) -> HttpResponse:
    page, posted = action_page(order, "refund", visit), visit.request.POST
    fill = partial(ElsewhereForm, facts=page.facts, granted=page.granted, contact_name=order.contact_name)
    if visit.request.method != "POST":
        return _show(visit, page, fill(initial={"key": new_key()}))
    form = fill(posted)
    if not form.is_valid():
        return _show(visit, page, form, status=422)
    if posted.get("step") == "confirm":
        return _confirm(visit, page, form, buyer)
    if posted.get("step") == "change":
        return _show(visit, page, form)
    return _send_code(visit, page, form, buyer)


def _send_code(visit: Visit, page: ActionPage, form: ElsewhereForm, buyer: Buyer) -> HttpResponse:
    try:
        ask_for_code(buyer.customer, page.order.number, now=visit.now)
    except TooManySends as error:
        form.add_error(None, too_often(error.retry_after))
        return _show(visit, page, form, status=429)
    return _show(visit, page, form, is_proving=True)


def _confirm(visit: Visit, page: ActionPage, form: ElsewhereForm, buyer: Buyer) -> HttpResponse:
    code = visit.request.POST.get("code", "")
    try:
        proven = confirm_code(buyer.customer, page.order.number, code, now=visit.now)
    except TooManyTries:
        proven = None
    if proven != page.order:
        form.add_error(None, wrong_code_text())
        return _show(visit, page, form, is_proving=True, status=422)
    try:
        entry = send(page, form, buyer=buyer, destination=form.cleaned_data["destination"])
    except (NotAllowed, OverTheCap, RequestRefused, KeyTaken) as refusal:
        form.add_error(None, why_refused(refusal, page, visit))
        return _show(visit, page, form, status=409)
    return redirect(visit.url("order_request", number=page.order.number, entry=str(entry.pk)))


def _show(
    visit: Visit, page: ActionPage, form: ElsewhereForm, *, is_proving: bool = False, status: int = 200
) -> HttpResponse:
    sent_to = masked_contacts(phone=page.order.contact_phone, email=page.order.contact_email)
    context = {
        "page": page,
        "form": form,
        "is_proving": is_proving,
        "given": form.said if is_proving else (),
        "sent_to": sent_to,
        "is_unlisted": True,
    }
    return show(visit, "orders/refund_elsewhere", context, status=status)
