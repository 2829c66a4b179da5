from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.desk.forms.webhooks import WebhookForm
from loket.desk.webhook_words import event_groups
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role
from loket.webhooks.access import get_endpoint_for
from loket.webhooks.actions.endpoints import (
    EndpointRefused,
    NewEndpoint,
    make_endpoint,
    remove_endpoint,
    renew_secret,
    switch_off,
    switch_on,
)
from loket.webhooks.queries import endpoints_of


@staff_only(Role.ADMIN)
@never_cache
def webhooks(request: StaffRequest) -> HttpResponse:
    """The addresses that are told what happens, and how they fare."""
    return _show(request, WebhookForm())


@staff_only(Role.ADMIN)
@never_cache
@require_POST
def add(request: StaffRequest) -> HttpResponse:
    """Tell an address from now on, and show the secret this once."""
    form = WebhookForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    given = form.cleaned_data
    try:
        made = make_endpoint(given["url"].strip(), name=given["name"], names=given["events"], by=request.actor)
    except EndpointRefused as refused:
        form.add_error(refused.field, refused.message)
        return _show(request, form, status=422)
    return _show_secret(request, made)


@staff_only(Role.ADMIN)
@never_cache
@require_POST
def renew(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """Make a new secret and show it this once; the former one signs for another day."""
    return _show_secret(request, renew_secret(get_endpoint_for(request.actor, webhook_id), by=request.actor))


@staff_only(Role.ADMIN)
@require_POST
def switch(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """Switch a webhook off, or on again."""
    endpoint = get_endpoint_for(request.actor, webhook_id)
    if request.POST.get("on"):
        switch_on(endpoint, by=request.actor)
        messages.success(request, _("The webhook is on. What waited for it goes out now."))
    else:
        switch_off(endpoint, by=request.actor)
        messages.success(request, _("The webhook is off. What waits for it is kept for 30 days."))
    return redirect("desk_webhooks")


@staff_only(Role.ADMIN)
@require_POST
def remove(request: StaffRequest, webhook_id: UUID) -> HttpResponse:
    """Forget a webhook."""
    remove_endpoint(get_endpoint_for(request.actor, webhook_id), by=request.actor)
    messages.success(request, _("The webhook is deleted, with everything that waited for it."))
    return redirect("desk_webhooks")


def _show(request: StaffRequest, form: WebhookForm, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "settings",
        "form": form,
        "event_groups": event_groups(form["events"].value() or ()),
        "webhooks": endpoints_of(request.actor),
    }
    return render(request, "desk/people/webhooks.html", context, status=status)


def _show_secret(request: StaffRequest, made: NewEndpoint) -> HttpResponse:
    context = {"section": "settings", "name": str(made.endpoint), "secret": made.secret, "kind": "webhook"}
    return render(request, "desk/people/secret.html", context)
