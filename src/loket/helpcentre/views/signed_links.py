from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.inbound import issue_token
from loket.conversations.models import Conversation
from loket.helpcentre import devices
from loket.helpcentre.pages import Visit, help_page, show
from loket.notices.actions.fresh_links import send_fresh_link
from loket.notices.actions.telling import mark_opened
from loket.notices.channels.choosing import is_any_configured
from loket.notices.links import CONVERSATION, LinkFacts, read_link_of_any_age
from loket.people.access import NotVisible, get_customer_behind
from loket.people.actors import CustomerActor
from loket.reception.telling.recipients import recipient_of


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
def open_link(visit: Visit, token: str) -> HttpResponse:
    """The link of a letter: shows which case it opens, and lets this browser in once that is wanted.

    What only fetches it, as scanners of mail do, changes nothing; a browser that was let in before goes right through.
    """
    facts = read_link_of_any_age(token, purpose=CONVERSATION)
    if facts is None:
        raise NotVisible
    response = _over(visit, facts) if facts.is_over(visit.now) else _open(visit, facts)
    # The address is a secret: not even our own next page is told it.
    response["Referrer-Policy"] = "strict-origin"
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _open(visit: Visit, facts: LinkFacts) -> HttpResponse:
    case = _case_of(facts)
    token = _own_token(visit, case)
    if visit.request.method != "POST" and not (token and visit.request.method == "GET"):
        return show(visit, "private_link", {"is_unlisted": True, "number": case.number})
    mark_opened(facts.subject, recipient_kind=facts.recipient_kind, recipient_id=facts.recipient_id, now=visit.now)
    response = redirect(f"{visit.url('conversation', conversation_id=case.pk)}#latest")
    devices.remember(response, case.pk, token or issue_token(case))
    return response


def _over(visit: Visit, facts: LinkFacts) -> HttpResponse:
    """Says so, and sends a new one; the words are the same whether there is still such a case and an address or not."""
    can_write = is_any_configured()
    is_asked = visit.request.method == "POST" and can_write
    if is_asked:
        _send_fresh(visit, facts)
    context = {"is_unlisted": True, "is_asked": is_asked, "can_write": can_write}
    return show(visit, "link_over", context, status=200 if is_asked else 410)


def _send_fresh(visit: Visit, facts: LinkFacts) -> None:
    try:
        case = _case_of(facts)
    except NotVisible:
        return
    recipient = replace(recipient_of(case), language=visit.tag)
    order = case.order.number if case.order else ""
    send_fresh_link(facts.subject, number=case.number, order=order, recipient=recipient, now=visit.now)


def _case_of(facts: LinkFacts) -> Conversation:
    """The one conversation that a link opens, for the one whom it was sent to; raises NotVisible."""
    case_id, customer_id = facts.id_of("conversation"), facts.recipient_uuid
    if case_id is None or customer_id is None or facts.recipient_kind != "customer":
        raise NotVisible
    actor = CustomerActor(customer_id, case_id)
    # Raises for whoever was erased meanwhile.
    get_customer_behind(actor)
    return get_conversation_for(actor, case_id)


def _own_token(visit: Visit, case: Conversation) -> str:
    """What lets this browser in already; empty where nothing does."""
    try:
        devices.holder_of(visit.request, case.pk)
    except NotVisible:
        return ""
    return devices.token_of(visit.request, case.pk)
