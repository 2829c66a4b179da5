from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loket.conversations.access import get_conversation_for
from loket.conversations.models import Conversation
from loket.desk.dispute_actions import (
    ActionPage,
    action_context,
    beginning,
    dispute_action_page,
    empty_form,
    key_of,
    was_done,
)
from loket.desk.forms.disputes import DisputeActionForm, EvidenceForm, NewDisputeForm, WordsForm
from loket.desk.views.answers import reader_language
from loket.desk.views.disputes import DISPUTE_ROLES, show_dispute
from loket.disputes import wording
from loket.disputes.access import get_dispute_for
from loket.disputes.actions.acting import ActionRefused, StaleVersion, Wish, act
from loket.disputes.actions.evidence import Offered, evidence_of_draft, lay_before
from loket.disputes.actions.opening import start_draft
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute
from loket.files.actions import UploadNotFound, UploadRefused, store_for
from loket.files.tickets import holder_for
from loket.history.actions import record_look
from loket.orders.access import get_order_for
from loket.orders.models import Order
from loket.people.http import StaffRequest, staff_only
from loket.people.models.user import Role

MOST_FILES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(*DISPUTE_ROLES)
def act_on(request: StaffRequest, number: str, name: str) -> HttpResponse:
    """One action: filled in, looked over where it moves money, then done once however often it is sent."""
    dispute = _seen(request, number)
    if was_done(dispute, _key(request)):
        return redirect("desk_dispute", dispute.number)
    page = dispute_action_page(dispute, name, request.actor, now=timezone.now())
    if not page.available.is_possible:
        return _show(request, page, None, status=HTTPStatus.CONFLICT if request.method == "POST" else 200)
    if request.method != "POST":
        return _show(request, page, empty_form(page))
    form = DisputeActionForm(request.POST, available=page.available, view=page.view)
    if not form.is_valid():
        return _show(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    step = request.POST.get("step", "")
    if step == "edit" or (page.available.confirm and step != "confirm"):
        return _show(request, page, form, is_review=step != "edit")
    return _do(request, page, form)


@require_POST
@staff_only(*DISPUTE_ROLES)
def write(request: StaffRequest, number: str) -> HttpResponse:
    """A note for staff alone, or words that both sides read too."""
    dispute, form = _seen(request, number), WordsForm(request.POST)
    if not form.is_valid():
        return show_dispute(request, dispute, words_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    body = {"text": form.cleaned_data["text"]}
    wish = Wish(Action.ADD, dispute.version, body, key=_key(request), is_private=form.is_internal)
    try:
        act(dispute.pk, wish, by=request.actor)
    except ActionRefused as refused:
        form.add_error(None, wording.denial_sentence(refused.code, refused.field))
        return show_dispute(request, dispute, words_form=form, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Noted.") if form.is_internal else _("Written into the file. Both sides can read it."))
    return redirect("desk_dispute", dispute.number)


@require_POST
@staff_only(*DISPUTE_ROLES)
def lay(request: StaffRequest, number: str) -> HttpResponse:
    """Files that staff lays into the file."""
    dispute, form = _seen(request, number), EvidenceForm(request.POST)
    try:
        offered = _offered(request, form) if form.is_valid() else []
        if form.is_valid() and not offered:
            form.add_error(None, _("Choose a file."))
        if form.is_valid():
            lay_before(dispute, offered, by=request.actor)
    except UploadRefused as refusal:
        form.add_error(None, refusal.message)
    except UploadNotFound:
        form.add_error(None, _("A file did not arrive whole. Choose it again."))
    except ActionRefused as refused:
        form.add_error(None, wording.denial_sentence(refused.code, refused.field))
    if not form.is_valid():
        return show_dispute(request, dispute, evidence_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("It lies in the file now."))
    return redirect("desk_dispute", dispute.number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only(Role.AGENT, Role.LEAD)
def begin(request: StaffRequest) -> HttpResponse:
    """A claim that a buyer tells somebody at the desk: a draft, to be finished by either."""
    given = request.POST if request.method == "POST" else request.GET
    order = get_order_for(request.actor, given.get("order", ""))
    record_look(order.subject, by=request.actor.label, actor_id=request.user.pk)
    conversation = _conversation(request, given.get("conversation", ""))
    form = NewDisputeForm(request.POST if request.method == "POST" else None, **beginning(order))
    if not form.is_valid():
        return _show_new(request, form, order, conversation)
    try:
        found = start_draft(
            order, lines=form.chosen_lines, by=request.actor, conversation=conversation, answers=form.answers
        )
    except ActionRefused as refused:
        form.add_error("lines", wording.denial_sentence(refused.code, refused.field))
        return _show_new(request, form, order, conversation)
    messages.success(request, _("The claim is begun. The buyer can finish it under My orders, or you send it here."))
    return redirect("desk_dispute", found.number)


def _do(request: StaffRequest, page: ActionPage, form: DisputeActionForm) -> HttpResponse:
    body = form.body
    if page.available.name == Action.SUBMIT:
        body["evidence"] = evidence_of_draft(page.dispute)
    is_confirmed = request.POST.get("step") == "confirm"
    wish = Wish(page.available.name, form.cleaned_data["version"], body, confirmed=is_confirmed, key=_key(request))
    try:
        act(page.dispute.pk, wish, by=request.actor)
    except StaleVersion:
        form.see(page.view.version)
        form.add_error(None, _("Something changed in this claim meanwhile. Look at it, then send this again."))
        return _show(request, page, form, status=HTTPStatus.CONFLICT)
    except ActionRefused as refused:
        form.blame(refused.field, wording.denial_sentence(refused.code, refused.field))
        return _show(request, page, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(request, _("Done: %(what)s.") % {"what": page.label})
    return redirect("desk_dispute", page.dispute.number)


def _show(
    request: StaffRequest,
    page: ActionPage,
    form: DisputeActionForm | None,
    *,
    is_review: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    language, now = reader_language(), timezone.now()
    context = action_context(page, request.actor, form, is_review=is_review, language=language, now=now)
    return render(request, "desk/disputes/action.html", context, status=status)


def _show_new(
    request: StaffRequest, form: NewDisputeForm, order: Order, conversation: Conversation | None
) -> HttpResponse:
    context = {"section": "disputes", "form": form, "order": order, "conversation": conversation}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "desk/disputes/new.html", context, status=status)


def _offered(request: StaffRequest, form: EvidenceForm) -> list[Offered]:
    """The files that a script has sent before, and those that came with the form itself."""
    sent = [UUID(each) for each in request.POST.getlist("evidence") if _is_uuid(each)]
    holder = holder_for(request.actor)
    came = [store_for(holder, each).pk for each in request.FILES.getlist("files")[:MOST_FILES]]
    given = form.cleaned_data
    kind, note, is_hidden = EvidenceKind(given["kind"]), given["note"], given["is_for_platform_only"]
    return [Offered(each, kind, note, is_hidden) for each in (*sent, *came)]


def _conversation(request: StaffRequest, named: str) -> Conversation | None:
    """The case from which somebody came, where they may see it."""
    return get_conversation_for(request.actor, named) if named else None


def _seen(request: StaffRequest, number: str) -> Dispute:
    dispute = get_dispute_for(request.actor, number)
    record_look(dispute.subject, by=request.actor.label, actor_id=request.user.pk)
    return dispute


def _key(request: StaffRequest) -> str:
    return key_of(request.POST.get("key", ""), request.actor) if request.POST.get("key") else ""


def _is_uuid(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
