from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.desk.forms.people import InviteForm, StaffForm
from loket.notices.actions.sign_in_links import SentLink, invite, renew
from loket.people.access import get_staff_for, staff_managed_by
from loket.people.actions.staff import StaffError, change_staff, reset_second_factor
from loket.people.http import StaffRequest, staff_only
from loket.people.models import User
from loket.people.models.user import Role
from loket.people.second_factor import has_second_factor, holders_of_second_factor


@staff_only(Role.ADMIN)
def staff(request: StaffRequest) -> HttpResponse:
    """Everybody who works here, those who were switched off at the end."""
    people = staff_managed_by(request.actor).prefetch_related("teams").order_by("-is_active", "name", "pk")
    context = {"section": "people", "people": people, "two_factor": holders_of_second_factor(request.actor)}
    return render(request, "desk/people/staff.html", context)


@staff_only(Role.ADMIN)
@never_cache
def invitation(request: StaffRequest) -> HttpResponse:
    """Invite somebody and show their link, this once."""
    form = InviteForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        sent = invite(
            given["email"], roles=given["roles"], name=given["name"], languages=given["languages"], by=request.actor
        )
        return _show_link(request, sent, name=given["name"])
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/people/invite.html", {"section": "people", "form": form}, status=status)


@staff_only(Role.ADMIN)
def person(request: StaffRequest, user_id: int) -> HttpResponse:
    """Change what one member of staff is called and may do."""
    user = get_staff_for(request.actor, user_id)
    form = StaffForm(request.POST or None, initial=_values(user))
    if request.method == "POST" and form.is_valid():
        try:
            change_staff(user, by=request.actor, **form.cleaned_data)
        except StaffError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved: %(name)s.") % {"name": user.name})
            return redirect("desk_people")
    context = {"section": "people", "form": form, "person": user, "two_factor": has_second_factor(user)}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/people/person.html", context, status=status)


@staff_only(Role.ADMIN)
@never_cache
@require_POST
def new_link(request: StaffRequest, user_id: int) -> HttpResponse:
    """Make a fresh one-time link for somebody who cannot get in, and show it, this once."""
    user = get_staff_for(request.actor, user_id)
    try:
        sent = renew(user, by=request.actor)
    except StaffError as refused:
        messages.error(request, str(refused))
        return redirect("desk_person", user_id)
    return _show_link(request, sent, name=user.name)


@staff_only(Role.ADMIN)
@require_POST
def reset_two_factor(request: StaffRequest, user_id: int) -> HttpResponse:
    """Take the second step away from somebody who lost their device."""
    user = get_staff_for(request.actor, user_id)
    reset_second_factor(user, by=request.actor)
    messages.success(request, _("%(name)s now signs in by password alone.") % {"name": user.name})
    return redirect("desk_person", user_id)


def _show_link(request: StaffRequest, sent: SentLink, *, name: str) -> HttpResponse:
    link = f"{settings.LOKET_URL}{sent.path}"
    context = {"section": "people", "link": link, "name": name, "is_sent": sent.is_sent}
    response = render(request, "desk/people/link.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _values(user: User) -> dict[str, object]:
    return {"name": user.name, "roles": user.roles, "languages": user.languages, "is_active": user.is_active}
