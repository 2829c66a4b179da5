from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.files.actions import UploadRefused
from loket.files.serving import response_for, thumbnail_response
from loket.lib.query_numbers import number_in
from loket.orders.access import get_order_for, get_talk_file_for
from loket.orders.actions.news import topic_of_talk
from loket.orders.actions.talk_reading import note_read
from loket.orders.actions.talk_translating import ask_for_words
from loket.orders.actions.talking import Saying, say_with_files
from loket.orders.models import Order
from loket.orders.queries import titles_of
from loket.orders.talk.crossing import say_crossing
from loket.orders.talk.queries import latest_talk
from loket.orders.talk.reading import read_line
from loket.orders.talk.showing import show_lines
from loket.reception.pace import TooFast, limit
from loket.sellers.forms import TalkForm, new_key
from loket.sellers.live import ADDRESS
from loket.sellers.pages import OwnVisit, own_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def show_talk(visit: OwnVisit, number: str) -> HttpResponse:
    """The talk with the buyer of one of the seller's orders: to read, and to go on with."""
    order = get_order_for(visit.signed_in.actor, number)
    if visit.request.method != "POST":
        return _show(visit, order, TalkForm(initial={"key": new_key()}))
    form = TalkForm(visit.request.POST, visit.request.FILES)
    if not form.is_valid():
        return _show(visit, order, form, status=422)
    given, actor = form.cleaned_data, visit.signed_in.actor
    try:
        limit(f"talk:{actor.label}", settings.LOKET_LIMIT_MESSAGES_PER_MINUTE)
        say_with_files(order, Saying(given["text"], key=given["key"]), given["attachments"], by=actor, now=visit.now)
    except UploadRefused as refusal:
        form.add_error("attachments", refusal.message)
        return _show(visit, order, form, status=422)
    except TooFast as error:
        form.add_error(None, _("That was a lot in one minute. Wait a moment, then send it again."))
        response = _show(visit, order, form, status=429)
        response["Retry-After"] = str(error.seconds)
        return response
    return redirect(f"{reverse('sellers:talk', args=[order.number])}#say")


@require_safe
@own_page
def show_file(visit: OwnVisit, number: str, upload_id: UUID) -> HttpResponseBase:
    """A file of the talk, or a picture's small copy."""
    actor = visit.signed_in.actor
    upload = get_talk_file_for(actor, get_order_for(actor, number), upload_id)
    if visit.request.GET.get("small") and upload.is_image:
        return thumbnail_response(upload)
    return response_for(upload, inline=True, range_header=visit.request.headers.get("Range", ""))


def _show(visit: OwnVisit, order: Order, form: TalkForm, *, status: int = 200) -> HttpResponse:
    before = number_in(visit.request.GET, "before")
    page = latest_talk(order.pk, before=before)
    if visit.request.method != "HEAD" and before is None and page.lines:
        # Whoever has the page before them has read it, and needs no letter.
        note_read(order, "seller", max(each.id for each in page.lines), now=visit.now)
    read = [read_line(each, side="seller", language=visit.tag) for each in page.lines]
    names = {"buyer": order.contact_name or _("Buyer"), "seller": visit.signed_in.seller.name}
    context = {
        "order": order,
        "titles": titles_of(order),
        "lines": show_lines(read, names=names, zone=visit.zone, now=visit.now),
        "is_being_translated": ask_for_words(order, visit.tag, of=read),
        "earlier": page.earlier,
        "is_latest": before is None,
        "live_url": ADDRESS,
        "topics": topic_of_talk(order.pk),
        "crossing": say_crossing(order, "seller", written=visit.tag),
        "files_url": f"{reverse('sellers:talk', args=[order.number])}/files",
        "form": form,
    }
    return show(visit, "talk", context, status=status)
