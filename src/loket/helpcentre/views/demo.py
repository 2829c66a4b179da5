from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from loket.helpcentre.addresses import INTERFACE_TAGS, language_name
from loket.helpcentre.demo_identity import BUYERS, can_sign_in, demo_identity
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
    buyers = BUYERS if can_sign_in() else {}
    buyer = buyers.get(request.GET.get("as", ""))
    context = {
        "tag": tag,
        "languages": [(each, to_django(each), language_name(each)) for each in INTERFACE_TAGS],
        "price": PRICES.get(tag, PRICES["en"]),
        "has_mailbox": BY_NAME["demo"].is_configured(),
        "buyers": tuple(buyers.values()),
        "buyer": buyer,
        "identity": demo_identity(buyer, tag, timezone.now()) if buyer else "",
    }
    response = render(request, "helpcentre/demo.html", context)
    response["Cache-Control"] = "no-store"
    return response
