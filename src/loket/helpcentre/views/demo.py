from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loket.helpcentre.addresses import INTERFACE_TAGS, language_name
from loket.helpcentre.demo_identity import BUYERS, SELLERS, can_sign_in, demo_identity, demo_seller_identity
from loket.helpcentre.pages import visitor_language
from loket.notices.channels.choosing import BY_NAME
from loket.people.language import to_django

PRICES = {"en": "US$ 38.90", "pt-BR": "R$ 214,90", "id": "Rp 629.000", "es": "MX$ 719.00"}


@require_safe
def show_shop(request: HttpRequest) -> HttpResponse:
    """A product page of the demo shop, with the widget as any foreign shop would include it."""
    if not settings.LOKET_DEMO:
        raise Http404
    tag = visitor_language(request)
    buyers, sellers = (BUYERS, SELLERS) if can_sign_in() else ({}, {})
    who, now = request.GET.get("as", ""), timezone.now()
    buyer, seller = buyers.get(who), sellers.get(who)
    context = {
        "tag": tag,
        "languages": [(each, to_django(each), language_name(each)) for each in INTERFACE_TAGS],
        "price": PRICES.get(tag, PRICES["en"]),
        "has_mailbox": BY_NAME["demo"].is_configured(),
        "buyers": tuple(buyers.values()),
        "buyer": buyer,
        "identity": demo_identity(buyer, tag, now) if buyer else "",
        "sellers": tuple(sellers.values()),
        "seller": seller,
        "seller_identity": demo_seller_identity(seller, now) if seller else "",
    }
    response = render(request, "helpcentre/demo.html", context)
    response["Cache-Control"] = "no-store"
    return response
