from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from loket.desk.forms.fields import time_zone_names
from loket.desk.forms.people import ProfileForm
from loket.people.actions.staff import change_profile
from loket.people.http import StaffRequest, staff_only
from loket.people.models import User
from loket.people.second_factor import has_second_factor


@staff_only()
def profile(request: StaffRequest) -> HttpResponse:
    """What one says about oneself, and the way one signs in."""
    user = request.user
    form = ProfileForm(request.POST or None, initial=_values(user))
    if request.method == "POST" and form.is_valid():
        change_profile(user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("desk_profile")
    context = {
        "section": "profile",
        "form": form,
        "time_zones": time_zone_names(),
        "two_factor": has_second_factor(user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/people/profile.html", context, status=status)


def _values(user: User) -> dict[str, object]:
    return {"name": user.name, "languages": user.languages, "time_zone": user.time_zone}
