"""The fields of one letter: sentences in the reader's language, numbers, amounts and moments as codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procrastinate.types import JSONValue

from loket.disputes import wording
from loket.disputes.machine.codes import Lane, Role
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Event
from loket.disputes.machine.facts import DisputeFacts, Parcel
from loket.disputes.machine.questions import active_holds, asked_for, current_offer, is_held_strictly, turn_of
from loket.disputes.machine.states import State
from loket.disputes.machine.timekeeping import Deadline
from loket.disputes.models import Dispute, DisputeText
from loket.disputes.telling.glimpses import glimpse_of, taken
from loket.disputes.wording.saying import together
from loket.notices.facts import Recipient

_OF_MONEY = frozenset({Event.REFUND_SENT, Event.REFUND_FAILED, Event.REFUND_SETTLED})
_OF_RETURNS = frozenset({Event.RETURN_SHIPPED, Event.RETURN_DELIVERED, Event.RETURN_LATE})
_OF_REPLACEMENTS = frozenset({Event.REPLACEMENT_SHIPPED, Event.REPLACEMENT_DELIVERED})
_ENDED = frozenset({State.RESOLVED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Reading:
    """One step for one reader; ``item`` names what the claim is about, ``said`` is what our team wrote with it."""

    dispute: Dispute
    step: Step
    side: Role
    recipient: Recipient
    deadline: Deadline | None
    item: str = ""
    said: DisputeText | None = None

    @property
    def facts(self) -> DisputeFacts:
        """The dispute after the step."""
        return self.step.facts

    @property
    def zone(self) -> str:
        """The reader's clock."""
        return self.recipient.time_zone


def fields_of(reading: Reading) -> dict[str, JSONValue]:
    """All that the letter is told with, in the active language; what is empty is left out."""
    fields = {**_numbers(reading), **_sentences(reading), **_rows(reading)}
    return {name: value for name, value in fields.items() if value}


def _numbers(reading: Reading) -> dict[str, JSONValue]:
    facts, deadline = reading.facts, reading.deadline
    is_in_turn = reading.side in turn_of(facts) and not is_held_strictly(facts)
    return {
        "number": reading.dispute.number,
        "order": reading.dispute.order.number,
        "side": reading.side.value,
        "step": facts.state.value if is_in_turn else "",
        "due_at": deadline.due_at.isoformat() if deadline else "",
        "replies": [_quote(reading.said)] if reading.said else [],
    }


def _sentences(reading: Reading) -> dict[str, JSONValue]:
    facts, side, deadline = reading.facts, reading.side, reading.deadline
    view = glimpse_of(facts, side)
    until = wording.deadline_sentence(deadline, view, zone=reading.zone) if deadline else ""
    is_reminder = reading.step.event == Event.REMINDER
    happened = "" if is_reminder else wording.event_sentence(taken(reading.step), side, zone=reading.zone)
    return {
        # Who is reminded knows that; until when is the news.
        "happened": happened or until,
        "detail": together(*_details(reading)),
        "next": wording.state_sentence(facts.state, side, turn_of(facts)),
        "until": until if happened else "",
        "otherwise": wording.consequence_sentence(deadline, view, zone=reading.zone) if deadline else "",
    }


def _details(reading: Reading) -> Iterator[str]:
    facts, step, side = reading.facts, reading.step, reading.side
    if facts.state in _ENDED and facts.outcome and step.event != Event.APPEAL_OPENED:
        yield wording.outcome_sentence(glimpse_of(facts, side))
    # While it is on hold no time runs, and every letter says why.
    yield from (wording.hold_sentence(each, side, zone=reading.zone) for each in active_holds(facts)[-1:])
    if step.event == Event.EVIDENCE_REQUESTED and step.body.question and side in step.body.to:
        yield wording.question_sentence(step.body.question)


def _rows(reading: Reading) -> dict[str, JSONValue]:
    facts, event, currency = reading.facts, reading.step.event, reading.facts.currency
    asked = asked_for(facts)
    answer, proposal = current_offer(facts, Lane.SELLER), current_offer(facts, Lane.PLATFORM)
    refund = (
        facts.refunds[-1] if facts.refunds and (event in _OF_MONEY or facts.state == State.REFUND_PENDING) else None
    )
    return {
        "item": reading.item,
        "problem": wording.reason_label(facts.reason) if facts.reason else "",
        "request": wording.solution_sentence(asked, currency) if asked else "",
        "answer": wording.offer_sentence(answer, currency, reading.side) if answer else "",
        "proposal": wording.offer_sentence(proposal, currency, reading.side) if proposal else "",
        "amount": {"amount": str(refund.amount), "currency": currency} if refund else "",
        "trace": refund.trace if refund else "",
        "tracking": _tracking(facts, event),
    }


def _tracking(facts: DisputeFacts, event: Event) -> str:
    parcel: Parcel | None = None
    if event in _OF_RETURNS and facts.shipment_back:
        parcel = facts.shipment_back.parcel
    elif event in _OF_REPLACEMENTS:
        parcel = facts.replacement
    return f"{parcel.carrier} {parcel.tracking}".strip() if parcel else ""


def _quote(text: DisputeText) -> JSONValue:
    # For both sides all of the platform is one team, under the shop's name.
    return {"name": "", "text": text.text, "language": text.language, "at": text.at.isoformat()}
