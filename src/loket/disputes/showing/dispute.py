"""All parts of a dispute's page for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from loket.disputes import wording
from loket.disputes.machine.codes import Consequence, DecidedBy, Lane, RuleId
from loket.disputes.machine.facts import Offer, Standing
from loket.disputes.machine.states import State
from loket.disputes.machine.timekeeping import Deadline
from loket.disputes.showing.actions import arrange
from loket.disputes.showing.files import show_evidence
from loket.disputes.showing.parts import ShownClock, ShownDispute, ShownLane, ShownOffer, ShownStep, ShownWords
from loket.disputes.showing.words import show_words
from loket.disputes.viewing import DisputeView
from loket.orders.telling.formats import Zone, money
from loket.orders.telling.pictures import own_picture

_SOON = timedelta(hours=24)
_STEP_OF_STATE = {
    State.DRAFT: 0,
    State.WAIT_SELLER: 1,
    State.WAIT_BUYER: 1,
    State.ESCALATED: 2,
    State.IN_REVIEW: 2,
    State.WAIT_EVIDENCE: 2,
    State.PLATFORM_OFFER: 2,
    State.APPEAL_REVIEW: 2,
    State.RESOLVED: 4,
    State.CLOSED: 4,
}
_MONEY = 3
_ENDED = frozenset({State.RESOLVED, State.CLOSED})


def show_dispute(view: DisputeView, *, tag: str, zone: Zone, now: datetime) -> ShownDispute:
    """What the page of ``view`` says to a reader of the language ``tag``, on the clock of ``zone``."""
    said = show_words(view, tag=tag)
    arranged = arrange(view, zone=zone)
    is_own_turn = view.is_viewers_turn
    return ShownDispute(
        id=view.id,
        number=view.number,
        order_number=view.order_number,
        buyer_name=view.buyer_name,
        seller_name=view.seller_name,
        state=view.state,
        label=wording.state_label(view.state, view.viewer, view.turn),
        sentence=wording.state_sentence(view.state, view.viewer, view.turn),
        tone=_tone(view),
        turn=wording.turn_label(view.turn, view.viewer),
        is_own_turn=is_own_turn,
        version=view.version,
        reason=wording.reason_label(view.reason),
        reason_hint=wording.reason_hint(view.reason),
        evidence_hint=wording.evidence_hint(view.reason, view.viewer),
        asked=wording.solution_sentence(view.asked, view.currency) if view.asked else "",
        cap=money(view.cap, view.currency),
        created_at=view.created_at,
        submitted_at=view.submitted_at,
        lines=tuple(replace(each, image_url=own_picture(each.image_url)) for each in view.lines),
        steps=_steps(view),
        clocks=_clocks(view, zone, now),
        holds=tuple(
            (wording.hold_label(each.kind), wording.hold_sentence(each, view.viewer, zone=zone)) for each in view.holds
        ),
        questions=_questions(view),
        lanes=_lanes(view, said),
        words=said,
        evidence=show_evidence(view),
        events=_events(view, said, zone),
        refunds=tuple(
            (money(each.amount, view.currency), wording.refund_state_label(each.state)) for each in view.refunds
        ),
        outcome=wording.outcome_label(view.outcome) if view.state in _ENDED else "",
        outcome_sentence=wording.outcome_sentence(view) if view.state in _ENDED else "",
        decided_by=wording.decided_by_label(view.decided_by),
        is_agreed=view.decided_by == DecidedBy.AGREEMENT,
        liability=wording.liability_label(view.liability),
        linked_to=view.linked_to,
        goes_on_in=view.goes_on_in,
        primary=arranged.primary,
        others=arranged.others,
        more=arranged.more,
        denied=arranged.denied,
    )


def _tone(view: DisputeView) -> str:
    if view.is_viewers_turn or view.holds:
        return "warning"
    return "positive" if view.state in _ENDED else ""


def _steps(view: DisputeView) -> tuple[tuple[str, str], ...]:
    """The four stages of the way, each done, now or still to come; none where it was withdrawn."""
    if view.state == State.WITHDRAWN:
        return ()
    at = _STEP_OF_STATE.get(State(view.state), _MONEY)
    names = (_("Claim"), _("Answer"), _("Decision"), _("Money or goods"))
    return tuple((name, "done" if place < at else "now" if place == at else "") for place, name in enumerate(names))


def _clocks(view: DisputeView, zone: Zone, now: datetime) -> tuple[ShownClock, ...]:
    """What presses first: the viewer's own, then others'; what only opens a door comes last.

    Until when our team has to decide at the latest is said once the first time for it is over.
    """
    rules = {each.rule for each in view.deadlines}
    ordered = sorted(
        (each for each in view.deadlines if each.rule != RuleId.D8B or RuleId.D8 not in rules),
        key=lambda each: (each.consequence == Consequence.WINDOW_OPENS, each.whose != view.viewer, each.due_at),
    )
    return tuple(_clock(each, view, zone, now) for each in ordered)


def _clock(deadline: Deadline, view: DisputeView, zone: Zone, now: datetime) -> ShownClock:
    left = deadline.due_at - now
    opens = deadline.consequence == Consequence.WINDOW_OPENS
    return ShownClock(
        says=wording.deadline_sentence(deadline, view, zone=zone),
        otherwise="" if opens else wording.consequence_sentence(deadline, view, zone=zone),
        due_at=deadline.due_at,
        is_own=deadline.whose == view.viewer,
        tone="late" if left <= timedelta(0) else "soon" if left < _SOON else "",
    )


def _questions(view: DisputeView) -> tuple[tuple[str, str], ...]:
    """What the viewer is asked and has not answered: the question, and the evidence that is wanted."""
    is_open = any(each.to == view.viewer and each.answered_at is None for each in view.questions)
    asked = [each for each in view.events if each.details.get("question") and view.viewer in each.details.get("to", ())]
    if not (is_open and asked and view.state == State.WAIT_EVIDENCE):
        return ()
    details = asked[-1].details
    wanted = ", ".join(wording.evidence_kind_label(each) for each in details.get("wanted", ()))
    return ((wording.question_sentence(details["question"]), wanted),)


def _lanes(view: DisputeView, said: Sequence[ShownWords]) -> tuple[ShownLane, ...]:
    return tuple(
        ShownLane(
            code=lane,
            label=wording.lane_label(lane, view.viewer),
            offers=tuple(_offer(each, view, said) for each in reversed(view.offers) if each.lane == lane),
        )
        for lane in Lane
    )


def _offer(offer: Offer, view: DisputeView, said: Iterable[ShownWords]) -> ShownOffer:
    return ShownOffer(
        says=wording.offer_sentence(offer, view.currency, view.viewer),
        standing=wording.offer_standing_label(offer.standing),
        stands=offer.standing in (Standing.CURRENT, Standing.ACCEPTED),
        at=offer.at,
        rule=offer.rule_cited,
        words=tuple(each for each in said if each.at == offer.at),
    )


def _events(view: DisputeView, said: Iterable[ShownWords], zone: Zone) -> tuple[ShownStep, ...]:
    """What happened, the newest first; words that came with an offer stand in its lane."""
    offered = {each.at for each in view.offers}
    loose = [each for each in said if each.at not in offered]
    return tuple(
        ShownStep(
            says=wording.event_sentence(each, view.viewer, zone=zone),
            at=each.at,
            words=tuple(words for words in loose if words.at == each.at),
            answers=wording.event_answers(each),
        )
        for each in reversed(view.events)
    )
