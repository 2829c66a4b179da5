from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.design.wording import find_zone
from loket.files.actions import UploadRefused
from loket.files.serving import response_for, thumbnail_response
from loket.helpcentre.buyers import Buyer, buyer_of, kept_private
from loket.helpcentre.forms import TalkForm, new_key
from loket.helpcentre.live import ADDRESS
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.views.order_actions import on_own_order
from loket.lib.query_numbers import number_in
from loket.orders.access import get_order_for, get_talk_file_for
from loket.orders.actions.news import topic_of_talk
from loket.orders.actions.talk_reading import note_read
from loket.orders.actions.talk_translating import ask_for_words
from loket.orders.actions.talking import Saying, say_with_files
from loket.orders.models import Order
from loket.orders.talk.crossing import say_crossing
from loket.orders.talk.queries import latest_talk
from loket.orders.talk.reading import read_line
from loket.orders.talk.showing import show_lines
from loket.people.actors import NOBODY
from loket.reception.pace import TooFast, limit


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def show_talk(visit: Visit, number: str) -> HttpResponse:
    """The talk with the seller of one's own order: to read, and to go on with."""
    return on_own_order(visit, number, lambda order, buyer: _talk(visit, order, buyer))


@require_safe
@help_page
@kept_private
def show_file(visit: Visit, number: str, upload_id: UUID) -> HttpResponseBase:
    """A file of the talk, or a picture's small copy."""
    buyer = buyer_of(visit.request)
    actor = buyer.actor if buyer else NOBODY
    upload = get_talk_file_for(actor, get_order_for(actor, number), upload_id)
    if visit.request.GET.get("small") and upload.is_image:
        return thumbnail_response(upload)
    return response_for(upload, inline=True, range_header=visit.request.headers.get("Range", ""))


def _talk(visit: Visit, order: Order, buyer: Buyer) -> HttpResponse:
    if visit.request.method != "POST":
        return _show(visit, order, TalkForm(initial={"key": new_key()}))
    form = TalkForm(visit.request.POST, visit.request.FILES)
    if not form.is_valid():
        return _show(visit, order, form, status=422)
    given, actor = form.cleaned_data, buyer.actor
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
    return redirect(f"{visit.url('order_talk', number=order.number)}#say")


def _show(visit: Visit, order: Order, form: TalkForm, *, status: int = 200) -> HttpResponse:
    before = number_in(visit.request.GET, "before")
    page = latest_talk(order.pk, before=before)
    if visit.request.method != "HEAD" and before is None and page.lines:
        # Whoever has the page before them has read it, and needs no letter.
        note_read(order, "buyer", max(each.id for each in page.lines), now=visit.now)
    read = [read_line(each, side="buyer", language=visit.tag) for each in page.lines]
    names = {"buyer": order.contact_name, "seller": order.seller.name or _("Seller")}
    zone = visit.zone or find_zone(order.time_zone)
    context = {
        "order": order,
        "order_url": visit.url("order", number=order.number),
        "lines": show_lines(read, names=names, zone=zone, now=visit.now),
        "zone": zone,
        "is_being_translated": ask_for_words(order, visit.tag, of=read),
        "earlier": page.earlier,
        "is_latest": before is None,
        "live_url": ADDRESS,
        "topics": topic_of_talk(order.pk),
        "crossing": say_crossing(order, "buyer", written=visit.tag),
        "files_url": f"{visit.url('order_talk', number=order.number)}/files",
        "form": form,
        "is_unlisted": True,
    }
    return show(visit, "orders/talk", context, status=status)
