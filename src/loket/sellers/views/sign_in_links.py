from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.notices.actions.seller_links import ask_for_seller_link
from loket.notices.channels.choosing import is_any_configured
from loket.people.actions.seller_links import SellerLinkOver, seller_link_holder, use_seller_link
from loket.people.digests import digest_of
from loket.people.seller_sessions import remember_seller
from loket.reception.pace import TooFast, limit, limit_chats
from loket.sellers.addresses import HOME
from loket.sellers.forms import EmailForm
from loket.sellers.pages import Visit, open_page, show

# How often a link may be asked for with one address in a minute.
MOST_A_MINUTE = 3


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def ask(visit: Visit) -> HttpResponse:
    """Send a link to the address that the marketplace has; the words are the same for one that nobody has."""
    if visit.request.method != "POST":
        return _show(visit, EmailForm(initial={"next": visit.request.GET.get("next", "")[:500]}))
    form = EmailForm(visit.request.POST)
    if not form.is_valid():
        return _show(visit, form, status=422)
    email = form.cleaned_data["email"].strip().lower()
    try:
        limit_chats(str(visit.request.META.get("REMOTE_ADDR", "")))
        limit(f"seller-link:{digest_of(email)[:40]}", MOST_A_MINUTE)
    except TooFast as error:
        form.add_error(None, _("That was too often in a short time. Wait a minute, then try again."))
        response = _show(visit, form, status=429)
        response["Retry-After"] = str(error.seconds)
        return response
    if is_any_configured():
        ask_for_seller_link(email)
    return show(visit, "link_asked", {"email": email, "can_write": is_any_configured()})


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def use(visit: Visit, secret: str) -> HttpResponse:
    """The link of a letter: shows whom it lets in, and does so once that is wanted.

    What only fetches it, as scanners of mail do, does not spend it.
    """
    response = _use(visit, secret)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    return response


def _use(visit: Visit, secret: str) -> HttpResponse:
    holder = seller_link_holder(secret, now=visit.now)
    if holder is None:
        return show(visit, "link_over", {}, status=410)
    if visit.request.method != "POST":
        return show(visit, "enter", {"name": holder.name})
    try:
        seller = use_seller_link(secret, now=visit.now)
    except SellerLinkOver:
        return show(visit, "link_over", {}, status=410)
    response = redirect(HOME)
    remember_seller(response, seller, now=visit.now)
    return response


def _show(visit: Visit, form: EmailForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "is_signed_out": "signed_out" in visit.request.GET}
    return show(visit, "sign_in", context, status=status)
