from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loket.helpcentre.addresses import INTERFACE_TAGS, language_name
from loket.helpcentre.demo_letters import letter_document, mailbox_context
from loket.helpcentre.pages import visitor_language
from loket.helpcentre.zones import zone_of
from loket.notices.access import get_demo_letter
from loket.notices.channels.choosing import BY_NAME
from loket.people.language import to_django

# Mails carry their looks in themselves. Nothing runs, nothing is fetched, and the frame is nobody's origin.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)


@require_safe
def show_mailbox(request: HttpRequest, letter_id: int | None = None) -> HttpResponse:
    """What the demo would have sent, for anybody who looks."""
    _only_in_use()
    tag = visitor_language(request)
    context = {
        "tag": tag,
        "zone": zone_of(request),
        "languages": [(each, to_django(each), language_name(each)) for each in INTERFACE_TAGS],
        **mailbox_context(request.GET, letter_id),
    }
    response = render(request, "helpcentre/demo_mailbox.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def show_letter(_request: HttpRequest, letter_id: int) -> HttpResponse:
    """One letter as a mail program shows it, for the frame on the mailbox's page."""
    _only_in_use()
    response = HttpResponse(letter_document(get_demo_letter(letter_id)))
    response["Content-Security-Policy"] = LETTER_POLICY
    response["Cache-Control"] = "no-store"
    # Its links hold keys to conversations.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _only_in_use() -> None:
    """There is no such page where letters go to people."""
    if not (settings.LOKET_DEMO and BY_NAME["demo"].is_configured()):
        raise Http404
