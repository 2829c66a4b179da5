from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.desk.forms.rules import RulesForm
from loket.desk.rule_editing import EditingPage, editing_context, newest_version
from loket.desk.rule_pages import rules_context, versions_context, wanted_market
from loket.desk.rule_trials import trial_context
from loket.orders.actions.policies import PolicyMoved, publish_policy
from loket.orders.rulebook.policy_access import CHANGING_ROLES, policy_for
from loket.orders.rulebook.policy_reading import write_policy
from loket.people.access import ANSWERING_ROLES
from loket.people.http import StaffRequest, staff_only


@require_safe
@staff_only(*ANSWERING_ROLES)
def rules(request: StaffRequest) -> HttpResponse:
    """What may be done with an order in a market, by whom and up to how much."""
    return render(request, "desk/rules/index.html", rules_context(request.actor, _market(request)))


@require_safe
@staff_only(*ANSWERING_ROLES)
def versions(request: StaffRequest) -> HttpResponse:
    """What was published for a market, by whom, and what changed."""
    return render(request, "desk/rules/versions.html", versions_context(request.actor, _market(request)))


@require_safe
@staff_only(*ANSWERING_ROLES)
def trial(request: StaffRequest) -> HttpResponse:
    """What each role may do with one order, and why not more."""
    return render(request, "desk/rules/trial.html", trial_context(request.actor, request.GET.get("order", "")))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CHANGING_ROLES)
def edit(request: StaffRequest) -> HttpResponse:
    """Change the numbers of a market's rules: look over what differs, then publish a new version."""
    market = _market(request)
    page = EditingPage(
        form=RulesForm(request.POST if request.method == "POST" else None, policy=policy_for(request.actor, market)),
        before=policy_for(request.actor, market),
        market=market,
        newest=newest_version(request.actor, market),
    )
    if not page.is_ready:
        return _show(request, page, status=422 if page.form.is_bound else 200)
    was_looked_over = request.POST.get("step") == "publish" and request.POST.get("seen") == page.digest
    if page.is_overtaken or not was_looked_over:
        return _show(request, page, status=409 if page.is_overtaken else 200)
    return _publish(request, page)


def _publish(request: StaffRequest, page: EditingPage) -> HttpResponse:
    document, note = write_policy(page.form.policy), page.form.cleaned_data["note"]
    try:
        published = publish_policy(document, market=page.market, note=note, by=request.actor, after=page.newest)
    except PolicyMoved as moved:
        return _show(request, replace(page, newest=moved.version), status=409)
    messages.success(request, _("Published as version %(number)s. It counts now.") % {"number": published.version})
    return redirect(f"{reverse('desk_rules')}?{urlencode({'market': page.market})}" if page.market else "desk_rules")


def _show(request: StaffRequest, page: EditingPage, *, status: int) -> HttpResponse:
    return render(request, "desk/rules/edit.html", editing_context(request.actor, page), status=status)


def _market(request: StaffRequest) -> str:
    return wanted_market(request.GET.get("market", ""))
