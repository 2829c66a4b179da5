from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from loket.desk.forms.orders import DecisionForm, first_error
from loket.desk.order_duties import count_duties, duties_context, get_entry_for, get_task_for
from loket.desk.order_words import entry_says
from loket.orders.actions.ledger import approve, decline, retry, settle_by_hand
from loket.orders.actions.tasks import end_task
from loket.orders.bookkeeping.refusals import MayNotDecide, SamePerson, WrongState
from loket.orders.models import LedgerEntry
from loket.people.access import NotVisible
from loket.people.http import StaffRequest, staff_only

Decision = Callable[[StaffRequest, LedgerEntry, str], object]

DECISIONS: Mapping[str, Decision] = {
    "approve": lambda request, entry, _words: approve(entry, by=request.actor),
    "decline": lambda request, entry, words: decline(entry, by=request.actor, reason=words),
    "retry": lambda request, entry, _words: retry(entry, by=request.actor),
    "settled": lambda request, entry, _words: settle_by_hand(entry, by=request.actor, outcome="settled"),
    "not_done": lambda request, entry, _words: settle_by_hand(entry, by=request.actor, outcome="not_done"),
}
WITH_WORDS = frozenset({"decline"})


@require_safe
@staff_only("agent", "lead")
def index(request: StaffRequest) -> HttpResponse:
    """What about orders waits for a person."""
    return _show(request)


@require_safe
@staff_only("agent", "lead")
def count(request: StaffRequest) -> HttpResponse:
    """How much waits, for the number in the rail."""
    return render(request, "desk/orders/_count.html", {"duties": count_duties(request.actor)})


@require_POST
@staff_only("agent", "lead")
def decide(request: StaffRequest, entry_id: UUID) -> HttpResponse:
    """Approve or decline an entry, try it again, or note how it ended by hand."""
    entry, action = get_entry_for(request.actor, entry_id), request.POST.get("action", "")
    if action not in DECISIONS:
        raise NotVisible
    form = DecisionForm(request.POST)
    if action in WITH_WORDS and not form.is_valid():
        return _refused(request, first_error(form), entry, action)
    try:
        DECISIONS[action](request, entry, form.cleaned_data["words"] if action in WITH_WORDS else "")
    except SamePerson:
        return _refused(request, _("You asked for this yourself: another person must approve it."), entry, action)
    except MayNotDecide:
        return _refused(request, _("A lead decides about this."), entry, action)
    except WrongState:
        return _refused(request, _("This was decided meanwhile; nothing was done."), entry, action)
    messages.success(request, entry_says(get_entry_for(request.actor, entry_id)))
    return redirect(_way_back(request))


@require_POST
@staff_only("agent", "lead")
def end(request: StaffRequest, task_id: int) -> HttpResponse:
    """Note how a disagreement was cleared up."""
    task, form = get_task_for(request.actor, task_id), DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, words=form.data.get("words", ""), problem=first_error(form), named=f"task-{task.pk}")
    end_task(task, by=request.actor, outcome=form.cleaned_data["words"])
    messages.success(request, _("Cleared up."))
    return redirect(_way_back(request))


def _refused(request: StaffRequest, sentence: str, entry: LedgerEntry, action: str) -> HttpResponse:
    named = f"{action}-{entry.pk.hex}"
    return _show(request, words=request.POST.get("words", ""), problem=sentence, named=named)


def _show(request: StaffRequest, *, words: str = "", problem: str = "", named: str = "") -> HttpResponse:
    """The page; after a refusal with what was typed, where it was typed."""
    is_inline = named.startswith(("decline-", "task-"))
    context = {"words": words, "problem": problem, "named": named, "is_inline": is_inline}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    return render(request, "desk/orders/tasks.html", context | duties_context(request.actor), status=status)


def _way_back(request: StaffRequest) -> str:
    page = request.POST.get("page", "")
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/desk/orders/tasks"
