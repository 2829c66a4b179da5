from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from loket.helpcentre.buyers import (
    Buyer,
    buyer_of,
    forget_everybody,
    kept_private,
    newcomer,
    remember_buyer,
)
from loket.helpcentre.order_forms import CodeForm, NumberForm
from loket.helpcentre.order_wording import too_often
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.views.my_orders import LONGEST_NUMBER, show_way_in
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.proofs.code_wording import asked_text, wrong_code_text
from loket.orders.proofs.proving import TooManySends, TooManyTries
from loket.people.actions.customers import identify
from loket.people.http import comes_from_a_page_of_the_shop
from loket.people.identity import IdentityRefused, read_identity
from loket.reception.pace import TooFast


@csrf_exempt  # It comes from the shop's own pages; what it proves is in the signed identity.
@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def sign_in(visit: Visit) -> HttpResponse:
    """Let somebody in whom the shop vouches for."""
    if visit.request.method != "POST":
        return redirect(visit.url("orders"))
    try:
        identity = read_identity(visit.request.POST.get("identity", ""))
    except IdentityRefused:
        identity = None
    if identity is None or identity.role != "customer" or not comes_from_a_page_of_the_shop(visit.request):
        return show(visit, "orders/not_signed_in", {"form": NumberForm(), "is_unlisted": True}, status=403)
    customer = identify(identity, language=visit.tag, time_zone=visit.zone.key if visit.zone else "")
    response = redirect(visit.url("orders"))
    forget_everybody(visit.request, response, but=customer)
    remember_buyer(response, customer, now=visit.now)
    return response


@require_POST
@help_page
@kept_private
def sign_out(visit: Visit) -> HttpResponse:
    """Forget on this device whoever was here."""
    response = show(visit, "orders/signed_out", {"is_unlisted": True})
    forget_everybody(visit.request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def find_order(visit: Visit) -> HttpResponse:
    """Take an order's number and send a code to its contact; whether there is one, nobody learns."""
    buyer = buyer_of(visit.request)
    if visit.request.method != "POST":
        typed = visit.request.GET.get("number", "")[:LONGEST_NUMBER]
        return show_way_in(visit, NumberForm(initial={"number": typed}), buyer=buyer)
    form = NumberForm(visit.request.POST)
    if not form.is_valid():
        return show_way_in(visit, form, buyer=buyer, status=422)
    number = form.cleaned_data["number"]
    try:
        customer = buyer.customer if buyer else newcomer(visit)
        ask_for_code(customer, number, now=visit.now)
    except (TooManySends, TooFast) as error:
        seconds = error.retry_after if isinstance(error, TooManySends) else error.seconds
        form.add_error(None, too_often(seconds))
        return _later(show_way_in(visit, form, buyer=buyer, status=429), seconds)
    response = redirect(f"{visit.url('order_code')}?{urlencode({'number': number})}")
    remember_buyer(response, customer, now=visit.now)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def enter_code(visit: Visit) -> HttpResponse:
    """Take the code; the right one opens the order."""
    if visit.request.method != "POST":
        number = visit.request.GET.get("number", "")[:LONGEST_NUMBER]
        return _code_page(visit, CodeForm(initial={"number": number}), number)
    form = CodeForm(visit.request.POST)
    number = visit.request.POST.get("number", "")[:LONGEST_NUMBER]
    if not form.is_valid():
        return _code_page(visit, form, number, status=422)
    buyer = buyer_of(visit.request)
    if buyer is None:
        lost = _("This browser has forgotten what you asked for. Let it keep cookies, and ask for another code.")
        form.add_error(None, lost)
        return _code_page(visit, form, number, status=422)
    return _confirm(visit, form, buyer, number)


def _confirm(visit: Visit, form: CodeForm, buyer: Buyer, number: str) -> HttpResponse:
    try:
        order = confirm_code(buyer.customer, number, form.cleaned_data["code"], now=visit.now)
    except TooManyTries as error:
        form.add_error("code", _("This code was tried too often and is no longer good. Ask for another one."))
        return _later(_code_page(visit, form, number, status=429), error.retry_after)
    if order is None:
        form.add_error("code", wrong_code_text())
        return _code_page(visit, form, number, status=422)
    return redirect(visit.url("order", number=order.number))


def _code_page(visit: Visit, form: CodeForm, number: str, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "number": number, "words": asked_text(), "is_unlisted": True}
    return show(visit, "orders/code", context, status=status)


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    response["Retry-After"] = str(seconds)
    return response
