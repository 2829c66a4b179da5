from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.desk.forms.keys import IdentityKeyForm, ServerKeyForm
from loket.people.access import (
    get_identity_key_for,
    get_server_key_for,
    identity_keys_visible_to,
    server_keys_visible_to,
)
from loket.people.actions.keys import add_identity_key, create_server_key, revoke_identity_key, revoke_server_key
from loket.people.digests import new_secret
from loket.people.http import StaffRequest, staff_only
from loket.people.models import IdentityKey
from loket.people.models.user import Role


@staff_only(Role.ADMIN)
@never_cache
def keys(request: StaffRequest) -> HttpResponse:
    """The keys of the shop's servers, and those with which it signs who its customers are."""
    return _show(request, server=ServerKeyForm(), identity=IdentityKeyForm(actor=request.actor))


@staff_only(Role.ADMIN)
@never_cache
@require_POST
def add_server_key(request: StaffRequest) -> HttpResponse:
    """Make a key to the API and show its secret, this once."""
    form = ServerKeyForm(request.POST)
    if not form.is_valid():
        return _show(request, server=form, identity=IdentityKeyForm(actor=request.actor), status=422)
    made = create_server_key(form.cleaned_data["name"], scopes=form.cleaned_data["scopes"], by=request.actor)
    context = {"section": "settings", "name": made.key.name, "secret": made.secret, "kind": "server"}
    return render(request, "desk/people/secret.html", {**context, "url": settings.LOKET_URL})


@staff_only(Role.ADMIN)
@require_POST
def end_server_key(request: StaffRequest, key_id: UUID) -> HttpResponse:
    """Revoke a server's key."""
    revoke_server_key(get_server_key_for(request.actor, key_id), by=request.actor)
    messages.success(request, _("The key is revoked. Calls with it are refused from now on."))
    return redirect("desk_settings")


@staff_only(Role.ADMIN)
@never_cache
@require_POST
def add_signing_key(request: StaffRequest) -> HttpResponse:
    """Accept a signing key; a secret that was made for it is shown this once."""
    form = IdentityKeyForm(request.POST, actor=request.actor)
    if not form.is_valid():
        return _show(request, server=ServerKeyForm(), identity=form, status=422)
    given = form.cleaned_data
    is_shared = given["algorithm"] == IdentityKey.Algorithm.HS256
    key = new_secret() if is_shared else given["public_key"].strip()
    add_identity_key(given["kid"], algorithm=given["algorithm"], key=key, by=request.actor)
    context = {"section": "settings", "name": given["kid"], "secret": key if is_shared else "", "kind": "identity"}
    return render(request, "desk/people/secret.html", {**context, "url": settings.LOKET_URL})


@staff_only(Role.ADMIN)
@require_POST
def end_signing_key(request: StaffRequest, key_id: int) -> HttpResponse:
    """Revoke a signing key."""
    revoke_identity_key(get_identity_key_for(request.actor, key_id), by=request.actor)
    messages.success(request, _("The key is revoked. Tokens signed with it are refused from now on."))
    return redirect("desk_settings")


def _show(
    request: StaffRequest, *, server: ServerKeyForm, identity: IdentityKeyForm, status: int = 200
) -> HttpResponse:
    context = {
        "section": "settings",
        "server_form": server,
        "identity_form": identity,
        "server_keys": server_keys_visible_to(request.actor).order_by("revoked_at", "-created_at"),
        "identity_keys": identity_keys_visible_to(request.actor).order_by("revoked_at", "-created_at"),
    }
    return render(request, "desk/people/keys.html", context, status=status)
