from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.desk.dispute_policies import (
    Place,
    differences,
    digest_of,
    editing_context,
    newest_version,
    policies_context,
    versions_context,
)
from loket.desk.forms.dispute_policies import DisputePolicyForm
from loket.desk.views.disputes import DISPUTE_ROLES
from loket.disputes.actions.policies import DisputePolicyMoved, DisputePolicyRefused, publish_policy
from loket.disputes.policies.current import current_policy
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role


@require_safe
@staff_only(*DISPUTE_ROLES)
def index(request: StaffRequest) -> HttpResponse:
    """How long things take in a market's disputes, and how much goes without a person."""
    context = policies_context(request.actor, Place.read(request.GET))
    return render(request, "desk/disputes/policies.html", context)


@require_safe
@staff_only(*DISPUTE_ROLES)
def versions(request: StaffRequest) -> HttpResponse:
    """What was published for a market, by whom, and what changed."""
    context = versions_context(request.actor, Place.read(request.GET))
    return render(request, "desk/disputes/policy_versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.LEAD)
def edit(request: StaffRequest) -> HttpResponse:
    """Change a policy's numbers: look over what differs, then publish a new version for claims that begin later."""
    place = Place.read(request.GET)
    before = current_policy(place.market, place.category)
    form = DisputePolicyForm(request.POST if request.method == "POST" else None, policy=before)
    if not form.is_valid():
        return _show(request, place, form, status=422 if form.is_bound else 200)
    changes = list(differences(before, form.policy))
    digest = digest_of(changes)
    if request.POST.get("step") != "publish" or request.POST.get("seen") != digest or not changes:
        context = editing_context(request.actor, place, form, changes=changes, digest=digest, is_looked_over=True)
        return render(request, "desk/disputes/policy_edit.html", context)
    return _publish(request, place, form)


def _publish(request: StaffRequest, place: Place, form: DisputePolicyForm) -> HttpResponse:
    after = request.POST.get("after", "")
    try:
        published = publish_policy(
            form.document,
            by=request.actor,
            market=place.market,
            category=place.category,
            note=form.cleaned_data["note"],
            after=int(after) if after.isdecimal() else newest_version(request.actor, place),
        )
    except DisputePolicyMoved:
        form.add_error(None, _("Somebody published another version meanwhile. Look at what differs, then publish."))
        return _show(request, place, form, status=409)
    except DisputePolicyRefused as refused:
        for problem in refused.problems:
            form.add_error(None, problem)
        return _show(request, place, form, status=422)
    said = _("Published as version %(number)s. It counts for claims that begin from now on.")
    messages.success(request, said % {"number": published.version})
    query = urlencode({"market": place.market, "category": place.category})
    return redirect(f"{reverse('desk_dispute_policies')}?{query}")


def _show(request: StaffRequest, place: Place, form: DisputePolicyForm, *, status: int) -> HttpResponse:
    context = editing_context(request.actor, place, form)
    return render(request, "desk/disputes/policy_edit.html", context, status=status)
