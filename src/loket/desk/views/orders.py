from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from loket.conversations.access import get_conversation_for
from loket.conversations.actions.orders import attach_order
from loket.desk.order_lists import found_for, orders_context, read_wanted
from loket.desk.order_pages import history_context, order_context
from loket.desk.views.answers import acted, reader_language
from loket.files.serving import response_for, thumbnail_response
from loket.history.actions import record_look
from loket.lib.query_numbers import number_in
from loket.orders.access import get_order_for, get_talk_file_for
from loket.orders.models import Order
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only


@require_safe
@staff_only("agent", "lead")
def index(request: StaffRequest) -> HttpResponse:
    """Orders by number, tracking number or buyer; without words the newest."""
    context = orders_context(request.actor, read_wanted(request.GET))
    if request.htmx:
        return render(request, "desk/orders/_list.html", context)
    return render(request, "desk/orders/list.html", context)


@require_safe
@staff_only("agent", "lead")
def show(request: StaffRequest, number: str) -> HttpResponse:
    """Everything about one order; that somebody looked is recorded."""
    order = _seen(request, number)
    before = number_in(request.GET, "before")
    context = order_context(order, request.actor, language=reader_language(), before=before, now=timezone.now())
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "desk/orders/_order.html", context)
    return render(request, "desk/orders/order.html", context)


@require_safe
@staff_only("agent", "lead")
def talk_file(request: StaffRequest, number: str, upload_id: UUID) -> HttpResponse:
    """A file of the talk about an order, or a picture's small copy."""
    upload = get_talk_file_for(request.actor, _seen(request, number), upload_id)
    if request.GET.get("small") and upload.is_image:
        return cast(HttpResponse, thumbnail_response(upload))
    return cast(HttpResponse, response_for(upload, inline=True, range_header=request.headers.get("Range", "")))


@require_safe
@staff_only("agent", "lead")
def history(request: StaffRequest, number: str) -> HttpResponse:
    """What changed in an order, when, and who said so."""
    order = _seen(request, number)
    before = request.GET.get("before", "")
    known = int(before) if before.isascii() and before.isdecimal() and len(before) < 10 else None
    return render(request, "desk/orders/history.html", history_context(order, request.actor, before=known))


@require_GET
@staff_only("agent", "lead")
def find(request: StaffRequest, id: UUID) -> HttpResponse:
    """Orders that a conversation could be about, to choose one from."""
    conversation = get_conversation_for(request.actor, id)
    context = found_for(conversation, request.actor, request.GET.get("q", "").strip())
    template = "desk/orders/_found.html" if request.htmx else "desk/orders/found.html"
    return render(request, template, {**context, "conversation": conversation, "section": "conversations"})


@require_POST
@staff_only("agent", "lead")
def attach(request: StaffRequest, id: UUID) -> HttpResponse:
    """Let the conversation be about the chosen order."""
    conversation = get_conversation_for(request.actor, id)
    order = _chosen(request)
    attach_order(conversation, order, by=request.actor)
    if request.htmx:
        return acted(request, id)
    messages.success(request, _("This conversation is about order %(number)s now.") % {"number": order.number})
    return redirect("desk_conversation", id=id)


def _chosen(request: StaffRequest) -> Order:
    number = request.POST.get("number", "")
    if not number:
        raise NotVisible
    return get_order_for(request.actor, number)


def _seen(request: StaffRequest, number: str) -> Order:
    order = get_order_for(request.actor, number)
    record_look(order.subject, by=request.actor.label, actor_id=request.user.pk)
    return order
