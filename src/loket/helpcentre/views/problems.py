from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from loket.disputes.access import get_dispute_for
from loket.disputes.actions.acting import ActionRefused
from loket.disputes.actions.opening import save_draft, start_draft
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute
from loket.disputes.queries import disputes_of_order
from loket.disputes.wording import denial_sentence
from loket.helpcentre.buyers import Buyer, kept_private
from loket.helpcentre.dispute_rows import DisputeLink, links_to
from loket.helpcentre.order_pages import Row, order_row
from loket.helpcentre.pages import Visit, help_page, show
from loket.helpcentre.problem_chats import FIELD as CHAT_FIELD
from loket.helpcentre.problem_chats import chat_of
from loket.helpcentre.problem_drafts import Step, draft_of
from loket.helpcentre.problem_forms import LinesForm, StoryForm, WhatForm, WishForm
from loket.helpcentre.problem_pages import (
    ProblemPage,
    can_be_chosen,
    problem_page,
    reason_groups,
    seller_says,
    slider_of,
    step_url,
    ways_out,
)
from loket.helpcentre.problem_saving import keep_answers
from loket.helpcentre.views.order_actions import on_own_order
from loket.helpcentre.views.problem_proofs import show_proof
from loket.helpcentre.views.problem_reviews import show_review
from loket.orders.facts import ItemFacts
from loket.orders.models import Order
from loket.orders.queries import order_facts
from loket.people.access import NotVisible
from loket.reception.claiming import ToldInChat, draft_from_chat

AnyForm = WhatForm | StoryForm | WishForm
# What a link, such as one in a chat, may have filled in already.
_PREFILLED = ("reason", "text", "solution", "amount")


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def begin(visit: Visit, number: str) -> HttpResponse:
    """What a claim is about, and how it goes on; chosen, a draft begins, or the one begun before goes on."""
    return on_own_order(visit, number, lambda order, buyer: _begin(visit, order, buyer))


@require_http_methods(["GET", "HEAD", "POST"])
@help_page
@kept_private
def show_step(visit: Visit, number: str, claim: str, step: str) -> HttpResponse:
    """One page of the form; what is filled in is kept, then the next page comes."""
    return on_own_order(visit, number, lambda order, buyer: _on_draft(visit, order, claim, buyer, _page_of(step)))


@require_POST
@help_page
@kept_private
def keep(visit: Visit, number: str, claim: str) -> HttpResponse:
    """Keep what stands in the form now, without going on; for the page's script."""
    return on_own_order(visit, number, lambda order, buyer: _on_draft(visit, order, claim, buyer, _keep))


def _begin(visit: Visit, order: Order, buyer: Buyer) -> HttpResponse:
    facts = order_facts(order)
    known = disputes_of_order(buyer.actor, [order.pk])[order.pk]
    taken = {line for each in known if each.is_open for line in each.lines}
    free = [each for each in facts.items if each.line not in taken]
    posted = visit.request.POST if visit.request.method == "POST" else None
    asked = [line for each in visit.request.GET.getlist("lines") if (line := _number(each)) is not None]
    initial = {"lines": asked or ([free[0].line] if len(free) == 1 else [])}
    form = LinesForm(posted, free=[(each.line, each.title) for each in free], initial=initial)
    chat = chat_of(visit, order, buyer)
    if posted is not None and form.is_valid():
        try:
            return _start(visit, order, buyer, form, chat)
        except ActionRefused as refusal:
            form.add_error("lines", denial_sentence(refusal.code, refusal.field))
    beginning = _Beginning(form, order_row(facts, visit), free, links_to(known, visit), chat)
    return _show_beginning(visit, order, beginning)


@dataclass(frozen=True, slots=True)
class _Beginning:
    form: LinesForm
    row: Row
    items: Sequence[ItemFacts]
    links: Sequence[DisputeLink]
    chat: ToldInChat | None


def _show_beginning(visit: Visit, order: Order, beginning: _Beginning) -> HttpResponse:
    asked = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    named = (*_PREFILLED, CHAT_FIELD) if beginning.chat else _PREFILLED
    context = {
        "row": beginning.row,
        "items": beginning.items,
        "form": beginning.form,
        "links": beginning.links,
        "chat": beginning.chat,
        "brings_chat": visit.request.method != "POST" or "brings_chat" in asked,
        "seller": seller_says(order),
        "prefilled": [(name, asked[name]) for name in named if name in asked],
        "is_unlisted": True,
    }
    return show(visit, "disputes/begin", context, status=422 if beginning.form.errors else 200)


def _start(visit: Visit, order: Order, buyer: Buyer, form: LinesForm, chat: ToldInChat | None) -> HttpResponse:
    posted, lines = visit.request.POST, form.cleaned_data["lines"]
    if chat and "brings_chat" in posted:
        reason = next((each for each in Reason if each == posted.get("reason")), None)
        dispute = draft_from_chat(order, chat, lines=lines, reason=reason, by=buyer.actor, now=visit.now)
        return redirect(step_url(visit, dispute, _first_open_step(dispute, visit, buyer)))
    answers: dict[str, object] = {name: posted[name] for name in _PREFILLED if posted.get(name)}
    if answers.get("reason") not in set(REASONS):
        answers = {name: value for name, value in answers.items() if name == "text"}
    dispute = start_draft(order, lines=lines, by=buyer.actor, answers=answers, now=visit.now)
    return redirect(step_url(visit, dispute, Step.WHAT))


def _first_open_step(dispute: Dispute, visit: Visit, buyer: Buyer) -> Step:
    """The first page that is not finished; the one about what happened where that does not fit the order."""
    draft = draft_of(dispute)
    return draft.next_step if can_be_chosen(draft, visit, buyer) else Step.WHAT


def _on_draft(
    visit: Visit, order: Order, claim: str, buyer: Buyer, page: Callable[[Visit, Dispute, Buyer], HttpResponse]
) -> HttpResponse:
    dispute = get_dispute_for(buyer.actor, claim)
    if dispute.order_id != order.pk:
        raise NotVisible
    if dispute.state != State.DRAFT:
        return redirect(visit.url("my_dispute", claim=dispute.number))
    return page(visit, dispute, buyer)


def _page_of(step: str) -> Callable[[Visit, Dispute, Buyer], HttpResponse]:
    pages = {Step.PROOF: show_proof, Step.REVIEW: show_review}
    found = next((each for each in Step if each == step), None)
    if found is None:
        raise NotVisible
    return pages.get(found, lambda visit, dispute, buyer: _step(visit, dispute, found, buyer))


def _step(visit: Visit, dispute: Dispute, step: Step, buyer: Buyer) -> HttpResponse:
    page = problem_page(dispute, step, visit, buyer)
    posted = visit.request.POST if visit.request.method == "POST" else None
    groups, closed = reason_groups(page, visit, buyer) if step == Step.WHAT else ((), [])
    form = _form_of(page, posted, [each.code for _label, rows in groups for each in rows])
    if posted is not None and form.is_valid():
        keep_answers(page.draft, form.answers, by=buyer.actor)
        return redirect(step_url(visit, dispute, step.following))
    context = {
        "page": page,
        "form": form,
        "groups": groups,
        "closed": closed,
        "ways": ways_out(page.draft),
        "slider": slider_of(page.draft),
        "is_unlisted": True,
    }
    return show(visit, f"disputes/{step.value}", context, status=422 if form.errors else 200)


def _form_of(page: ProblemPage, posted: object, reasons: Sequence[str]) -> AnyForm:
    if page.step == Step.WHAT:
        return WhatForm(posted, reasons=reasons, initial={"reason": page.draft.reason})
    if page.step == Step.STORY:
        text = page.dispute.draft.get("text", "")
        return StoryForm(posted, is_needed=page.draft.needs_text, initial={"text": text})
    return WishForm(posted, draft=page.draft, initial={"solution": page.draft.solution, "amount": page.draft.amount})


def _keep(visit: Visit, dispute: Dispute, buyer: Buyer) -> HttpResponse:
    posted = visit.request.POST
    answers: dict[str, object] = {name: posted[name] for name in ("text",) if name in posted}
    if posted.get("reason") in set(REASONS):
        answers["reason"] = posted["reason"]
    save_draft(dispute, answers, by=buyer.actor)
    return HttpResponse(status=204)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
