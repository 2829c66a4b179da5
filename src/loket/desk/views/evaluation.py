from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.assistant.evaluation_runs.access import EVALUATING_ROLES, run_for
from loket.assistant.evaluation_runs.actions import cancel, delete, keep_file, repeat, start
from loket.assistant.evaluation_runs.results import unknown_articles
from loket.assistant.evaluation_runs.uploads import FileRefused, read_file
from loket.assistant.models import EvaluationRun
from loket.desk.evaluation_pages import beside_context, list_context, run_context
from loket.desk.forms.evaluation import EvaluationForm
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only


@staff_only(*EVALUATING_ROLES)
def evaluations(request: StaffRequest) -> HttpResponse:
    """Past runs, and a form for a new one."""
    form = EvaluationForm(request.POST or None, request.FILES or None)
    context = {**list_context(request.actor, request.GET), "form": form}
    if request.method != "POST":
        return render(request, "desk/evaluation/list.html", context)
    form.is_bound = True
    if form.is_valid():
        try:
            return _receive(request, form)
        except FileRefused as refused:
            context["refused"] = refused
    return render(request, "desk/evaluation/list.html", context, status=422)


@require_safe
@staff_only(*EVALUATING_ROLES)
def run(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """One run: how far it is, or what came of it."""
    context = run_context(request.actor, run_for(request.actor, run_id), request.GET)
    part = {"run": "_run.html", "mistakes": "_mistakes.html"}.get(request.htmx.target or "", "run.html")
    return render(request, f"desk/evaluation/{part}", context)


@require_POST
@staff_only(*EVALUATING_ROLES)
def turn(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Start a run, stop it, or ask the same questions again."""
    found, deed = run_for(request.actor, run_id), request.POST.get("action")
    if deed == "start":
        start(found, by=request.actor)
    elif deed == "cancel":
        cancel(found, by=request.actor)
    elif deed == "repeat" and found.state == EvaluationRun.State.DONE:
        found = repeat(found, by=request.actor)
    else:
        raise NotVisible
    return redirect("desk_evaluation", found.pk)


@staff_only(*EVALUATING_ROLES)
def remove(request: StaffRequest, run_id: UUID) -> HttpResponse:
    """Delete a run, after one has been asked."""
    found = run_for(request.actor, run_id)
    if request.method != "POST":
        return render(request, "desk/evaluation/removal.html", {"section": "evaluation", "run": found})
    delete(found, by=request.actor)
    messages.success(request, _("The evaluation of %(name)s is deleted.") % {"name": found.file_name})
    return redirect("desk_evaluations")


@require_safe
@staff_only(*EVALUATING_ROLES)
def beside(request: StaffRequest, run_id: UUID, other_id: UUID) -> HttpResponse:
    """Two finished runs: their figures, and which lines got better or worse."""
    found, other = run_for(request.actor, run_id), run_for(request.actor, other_id)
    if {found.state, other.state} != {EvaluationRun.State.DONE}:
        raise NotVisible
    return render(request, "desk/evaluation/beside.html", beside_context(request.actor, found, other))


def _receive(request: StaffRequest, form: EvaluationForm) -> HttpResponse:
    """Keep the file; it starts at once unless it expects articles that do not exist."""
    sent = form.cleaned_data["file"]
    kept = keep_file(read_file(sent, name=sent.name), by=request.actor)
    if not unknown_articles(kept):
        start(kept, by=request.actor)
    return redirect("desk_evaluation", kept.pk)
