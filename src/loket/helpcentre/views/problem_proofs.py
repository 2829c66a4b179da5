"""The page of the guided claim on which evidence is added."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.disputes import wording
from loket.disputes.access import get_own_evidence_for
from loket.disputes.actions.acting import ActionRefused
from loket.disputes.actions.evidence import lay_before, lay_words_before, withdraw_from_view
from loket.disputes.machine.codes import EvidenceKind
from loket.disputes.models import Dispute
from loket.files.refusals import UploadNotFound, UploadRefused
from loket.helpcentre.buyers import Buyer
from loket.helpcentre.evidence_taking import offered, take_files, upload_field
from loket.helpcentre.pages import Visit, show
from loket.helpcentre.problem_drafts import Draft, Step, draft_of
from loket.helpcentre.problem_forms import ProofForm
from loket.helpcentre.problem_pages import ProblemPage, problem_page, step_url
from loket.helpcentre.problem_saving import keep_answers
from loket.orders.talk.queries import count_talk
from loket.people.access import NotVisible

_TICKED = {"declares": EvidenceKind.DECLARATION, "attaches_talk": EvidenceKind.SELLER_CONVERSATION}


def show_proof(visit: Visit, dispute: Dispute, buyer: Buyer) -> HttpResponse:
    """Photos, films and papers, and the talk with one tick; what is there already can be taken out again."""
    page = problem_page(dispute, Step.PROOF, visit, buyer)
    if visit.request.method != "POST":
        return _show(visit, page, buyer, ProofForm(initial=_initial(page.draft)))
    if removed := visit.request.POST.get("remove"):
        _remove(visit, dispute, buyer, removed)
        return redirect(page.url)
    form = ProofForm(visit.request.POST)
    try:
        _take(visit, page, buyer, form)
    except UploadRefused as refusal:
        form.add_error(None, refusal.message)
    except UploadNotFound:
        form.add_error(None, _("A file was sent too long ago. Choose it again."))
    except ActionRefused:
        form.add_error(None, _("That is more than fits. Take something out first."))
    if not form.is_valid():
        return _show(visit, problem_page(dispute, Step.PROOF, visit, buyer), buyer, form, status=422)
    if visit.request.POST.get("stays"):
        return redirect(page.url)
    return _onwards(visit, dispute, buyer, form)


def _remove(visit: Visit, dispute: Dispute, buyer: Buyer, wanted: str) -> None:
    """Take a file out again; one that is not there any more is out already."""
    with suppress(ValueError, NotVisible):
        item = get_own_evidence_for(buyer.actor, dispute, UUID(wanted))
        withdraw_from_view(item, by=buyer.actor, now=visit.now)


def _onwards(visit: Visit, dispute: Dispute, buyer: Buyer, form: ProofForm) -> HttpResponse:
    dispute.refresh_from_db()
    if draft_of(dispute).lacks_evidence:
        form.add_error(None, _("Add what is asked for, or say that you have no evidence."))
        return _show(visit, problem_page(dispute, Step.PROOF, visit, buyer), buyer, form, status=422)
    return redirect(step_url(visit, dispute, Step.REVIEW))


@transaction.atomic
def _take(visit: Visit, page: ProblemPage, buyer: Buyer, form: ProofForm) -> None:
    """Lay files and ticks into the draft, all or nothing; what is laid into it already is not laid again."""
    form.full_clean()
    files = take_files(visit.request, buyer.actor, but=page.evidence_ids)
    lay_before(page.dispute, offered(files, reason=page.draft.reason or ""), by=buyer.actor, now=visit.now)
    for name, kind in _TICKED.items():
        if form.cleaned_data.get(name):
            lay_words_before(page.dispute, kind, _words(kind), by=buyer.actor, now=visit.now)
        elif item := page.dispute.evidence.filter(submitter="buyer", kind=kind, withdrawn_at=None).first():
            withdraw_from_view(item, by=buyer.actor, now=visit.now)
    keep_answers(page.draft, form.answers, by=buyer.actor)


def _words(kind: EvidenceKind) -> str:
    if kind != EvidenceKind.DECLARATION:
        return ""
    return _("I declare that I did not receive the parcel, and that nobody at my address took it for me.")


def _initial(draft: Draft) -> dict[str, bool]:
    return {
        "declares": EvidenceKind.DECLARATION in draft.kinds,
        "attaches_talk": EvidenceKind.SELLER_CONVERSATION in draft.kinds,
        "has_no_evidence": draft.has_no_evidence,
    }


def _show(visit: Visit, page: ProblemPage, buyer: Buyer, form: ProofForm, *, status: int = 200) -> HttpResponse:
    reason = page.draft.reason or ""
    label, hint = _("Photos, videos or documents"), wording.evidence_hint(reason)
    context = {
        "page": page,
        "form": form,
        "field": upload_field(page.dispute, buyer.actor, label=label, hint=hint),
        "files": [each for each in page.evidence if each.has_file or each.is_waiting],
        "declaration": _words(EvidenceKind.DECLARATION) if page.draft.needs_declaration else "",
        "talk_lines": count_talk(page.dispute.order_id),
        "asks_evidence": bool(page.draft.rule and page.draft.rule.required),
        "is_unlisted": True,
    }
    return show(visit, "disputes/proof", context, status=status)
