from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.storing import topic_of_dispute
from loket.disputes.actions.telling_machine import mark_opened
from loket.disputes.actions.word_translating import ask_for_translations
from loket.disputes.records import record_answer
from loket.disputes.showing import show_dispute
from loket.disputes.viewing import view_of
from loket.files.serving import response_for, thumbnail_response
from loket.sellers.live import ADDRESS
from loket.sellers.pages import OwnVisit, own_page, show


@require_safe
@own_page
def show_claim(visit: OwnVisit, number: str) -> HttpResponse:
    """One claim: where it stands, what both sides said, and what the seller can do. Opening it tells them."""
    actor = visit.signed_in.actor
    dispute = get_dispute_for(actor, number)
    if mark_opened(dispute, actor, now=visit.now):
        dispute = get_dispute_for(actor, number)
    view = view_of(dispute, actor, now=visit.now)
    base = reverse("sellers:claim", args=[dispute.number])
    context = {
        "dispute": show_dispute(view, tag=visit.tag, zone=visit.zone, now=visit.now),
        "acts_url": f"{base}/do",
        "files_url": f"{base}/files",
        "record_url": f"{base}/record",
        "is_being_translated": ask_for_translations(view, visit.tag),
        "talk_url": reverse("sellers:talk", args=[view.order_number]),
        "done": _done(visit.request.GET.get("done")),
        "live_url": ADDRESS,
        "topics": topic_of_dispute(dispute.pk),
    }
    return show(visit, "claim", context)


@require_safe
@own_page
def show_file(visit: OwnVisit, number: str, item_id: UUID) -> HttpResponseBase:
    """A file of the evidence: the seller's own as it was sent, the buyer's as its shared copy; or its small picture."""
    actor = visit.signed_in.actor
    view = view_of(get_dispute_for(actor, number), actor, now=visit.now)
    file = next((each.file for each in view.evidence if each.id == item_id), None)
    if file is None:
        raise Http404
    if visit.request.GET.get("small") and (file.is_image or file.is_film):
        return thumbnail_response(file)
    return response_for(file, inline=True, range_header=visit.request.headers.get("Range", ""))


@require_safe
@own_page
def show_record(visit: OwnVisit, number: str, form: str) -> HttpResponse:
    """The whole claim as a file to keep, in the language of the page."""
    actor = visit.signed_in.actor
    view = view_of(get_dispute_for(actor, number), actor, now=visit.now)
    return record_answer(view, form, tag=visit.tag, made_at=visit.now, zone=visit.zone)


def _done(name: str | None) -> str:
    """What was just done, as one sentence; nothing for a word that no action has."""
    return _("Done. The other side is told, and you see below what comes next.") if name else ""
