"""The last page of the guided claim: what the seller will see and which dates follow; then it goes out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from loket.disputes.actions.acting import ActionRefused, StaleVersion, Wish, act
from loket.disputes.machine.commands import Action
from loket.disputes.models import Dispute
from loket.helpcentre.buyers import Buyer
from loket.helpcentre.forms import new_key
from loket.helpcentre.pages import Visit, show
from loket.helpcentre.problem_drafts import Step
from loket.helpcentre.problem_pages import ProblemPage, mend_url, problem_page, refusal_words, review_of

LONGEST_KEY = 60


def show_review(visit: Visit, dispute: Dispute, buyer: Buyer) -> HttpResponse:
    """Look at it once more, then send it; the same page sent twice sends it once."""
    page = problem_page(dispute, Step.REVIEW, visit, buyer)
    if visit.request.method != "POST":
        return _show(visit, page, buyer)
    key = visit.request.POST.get("key", "")[:LONGEST_KEY] or new_key()
    wish = Wish(Action.SUBMIT, dispute.version, page.draft.body, confirmed=True, key=key)
    try:
        act(dispute.pk, wish, by=buyer.actor, now=visit.now)
    except StaleVersion:
        return redirect(visit.url("my_dispute", claim=dispute.number))
    except ActionRefused as refusal:
        why = refusal_words(refusal.code, refusal.field)
        return _show(visit, page, buyer, why=why, mend=mend_url(refusal.code, refusal.field, dispute, visit))
    return redirect(f"{visit.url('my_dispute', claim=dispute.number)}?sent=1")


def _show(visit: Visit, page: ProblemPage, buyer: Buyer, *, why: str = "", mend: str = "") -> HttpResponse:
    context = {
        "page": page,
        "review": review_of(page, visit, buyer),
        "why": why,
        "mend": mend,
        "warning": _("This was not sent."),
        "key": new_key(),
        "is_unlisted": True,
    }
    return show(visit, "disputes/review", context, status=409 if why else 200)
