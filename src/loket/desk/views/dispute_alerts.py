from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from loket.disputes.actions.answering_alerts import AlertTaken, finish_alert, give_alert_back, take_alert
from loket.disputes.models import DisputeAlert
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

ACTIONS: Mapping[str, Callable[..., DisputeAlert]] = {
    "take": take_alert,
    "give_back": give_alert_back,
    "done": finish_alert,
}


@require_POST
@staff_only(Role.LEAD, Role.SENIOR)
def answer(request: StaffRequest, alert_id: int) -> HttpResponse:
    """Take what needs somebody who leads, give it back, or say that it is done."""
    act = ACTIONS.get(request.POST.get("action", ""))
    if act is None:
        raise NotVisible
    try:
        act(alert_id, by=request.actor)
    except AlertTaken as taken:
        messages.error(request, _("%(name)s looks after it. Give it back first.") % {"name": taken.name})
    return redirect(f"{reverse('desk_disputes')}#dispute-alerts")
