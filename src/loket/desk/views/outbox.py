from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.desk.outbox_pages import addresses_context, notice_context, outbox_context, read_number
from loket.history.actions import record_look
from loket.notices.access import get_notice_for
from loket.notices.actions.addresses import trust
from loket.notices.actions.sending import CannotBeRetried, mark_seen, retry
from loket.notices.listing import get_address_for
from loket.notices.models import Notice
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only


@require_safe
@staff_only("lead")
def index(request: StaffRequest) -> HttpResponse:
    """Everything that people are told, the newest first."""
    template = "desk/outbox/_list.html" if request.htmx.target == "found" else "desk/outbox/list.html"
    return render(request, template, outbox_context(request.actor, request.GET))


@require_safe
@staff_only("lead")
def show(request: StaffRequest, notice_id: int) -> HttpResponse:
    """One notice, and what was tried with it."""
    notice = get_notice_for(request.actor, notice_id)
    record_look(notice.subject, by=request.actor.label, actor_id=request.user.pk)
    return render(request, "desk/outbox/notice.html", notice_context(request.actor, notice))


@require_POST
@staff_only("lead")
def act(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Try a notice again, or note that somebody knows about it."""
    notice, deed = get_notice_for(request.actor, notice_id), request.POST.get("action", "")
    if deed not in _DEEDS:
        raise NotVisible
    _DEEDS[deed](request, notice)
    return redirect("desk_notice", notice.pk)


@require_safe
@staff_only("lead")
def addresses(request: StaffRequest) -> HttpResponse:
    """Where nobody is reached."""
    return render(request, "desk/outbox/addresses.html", addresses_context(request.actor))


@require_POST
@staff_only("lead")
def trust_again(request: StaffRequest, address_id: int) -> HttpResponse:
    """Write to an address again from now on."""
    known = get_address_for(request.actor, address_id)
    trust({(known.channel, known.address)})
    messages.success(request, _("%(address)s is written to again.") % {"address": known.address})
    back = read_number(request.POST.get("notice", ""))
    return redirect("desk_outbox_addresses") if back is None else redirect("desk_notice", back)


def _retry(request: StaffRequest, notice: Notice) -> None:
    try:
        retry(notice, request.actor)
    except CannotBeRetried:
        messages.error(request, _("It was sent meanwhile, or is of no use any more; nothing was done."))
    else:
        messages.success(request, _("It is tried again now."))


def _note(request: StaffRequest, notice: Notice) -> None:
    mark_seen(notice, request.actor)
    messages.success(request, _("Noted. It is not counted any more."))


_DEEDS: Mapping[str, Callable[[StaffRequest, Notice], None]] = {"retry": _retry, "seen": _note}
