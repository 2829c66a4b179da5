from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.assistant.policies.access import DECIDING_ROLES
from loket.assistant.policies.actions import set_policies
from loket.desk.answering_pages import answering_context, answering_form
from loket.desk.views.answers import reader_language
from loket.people.http import StaffRequest, staff_only


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*DECIDING_ROLES)
def answering(request: StaffRequest) -> HttpResponse:
    """How readily the assistant answers in each topic, and what that would have done last month."""
    data = request.POST if request.method == "POST" else None
    form = answering_form(request.actor, data, reader=reader_language())
    if form.is_valid():
        if set_policies(form.moved(), by=request.actor):
            messages.success(request, _("Saved. The assistant answers by it within seconds."))
        else:
            messages.info(request, _("Nothing was moved, so nothing changed."))
        return redirect("desk_answering")
    context = answering_context(request.actor, form)
    return render(request, "desk/evaluation/answering.html", context, status=422 if form.is_bound else 200)
