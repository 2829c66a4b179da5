"""The guided claim as pages: progress, reasons in groups, ways out with their amounts, and the last look at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.design.wording import find_zone
from loket.disputes import wording
from loket.disputes.actions.acting import Wish
from loket.disputes.machine.commands import Action, Denial
from loket.disputes.machine.deciding import Refused
from loket.disputes.machine.deciding import Step as Taken
from loket.disputes.machine.facts import Solution
from loket.disputes.models import Dispute
from loket.disputes.rehearsing import fitting_reasons, policy_of_dispute, rehearse
from loket.disputes.showing.files import show_evidence
from loket.disputes.showing.parts import ShownEvidence
from loket.disputes.view_parts import LineView
from loket.disputes.viewing import DisputeView, view_of
from loket.helpcentre.buyers import Buyer
from loket.helpcentre.pages import Visit
from loket.helpcentre.problem_drafts import Draft, Step, draft_of, unit_asked_for
from loket.orders.models import Order
from loket.orders.money import written
from loket.orders.talk.queries import count_talk
from loket.orders.telling.wording import money

TITLES = {
    Step.WHAT: gettext_lazy("What happened?"),
    Step.STORY: gettext_lazy("Tell us more"),
    Step.WISH: gettext_lazy("What should happen?"),
    Step.PROOF: gettext_lazy("Show it"),
    Step.REVIEW: gettext_lazy("Check and send"),
}
# The page on which each field of the claim is filled in.
_STEP_OF_FIELD = {"reason": Step.WHAT, "received": Step.WHAT, "text": Step.STORY, "evidence": Step.PROOF}
_STEP_OF_DENIAL = {
    Denial.EVIDENCE_MISSING: Step.PROOF,
    Denial.TEXT_MISSING: Step.STORY,
    Denial.REASON_DOES_NOT_FIT: Step.WHAT,
    Denial.SOLUTION_DOES_NOT_FIT: Step.WISH,
    Denial.AMOUNT_NOT_POSITIVE: Step.WISH,
    Denial.AMOUNT_ABOVE_CAP: Step.WISH,
    Denial.AMOUNT_MUST_BE_WHOLE: Step.WISH,
    Denial.AMOUNT_MUST_BE_PART: Step.WISH,
}


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason to choose, or in ``why`` the reason that it cannot be chosen now."""

    code: str
    label: str
    hint: str
    is_chosen: bool
    why: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """One solution to choose; with an open amount its bounds, as the slider takes them."""

    code: str
    label: str
    hint: str
    is_chosen: bool
    is_open: bool
    says: str


@dataclass(frozen=True, slots=True)
class Slider:
    """The amount of a refund: plain decimals for the control, and words beside it."""

    least: str
    most: str
    least_words: str
    most_words: str
    step: str
    value: str
    currency: str
    hint: str


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """What all pages of the form have."""

    dispute: Dispute
    draft: Draft
    step: Step
    title: str
    steps: tuple[tuple[str, str], ...]
    url: str
    keep_url: str
    back_url: str
    order_url: str
    lines: tuple[LineView, ...]
    seller: str
    evidence: tuple[ShownEvidence, ...]
    evidence_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Review:
    """What the seller will see and what follows; in ``refusal`` why it cannot go out, with the page that mends it."""

    reason: str
    wish: str
    talk_lines: int
    consequences: Sequence[str]
    refusal: str
    mend_url: str


def problem_page(dispute: Dispute, step: Step, visit: Visit, buyer: Buyer) -> ProblemPage:
    """One page of the form."""
    draft, order = draft_of(dispute), dispute.order
    view = view_of(dispute, buyer.actor, now=visit.now)
    place = list(Step).index(step)
    return ProblemPage(
        dispute=dispute,
        draft=draft,
        step=step,
        title=str(TITLES[step]),
        steps=tuple((str(TITLES[each]), _progress(at, place)) for at, each in enumerate(Step)),
        url=step_url(visit, dispute, step),
        keep_url=visit.url("problem_keep", number=order.number, claim=dispute.number),
        back_url=_back_url(visit, dispute, step),
        order_url=visit.url("order", number=order.number),
        lines=view.lines,
        seller=view.seller_name,
        evidence=tuple(each for each in show_evidence(view) if not each.is_withdrawn),
        evidence_ids=frozenset(each.file.pk for each in view.evidence if each.file),
    )


def step_url(visit: Visit, dispute: Dispute, step: Step) -> str:
    """The address of one page of the form."""
    return visit.url("problem_step", number=dispute.order.number, claim=dispute.number, step=step.value)


def reason_groups(
    page: ProblemPage, visit: Visit, buyer: Buyer
) -> tuple[Sequence[tuple[str, list[ReasonRow]]], list[ReasonRow]]:
    """The reasons that can be chosen by what they have in common, and those that cannot, with why."""
    groups: dict[str, list[ReasonRow]] = {}
    closed = []
    for each in fitting_reasons(page.dispute, by=buyer.actor, now=visit.now):
        reason = each.rule.reason
        why = wording.denial_sentence(each.code) if each.code else ""
        chosen = reason == page.draft.reason
        row = ReasonRow(reason.value, wording.reason_label(reason), wording.reason_hint(reason), chosen, why)
        if why:
            closed.append(row)
        else:
            groups.setdefault(wording.group_label(each.rule.group), []).append(row)
    return list(groups.items()), closed


def can_be_chosen(draft: Draft, visit: Visit, buyer: Buyer) -> bool:
    """Whether the reason that a draft has fits where its order stands now."""
    fitting = fitting_reasons(draft.dispute, by=buyer.actor, now=visit.now)
    return any(each.rule.reason == draft.reason and not each.code for each in fitting)


def ways_out(draft: Draft) -> list[WayOut]:
    """What can be asked for with this reason."""
    solutions = draft.rule.solutions if draft.rule else ()
    currency = draft.dispute.currency
    rows = []
    for each in solutions:
        span = draft.range_of(each)
        chosen = draft.solution == each or len(solutions) == 1
        says = wording.solution_sentence(Solution(each, span.most), currency) if span.is_fixed else ""
        rows.append(
            WayOut(
                each.value, wording.solution_label(each), wording.solution_hint(each), chosen, not span.is_fixed, says
            )
        )
    return rows


def slider_of(draft: Draft) -> Slider | None:
    """The bounds of an open amount; None where no solution has one."""
    for each in draft.rule.solutions if draft.rule else ():
        span = draft.range_of(each)
        if not span.is_fixed:
            currency = draft.dispute.currency
            value = draft.amount if draft.amount and span.least <= draft.amount <= span.most else span.most
            return Slider(
                least=written(span.least, currency),
                most=written(span.most, currency),
                least_words=money(span.least, currency),
                most_words=money(span.most, currency),
                step=f"{unit_asked_for(currency):f}",
                value=written(value, currency),
                currency=currency,
                hint=wording.amount_hint(draft.reason or "", span.most, currency),
            )
    return None


def review_of(page: ProblemPage, visit: Visit, buyer: Buyer) -> Review:
    """The last look: the claim as the other side will read it, and the dates that follow."""
    draft, dispute = page.draft, page.dispute
    tried = rehearse(dispute, Wish(Action.SUBMIT, dispute.version, draft.body), by=buyer.actor, now=visit.now)
    refused = tried if isinstance(tried, Refused) else None
    return Review(
        reason=wording.reason_label(draft.reason or ""),
        wish=wish_of(draft),
        talk_lines=count_talk(dispute.order_id) if draft.attaches_talk else 0,
        consequences=() if isinstance(tried, Refused) else _consequences(tried, page, visit, buyer),
        refusal=refusal_words(refused.code, refused.field) if refused else "",
        mend_url=mend_url(refused.code, refused.field, dispute, visit) if refused else "",
    )


def wish_of(draft: Draft) -> str:
    """What the buyer asks for, in a sentence."""
    if draft.solution is None:
        return ""
    span = draft.range_of(draft.solution)
    amount = span.most if span.is_fixed or draft.amount is None else draft.amount
    return wording.solution_sentence(Solution(draft.solution, amount), draft.dispute.currency)


def refusal_words(code: Denial, field: str) -> str:
    """Why it cannot be sent."""
    return wording.denial_sentence(code, field)


def mend_url(code: Denial, field: str, dispute: Dispute, visit: Visit) -> str:
    """The page on which that can be mended; empty where none can."""
    step = _STEP_OF_DENIAL.get(code) or _STEP_OF_FIELD.get(field)
    return step_url(visit, dispute, step) if step else ""


def zone_of_order(visit: Visit, order: Order) -> tzinfo:
    """The viewer's clock, the order's where theirs is not known."""
    return visit.zone or find_zone(order.time_zone)


def seller_says(order: Order) -> str:
    """The seller's name, or the word for one."""
    return order.seller.name or _("the seller")


def _consequences(tried: Taken, page: ProblemPage, visit: Visit, buyer: Buyer) -> Sequence[str]:
    view: DisputeView = view_of(page.dispute, buyer.actor, now=visit.now)
    body: Mapping[str, object] = page.draft.body
    zone = zone_of_order(visit, page.dispute.order)
    policy = policy_of_dispute(page.dispute)
    return wording.action_confirm(
        Action.SUBMIT, tried.transition, view, body=body, policy=policy, now=visit.now, zone=zone
    )


def _progress(at: int, place: int) -> str:
    if at < place:
        return "done"
    return "now" if at == place else ""


def _back_url(visit: Visit, dispute: Dispute, step: Step) -> str:
    if step.before is None:
        return visit.url("order", number=dispute.order.number)
    return step_url(visit, dispute, step.before)
