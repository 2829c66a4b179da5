from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.storing import topic_of_dispute
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.actions.word_translating import ask_for_translations
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute
from loket.disputes.queries import disputes_of
from loket.disputes.records import record_answer
from loket.disputes.showing import show_dispute
from loket.disputes.viewing import view_of
from loket.files.serving import response_for, thumbnail_response
from loket.helpcentre.buyers import Buyer, buyer_of, kept_private
from loket.helpcentre.dispute_rows import dispute_row
from loket.helpcentre.live import ADDRESS
from loket.helpcentre.order_forms import NumberForm
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.problem_drafts import draft_of
from loket.helpcentre.problem_pages import step_url, zone_of_order
from loket.helpcentre.views.my_orders import show_way_in
from loket.people.access import NotVisible
from loket.people.actors import NOBODY, Actor

_LONGEST_KEY = 80


@require_safe
@help_page
@kept_private
def show_disputes(visit: Visit) -> HttpResponse:
    """All claims of whoever is signed in, the newest first; a way in for everybody else."""
    buyer = buyer_of(visit.request)
    if buyer is None:
        return show_way_in(visit, NumberForm())
    before = visit.request.GET.get("before", "")[:_LONGEST_KEY]
    page = disputes_of(buyer.actor, before=before, limit=20)
    context = {
        "buyer": buyer,
        "rows": [dispute_row(each, visit) for each in page.disputes],
        "next": page.next,
        "is_first": not before,
        "is_unlisted": True,
    }
    return show(visit, "disputes/list", context)


@require_safe
@help_page
@kept_private
def show_one(visit: Visit, claim: str) -> HttpResponse:
    """One claim: where it stands, whose turn it is and until when, what was offered, and the next step."""
    return on_own_dispute(visit, claim, lambda dispute, buyer: _one(visit, dispute, buyer))


@require_safe
@help_page
@kept_private
def show_news(visit: Visit, claim: str) -> HttpResponse:
    """Nothing while the claim is as the page shows it; else a word that the page's script should look again."""
    dispute = get_dispute_for(_actor(visit), claim)
    seen = visit.request.GET.get("sequence", "")
    return HttpResponse(status=204 if seen == str(dispute.sequence) else 205)


@require_safe
@help_page
@kept_private
def show_file(visit: Visit, claim: str, item_id: UUID) -> HttpResponseBase:
    """A piece of evidence that the buyer may see, or a picture's small copy."""
    actor = _actor(visit)
    view = view_of(get_dispute_for(actor, claim), actor, now=visit.now)
    file = next((each.file for each in view.evidence if each.id == item_id), None)
    if file is None:
        raise NotVisible
    if visit.request.GET.get("small") and (file.is_image or file.is_film):
        return thumbnail_response(file)
    return response_for(file, inline=True, range_header=visit.request.headers.get("Range", ""))


@require_safe
@help_page
@kept_private
def download_record(visit: Visit, claim: str, form: str) -> HttpResponse:
    """The whole claim as a file to keep, in the language of the page."""
    actor = _actor(visit)
    dispute = get_dispute_for(actor, claim)
    view, zone = view_of(dispute, actor, now=visit.now), zone_of_order(visit, dispute.order)
    return record_answer(view, form, tag=visit.tag, made_at=visit.now, zone=zone)


def on_own_dispute(visit: Visit, claim: str, page: Callable[[Dispute, Buyer], HttpResponse]) -> HttpResponse:
    """A page about somebody's own claim; the same words as ever for everybody else's."""
    buyer = buyer_of(visit.request)
    try:
        dispute = get_dispute_for(buyer.actor if buyer else NOBODY, claim)
    except NotVisible:
        return show_closed(visit, buyer)
    return page(dispute, buyer) if buyer else show_closed(visit, None)


def show_closed(visit: Visit, buyer: Buyer | None) -> HttpResponse:
    """What is not there, somebody else's, or of a visit that has run out: with the way in."""
    context = {"form": NumberForm(), "buyer": buyer, "is_unlisted": True}
    return show(visit, "disputes/elsewhere", context, status=404)


def _one(visit: Visit, dispute: Dispute, buyer: Buyer) -> HttpResponse:
    if dispute.state == State.DRAFT:
        return redirect(step_url(visit, dispute, draft_of(dispute).next_step))
    # Whoever has the page before them is told, and may start a clock by it.
    if mark_opened(dispute, buyer.actor, now=visit.now):
        dispute.refresh_from_db()
    zone = zone_of_order(visit, dispute.order)
    view = view_of(dispute, buyer.actor, now=visit.now)
    url = visit.url("my_dispute", claim=dispute.number)
    context = {
        "dispute": show_dispute(view, tag=visit.tag, zone=zone, now=visit.now),
        "is_being_translated": ask_for_translations(view, visit.tag),
        "sequence": dispute.sequence,
        "zone": zone,
        "url": url,
        "acts_url": f"{url}/do",
        "files_url": f"{url}/files",
        "news_url": f"{url}/news",
        "live_url": ADDRESS,
        "topics": topic_of_dispute(dispute.pk),
        "record_url": f"{url}/record",
        "order_url": visit.url("order", number=dispute.order.number),
        "talk_url": visit.url("order_talk", number=dispute.order.number),
        # Once something has followed, where it stands says more.
        "was_sent": visit.request.GET.get("sent") == "1" and dispute.state_since == dispute.submitted_at,
        "is_unlisted": True,
    }
    return show(visit, "disputes/one", context)


def _actor(visit: Visit) -> Actor:
    buyer = buyer_of(visit.request)
    return buyer.actor if buyer else NOBODY
