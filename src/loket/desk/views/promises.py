from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.desk.forms.promises import PromiseRuleForm, values_of
from loket.desk.promise_pages import known_topics, list_context, rule_context
from loket.people.access import ANSWERING_ROLES
from loket.people.http import StaffRequest, staff_only
from loket.promises.access import CHANGING_ROLES, get_rule_for, rules_visible_to
from loket.promises.actions.rules import RuleMoved, add_rule, change_rule, order_rules, remove_rule


@require_safe
@staff_only(*ANSWERING_ROLES)
def promises(request: StaffRequest) -> HttpResponse:
    """What is promised to whom, in the order in which the rules are asked; a case can be tried."""
    return render(request, "desk/promises/list.html", list_context(request.actor, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CHANGING_ROLES)
def new_rule(request: StaffRequest) -> HttpResponse:
    """Begin a rule; it stands above all others."""
    form = PromiseRuleForm(request.POST or None, topics=known_topics())
    if request.method == "POST" and form.is_valid():
        add_rule(form.facts, by=request.actor)
        messages.success(
            request, _("The rule counts now. It stands first; move it down if others should be asked before.")
        )
        return redirect("desk_promises")
    return _show(request, form, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*CHANGING_ROLES)
def rule(request: StaffRequest, rule_id: int) -> HttpResponse:
    """Change one rule; promises that run by it get their new dates."""
    found = get_rule_for(request.actor, rule_id)
    topics = known_topics(found.topics)
    if request.method != "POST":
        return render(
            request,
            "desk/promises/rule.html",
            rule_context(request.actor, PromiseRuleForm(initial=values_of(found), topics=topics), found),
        )
    form = PromiseRuleForm(request.POST, topics=topics)
    status = 422
    if form.is_valid():
        try:
            change_rule(found, form.facts, seen_version=form.cleaned_data["seen_version"] or 0, by=request.actor)
        except RuleMoved:
            status = 409
            form.add_error(None, _("Somebody changed this rule meanwhile. Open it again and repeat your change."))
        else:
            messages.success(request, _("Saved. Customers whose date moves back are told."))
            return redirect("desk_promises")
    return render(request, "desk/promises/rule.html", rule_context(request.actor, form, found), status=status)


@require_POST
@staff_only(*CHANGING_ROLES)
def remove(request: StaffRequest, rule_id: int) -> HttpResponse:
    """Take a rule out of the table."""
    seen = request.POST.get("seen_version", "")
    try:
        remove_rule(
            get_rule_for(request.actor, rule_id), seen_version=int(seen) if seen.isdecimal() else 0, by=request.actor
        )
    except RuleMoved:
        messages.error(request, _("Somebody changed this rule meanwhile. Look at it again before you remove it."))
        return redirect("desk_promise_rule", rule_id)
    messages.success(request, _("Removed. What was promised by it stays promised."))
    return redirect("desk_promises")


@require_POST
@staff_only(*CHANGING_ROLES)
def move(request: StaffRequest, rule_id: int) -> HttpResponse:
    """Ask a rule one place earlier or later."""
    get_rule_for(request.actor, rule_id)
    order = [each.pk for each in rules_visible_to(request.actor)]
    at = order.index(rule_id)
    to = at - 1 if request.POST.get("to") == "earlier" else at + 1
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        try:
            order_rules(order, by=request.actor)
        except RuleMoved:
            messages.error(request, _("The rules changed meanwhile. Look at their order and move it again."))
    return redirect("desk_promises")


def _show(request: StaffRequest, form: PromiseRuleForm, *, status: int) -> HttpResponse:
    return render(request, "desk/promises/rule.html", rule_context(request.actor, form), status=status)
