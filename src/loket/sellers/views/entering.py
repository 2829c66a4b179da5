from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from loket.people.actions.seller_links import identify_seller
from loket.people.http import comes_from_a_page_of_the_shop
from loket.people.identity import Identity, IdentityRefused, read_identity
from loket.people.seller_sessions import forget_seller, remember_seller
from loket.sellers.addresses import own_address
from loket.sellers.pages import Visit, open_page, show


@csrf_exempt  # It comes from the shop's own pages; what it proves is in the signed identity.
@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def enter(visit: Visit) -> HttpResponse:
    """Let a seller in for whom the shop vouches; a link first shows whom it lets in, and changes nothing."""
    request = visit.request
    given = request.POST if request.method == "POST" else request.GET
    token, after = given.get("identity", ""), own_address(given.get("next", ""))
    identity = _seller_in(token)
    if identity is None or not comes_from_a_page_of_the_shop(request):
        return show(visit, "not_signed_in", {}, status=403)
    if request.method != "POST":
        response = show(visit, "enter", {"name": identity.name, "identity": token, "next": after})
        # The address is a secret: not even our own next page is told it.
        response["Referrer-Policy"] = "strict-origin"
        return response
    response = redirect(after)
    remember_seller(response, identify_seller(identity), now=visit.now)
    return response


@require_POST
@open_page
def sign_out(visit: Visit) -> HttpResponse:
    """Forget on this device whoever was here."""
    response = redirect(f"{reverse('sellers:sign_in')}?signed_out=1")
    forget_seller(response)
    return response


def _seller_in(token: str) -> Identity | None:
    """Whom a token vouches for; None where it holds nobody, or no seller."""
    try:
        identity = read_identity(token)
    except IdentityRefused:
        return None
    return identity if identity.role == "seller" else None
