"""From a dispute as its viewer may see it to what the API says of it."""

from __future__ import annotations

from uuid import UUID

from loket.api.v1.action_schemas import body_schema
from loket.api.v1.dispute_lists import cursor_of
from loket.api.v1.dispute_shapes import (
    ActionOut,
    DeadlineOut,
    DisputeEventOut,
    DisputeLineOut,
    DisputeOut,
    DisputeRow,
    DisputesOut,
    EvidenceFileOut,
    EvidenceOut,
    HoldOut,
    OfferOut,
    QuestionOut,
    RefundOut,
    Side,
    SolutionOut,
    WordsOut,
)
from loket.disputes.listed import DisputesPage, ListedDispute
from loket.disputes.machine.codes import Role
from loket.disputes.machine.deciding import Available
from loket.disputes.machine.facts import Offer, Question, Refund, Solution
from loket.disputes.machine.timekeeping import Deadline, Hold
from loket.disputes.view_parts import EvidenceView, LineView, TextView
from loket.disputes.viewing import DisputeView, EventView


def dispute_out(view: DisputeView) -> DisputeOut:
    """One dispute for its viewer."""
    deadlines = [_deadline(each) for each in view.deadlines]
    return DisputeOut(
        id=view.id,
        number=view.number,
        order=view.order_number,
        viewer=_side(view),
        state=view.state,
        version=view.version,
        turn=list(view.turn),
        deadline=deadlines[0] if deadlines else None,
        deadlines=deadlines,
        available_actions=[_action(each) for each in view.possible],
        reason=view.reason,
        received=view.received,
        asked=_solution(view.asked),
        cap=view.cap,
        currency=view.currency,
        market=view.market,
        language=view.language,
        buyer=view.buyer_name,
        seller=view.seller_name,
        lines=[_line(each) for each in view.lines],
        offers=[_offer(each) for each in view.offers],
        holds=[_hold(each) for each in view.holds],
        questions=[_question(each) for each in view.questions],
        evidence=[_evidence(each, view.id, _side(view)) for each in view.evidence],
        texts=[_words(each) for each in view.texts],
        events=[_event(each) for each in view.events],
        refunds=[_refund(each) for each in view.refunds],
        outcome=view.outcome,
        liability=view.liability,
        decided_by=view.decided_by,
        frozen=view.is_frozen,
        linked_to=view.linked_to,
        created_at=view.created_at,
        submitted_at=view.submitted_at,
        resolved_at=view.resolved_at,
    )


def page_out(page: DisputesPage) -> DisputesOut:
    """One page of a list."""
    return DisputesOut(items=[_row(each) for each in page.disputes], next=cursor_of(page.next))


def _row(row: ListedDispute) -> DisputeRow:
    asked = row.asked
    return DisputeRow(
        id=row.id,
        number=row.number,
        order=row.order_number,
        state=row.state,
        version=row.version,
        turn=list(row.turn),
        deadline=row.deadline_at,
        reason=row.reason,
        asked=SolutionOut(kind=asked.solution, amount=asked.amount) if asked else None,
        offer=asked.id if asked else "",
        offer_version=asked.version if asked else None,
        currency=row.currency,
        market=row.market,
        language=row.language,
        buyer=row.buyer_name,
        seller=row.seller_name,
        held=row.is_held,
        outcome=row.outcome,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
    )


def _action(action: Available) -> ActionOut:
    return ActionOut(
        name=action.name.value, body_schema=body_schema(action.fields), confirm=action.confirm, until=action.until
    )


def _deadline(deadline: Deadline) -> DeadlineOut:
    return DeadlineOut(
        rule=deadline.rule.value,
        whose=deadline.whose.value,
        due_at=deadline.due_at,
        consequence=deadline.consequence.value,
    )


def _line(line: LineView) -> DisputeLineOut:
    return DisputeLineOut(
        line=line.line, title=line.title, quantity=line.quantity, paid=line.paid, image_url=line.image_url
    )


def _solution(solution: Solution | None) -> SolutionOut | None:
    return SolutionOut(kind=solution.kind.value, amount=solution.amount) if solution else None


def _offer(offer: Offer) -> OfferOut:
    # Who of the house proposed it, and who bears the cost, is not for the two sides.
    return OfferOut(
        id=offer.id,
        version=offer.version,
        lane=offer.lane.value,
        solution=_solution(offer.solution),
        refusal=offer.refusal.value if offer.refusal else None,
        rule_cited=offer.rule_cited,
        standing=offer.standing.value,
        at=offer.at,
    )


def _hold(hold: Hold) -> HoldOut:
    return HoldOut(kind=hold.kind.value, reference=hold.reference, set_at=hold.set_at)


def _question(question: Question) -> QuestionOut:
    return QuestionOut(
        to=question.to.value,
        wanted=[each.value for each in question.wanted],
        asked_at=question.asked_at,
        answered_at=question.answered_at,
    )


def _evidence(item: EvidenceView, dispute_id: UUID, viewer: Side) -> EvidenceOut:
    file = None
    if item.file is not None:
        url = f"/api/v1/disputes/{dispute_id}/evidence/{item.id}/file?as={viewer}"
        file = EvidenceFileOut(name=item.file.name, type=item.file.media_type, size=item.file.size, url=url)
    return EvidenceOut(
        id=item.id,
        kind=item.kind,
        submitter=item.submitter,
        note=item.note,
        language=item.language,
        own=item.is_own,
        withdrawn=item.is_withdrawn,
        original=item.is_original,
        file=file,
        at=item.at,
    )


def _words(words: TextView) -> WordsOut:
    return WordsOut(
        id=words.id,
        seq=words.sequence,
        kind=words.kind,
        role=words.role,
        text=words.text,
        language=words.language,
        translations={tag: text for tag, (text, _engine) in words.translations.items()},
        own=words.is_own,
        private=words.is_private,
        erased=words.is_erased,
        at=words.at,
    )


def _event(event: EventView) -> DisputeEventOut:
    return DisputeEventOut(
        seq=event.sequence, name=event.name, role=event.role, state=event.state, at=event.at, own=event.is_own
    )


def _refund(refund: Refund) -> RefundOut:
    return RefundOut(
        amount=refund.amount, state=refund.state.value, asked_at=refund.asked_at, settled_at=refund.settled_at
    )


def _side(view: DisputeView) -> Side:
    return "seller" if view.viewer == Role.SELLER else "buyer"
