from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from loket.disputes.actions.acting import act
from loket.disputes.actions.evidence import act_with_evidence
from loket.disputes.machine.commands import Denial
from loket.disputes.refusals import ActionRefused, StaleVersion
from loket.disputes.showing import show_dispute
from loket.disputes.showing.forms import ActionForm
from loket.disputes.wording import action_hint, action_label, denial_sentence
from loket.files.models import Upload
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.sellers.claim_asking import Asking, asking, offered, repeat_of, upload_field, uploads_in, wish_of
from loket.sellers.pages import OwnVisit, own_page, show


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def take_action(visit: OwnVisit, number: str, name: str) -> HttpResponse:
    """One action of a claim: its form, the page of its second click where it needs one, and doing it."""
    asked = asking(visit, number, name)
    if visit.request.method == "POST":
        return _post(asked) if asked.is_possible else _post_too_late(asked)
    if not asked.is_possible:
        return _show_impossible(asked)
    form = asked.blank_form()
    if form.asks_something:
        return _show_form(asked, form, ())
    data = _as_data(asked, form)
    straight = asked.form_of(data)
    return _show_second_click(asked, straight, data) if straight.is_valid() else _show_form(asked, straight, ())


def _post(asked: Asking) -> HttpResponse:
    request = asked.visit.request
    form = asked.form_of(request.POST)
    try:
        uploads = uploads_in(asked.visit, request.FILES.getlist("files"))
    except UploadRefused as refusal:
        form.add_error(None, refusal.message)
        return _show_form(asked, form, (), status=422)
    if not form.is_valid():
        return _show_form(asked, form, uploads, status=422)
    if "change" in request.POST:
        return _show_form(asked, form, uploads)
    if asked.available and asked.available.confirm and "confirmed" not in request.POST:
        return _show_second_click(asked, form, request.POST, uploads)
    return _act(asked, form, uploads)


def _act(asked: Asking, form: ActionForm, uploads: Sequence[Upload]) -> HttpResponse:
    given, visit = form.given(), asked.visit
    try:
        files = offered(uploads, given)
        act_with_evidence(asked.dispute, wish_of(asked, given), files, by=visit.signed_in.actor, now=visit.now)
    except StaleVersion:
        return _show_form(asked, _renewed(asked), uploads, status=409)
    except (ActionRefused, UploadNotFound) as refusal:
        code, field = (
            (refusal.code, refusal.field) if isinstance(refusal, ActionRefused) else (Denial.FIELD_INVALID, "")
        )
        form.add_error(field if field in form.fields else None, denial_sentence(code, field, zone=visit.zone))
        return _show_form(asked, form, uploads, status=422)
    return redirect(f"{asked.claim_url}?done={asked.action}#standing")


def _post_too_late(asked: Asking) -> HttpResponse:
    """The claim has moved on: what was done already by this very form is shown, else what was written is kept."""
    try:
        act(asked.dispute.pk, repeat_of(asked, asked.visit.request.POST), by=asked.visit.signed_in.actor)
    except ActionRefused:
        return _show_impossible(asked)
    return redirect(f"{asked.claim_url}?done={asked.action}#standing")


def _renewed(asked: Asking) -> ActionForm:
    """The same form for the claim as it is now, with everything that was filled in."""
    data = asked.visit.request.POST.copy()
    data["version"] = str(asked.view.version)
    form = asked.form_of(data)
    form.add_error(None, denial_sentence(Denial.STALE_VERSION))
    return form


def _as_data(asked: Asking, form: ActionForm) -> QueryDict:
    data = asked.visit.request.POST.copy()
    data.update({"version": str(form.initial["version"]), "key": str(form.initial["key"])})
    return data


def _show_form(asked: Asking, form: ActionForm, uploads: Sequence[Upload], *, status: int = 200) -> HttpResponse:
    key = f"{asked.dispute.number}-{asked.action}"
    context = {**_frame(asked), "form": form, "upload": upload_field(asked.visit, uploads, key=key)}
    return show(asked.visit, "claim_form", context, status=status)


def _show_second_click(
    asked: Asking, form: ActionForm, data: QueryDict, uploads: Sequence[Upload] = ()
) -> HttpResponse:
    hidden = [(name, value) for name, values in data.lists() for value in values if name in form.fields]
    context = {
        **_frame(asked),
        "sentences": asked.sentences(form.given()),
        "hidden": hidden,
        "uploads": uploads,
        "can_change": form.asks_something,
    }
    return show(asked.visit, "claim_confirm", context)


def _show_impossible(asked: Asking) -> HttpResponse:
    found = asked.available
    code = found.code if found and found.code else Denial.WRONG_STATE
    why = denial_sentence(code, possible_from=found.possible_from if found else None, zone=asked.visit.zone)
    context = {**_frame(asked), "why": why, "kept": asked.visit.request.POST.get("text", "")}
    return show(asked.visit, "claim_impossible", context, status=409)


def _frame(asked: Asking) -> dict[str, object]:
    visit, transition = asked.visit, asked.available.transition if asked.available else ""
    return {
        "dispute": show_dispute(asked.view, tag=visit.tag, zone=visit.zone, now=visit.now),
        "claim_url": asked.claim_url,
        "action": asked.action.value,
        "title": action_label(asked.action, transition),
        "hint": action_hint(asked.action, transition),
    }
