from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.disputes import wording
from loket.disputes.actions.acting import ActionRefused, StaleVersion, Wish, act
from loket.disputes.actions.evidence import act_with_evidence
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.deciding import Available
from loket.disputes.models import Dispute
from loket.disputes.rehearsing import policy_of_dispute
from loket.disputes.showing.forms import ActionForm, Given
from loket.disputes.viewing import DisputeView, view_of
from loket.files.models import Upload
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.helpcentre.buyers import Buyer, kept_private
from loket.helpcentre.evidence_taking import offered, take_files, upload_field
from loket.helpcentre.forms import new_key
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.problem_pages import zone_of_order
from loket.helpcentre.views.my_disputes import on_own_dispute
from loket.orders.money import rounded
from loket.people.access import NotVisible

# Opening has pages of its own.
_ELSEWHERE = frozenset({Action.SUBMIT, Action.TELL})
LONGEST_KEY = 60


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def act_on(visit: Visit, claim: str, name: str) -> HttpResponse:
    """Fill in what an action asks; where money moves or nothing can be taken back, say so before the second click."""
    return on_own_dispute(visit, claim, lambda dispute, buyer: _act(visit, dispute, buyer, name))


def _act(visit: Visit, dispute: Dispute, buyer: Buyer, name: str) -> HttpResponse:
    view = view_of(dispute, buyer.actor, now=visit.now)
    named = [each for each in (*view.possible, *view.denied) if each.name == name and each.name not in _ELSEWHERE]
    is_possible = bool(named) and named[0].code is None
    if visit.request.method == "POST" and not is_possible and _was_done(visit, dispute, buyer, name):
        return _back(visit, dispute)
    if not named:
        return _not_now(visit, dispute, name, why="")
    available = named[0]
    if available.code is not None:
        zone = zone_of_order(visit, dispute.order)
        why = wording.denial_sentence(available.code, possible_from=available.possible_from, zone=zone)
        return _not_now(visit, dispute, name, why=why)
    if visit.request.method != "POST":
        initial = {"version": dispute.version, "key": new_key(), **_asked_before(available.name, view)}
        form = ActionForm(available, view, initial=initial)
        return _ask(visit, dispute, buyer, available, view, form)
    return _take(visit, dispute, buyer, available, view)


def _take(visit: Visit, dispute: Dispute, buyer: Buyer, available: Available, view: DisputeView) -> HttpResponse:
    form = ActionForm(available, view, data=visit.request.POST)
    uploads: list[Upload] = []
    try:
        uploads = take_files(visit.request, buyer.actor) if form.takes_files else []
    except UploadRefused as refusal:
        form.add_error(None, refusal.message)
    if not form.is_valid():
        return _ask(visit, dispute, buyer, available, view, form, uploads=uploads, status=422)
    given = form.given([each.pk for each in uploads])
    if available.confirm and form.asks_something and "confirmed" not in visit.request.POST:
        return _confirm(visit, dispute, available, view, form, given)
    try:
        _carry_out(visit, dispute, buyer, available, given, uploads)
    except StaleVersion:
        form = _renewed(visit, available, view)
    except UploadNotFound:
        form.add_error(None, _("A file was sent too long ago. Choose it again."))
    except ActionRefused as refusal:
        form.add_error(None, wording.denial_sentence(refusal.code, refusal.field))
    if form.errors:
        return _ask(visit, dispute, buyer, available, view, form, uploads=uploads, status=409)
    return _back(visit, dispute)


def _asked_before(name: str, view: DisputeView) -> dict[str, object]:
    """Whoever asks for something else begins with what was asked for before."""
    asked = view.asked if name == Action.CHANGE_REQUEST else None
    if asked is None:
        return {}
    is_whole = asked.amount == asked.amount.to_integral_value()
    amount = int(asked.amount) if is_whole else rounded(asked.amount, view.currency)
    return {"solution": asked.kind.value, "amount": amount}


def _was_done(visit: Visit, dispute: Dispute, buyer: Buyer, name: str) -> bool:
    """Whether this very form was carried out before, as by a double click."""
    key = visit.request.POST.get("key", "")[:LONGEST_KEY]
    try:
        act(dispute.pk, Wish(name, dispute.version, key=key), by=buyer.actor, now=visit.now)
    except ActionRefused:
        return False
    return bool(key)


def _renewed(visit: Visit, available: Available, view: DisputeView) -> ActionForm:
    """The same form for the claim as it is now, with everything that was filled in."""
    data = visit.request.POST.copy()
    data["version"] = str(view.version)
    form = ActionForm(available, view, data=data)
    form.add_error(None, wording.denial_sentence(Denial.STALE_VERSION))
    return form


def _back(visit: Visit, dispute: Dispute) -> HttpResponse:
    return redirect(f"{visit.url('my_dispute', claim=dispute.number)}#standing")


def _carry_out(
    visit: Visit, dispute: Dispute, buyer: Buyer, available: Available, given: Given, uploads: list[Upload]
) -> None:
    wish = Wish(
        available.name,
        given.version,
        given.body,
        confirmed="confirmed" in visit.request.POST or not available.confirm,
        key=given.key,
        is_private=given.is_private,
    )
    files = offered(uploads, reason=dispute.reason, kind=given.kind)
    act_with_evidence(dispute, wish, files, by=buyer.actor, now=visit.now)


def _ask(
    visit: Visit,
    dispute: Dispute,
    buyer: Buyer,
    available: Available,
    view: DisputeView,
    form: ActionForm,
    *,
    uploads: list[Upload] | None = None,
    status: int = 200,
) -> HttpResponse:
    label, hint = _("Photos, videos or documents"), wording.evidence_hint(dispute.reason)
    asks_at_once = available.confirm and not form.asks_something
    context = {
        **_frame(visit, dispute, available.name, available.transition),
        "form": form,
        "field": {**upload_field(dispute, buyer.actor, label=label, hint=hint), "files": uploads or []},
        "confirms": _sentences(visit, dispute, available, view, {}) if asks_at_once else (),
        "goes_on": available.confirm and not asks_at_once,
    }
    return show(visit, "disputes/act", context, status=status)


def _confirm(
    visit: Visit, dispute: Dispute, available: Available, view: DisputeView, form: ActionForm, given: Given
) -> HttpResponse:
    kept = [(name, value) for name, value in visit.request.POST.items() if name not in _NOT_KEPT]
    context = {
        **_frame(visit, dispute, available.name, available.transition),
        "confirms": _sentences(visit, dispute, available, view, given.body),
        "kept": [*kept, *(("evidence", str(each)) for each in given.uploads)],
    }
    return show(visit, "disputes/confirm", context)


_NOT_KEPT = frozenset({"csrfmiddlewaretoken", "confirmed", "evidence", "files"})


def _sentences(
    visit: Visit, dispute: Dispute, available: Available, view: DisputeView, body: Mapping[str, object]
) -> tuple[str, ...]:
    return tuple(
        wording.action_confirm(
            available.name,
            available.transition,
            view,
            body=body,
            policy=policy_of_dispute(dispute),
            now=visit.now,
            zone=zone_of_order(visit, dispute.order),
        )
    )


def _frame(visit: Visit, dispute: Dispute, name: str, transition: str = "") -> dict[str, object]:
    return {
        "title": wording.action_label(name, transition),
        "hint": wording.action_hint(name, transition),
        "number": dispute.number,
        "url": visit.url("my_dispute", claim=dispute.number),
        "is_unlisted": True,
    }


def _not_now(visit: Visit, dispute: Dispute, name: str, *, why: str) -> HttpResponse:
    """Why it is not possible, and the way back; a word that is no action at all is not here."""
    if name not in set(Action) - _ELSEWHERE:
        raise NotVisible
    said = why or _("This is not possible any more, because something has happened since.")
    return show(visit, "disputes/not_now", {**_frame(visit, dispute, name), "why": said}, status=409)
