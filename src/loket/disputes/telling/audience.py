"""Which side gets which letter about a step (disputes.md, section 9). Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from loket.disputes.machine.codes import PARTIES, Role
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.events import Event
from loket.disputes.machine.questions import untold
from loket.notices.purposes import PURPOSES

LAST_HOURS = 24
REMINDERS = ("dispute_reminder", "dispute_last_reminder")
# What no longer helps once the dispute has gone on.
PASSING = (*REMINDERS, "dispute_update")
_RECEIPT = "dispute_receipt"
_OWED_ANYWAY = "dispute_accepted"
_B, _S = Role.BUYER, Role.SELLER


def _both(purpose: str) -> Mapping[Role, str]:
    return {_B: purpose, _S: purpose}


# To whoever did not take the step; who did gets a receipt, except where the table of BOTH says otherwise.
_TO_OTHERS: Mapping[Event, Mapping[Role, str]] = {
    Event.OFFER_MADE: _both("dispute_offer"),
    Event.OFFER_SUPERSEDED: _both("dispute_offer"),
    Event.PROPOSAL_AGREED: _both("dispute_news"),
    Event.PROPOSAL_OBJECTED: _both("dispute_escalated"),
    Event.EVIDENCE_RECEIVED: _both("dispute_evidence"),
    Event.EXTENDED: _both("dispute_news"),
    Event.RETURN_LABEL: _both("dispute_return"),
    Event.RETURN_SHIPPED: _both("dispute_return"),
    Event.RETURN_CONTESTED: _both("dispute_return"),
    Event.LABEL_PROBLEM: _both("dispute_return"),
    Event.REPLACEMENT_SHIPPED: _both("dispute_replacement"),
    Event.SETTLEMENT_CLAIMED: _both("dispute_news"),
}
# Durable for everybody, also for whoever took the step.
_TO_BOTH: Mapping[Event, Mapping[Role, str]] = {
    Event.SUBMITTED: {_B: "dispute_submitted", _S: "dispute_claim"},
    Event.OFFER_ACCEPTED: _both("dispute_accepted"),
    Event.ESCALATED: _both("dispute_escalated"),
    Event.EVIDENCE_REQUESTED: _both("dispute_news"),
    Event.PLATFORM_OFFER: _both("dispute_proposal"),
    Event.PLATFORM_DECISION: _both("dispute_decision"),
    Event.RETURN_DELIVERED: _both("dispute_return"),
    Event.RETURN_LATE: _both("dispute_return"),
    Event.REPLACEMENT_DELIVERED: _both("dispute_replacement"),
    Event.REFUND_SENT: {_B: "dispute_refund", _S: "dispute_news"},
    Event.REFUND_FAILED: {_B: "dispute_refund"},
    Event.REFUND_SETTLED: _both("dispute_refund"),
    Event.BREACHED: _both("dispute_delay"),
    Event.UPDATE: _both("dispute_update"),
    Event.HOLD_SET: _both("dispute_hold"),
    Event.HOLD_RELEASED: _both("dispute_hold_ended"),
    Event.APPEAL_OPENED: _both("dispute_appeal"),
    Event.APPEAL_DECIDED: _both("dispute_appeal_decided"),
    Event.RESOLVED: _both("dispute_resolved"),
    Event.CLOSED: _both("dispute_closed"),
    Event.WITHDRAWN: _both("dispute_news"),
    Event.REOPENED: _both("dispute_news"),
    Event.NEW_FACT: _both("dispute_news"),
    Event.EXPIRED: {_B: "dispute_news"},
}
# Work among ourselves: another adjudicator takes over, and nobody has looked at a hold.
_UNTOLD_ROWS = frozenset({"T12c", "S4b"})
# Whoever adds something sees on the page that it is there.
_WITHOUT_RECEIPT = frozenset({"T33", "T32b"})


def letters_of(step: Step) -> Mapping[Role, str]:
    """The purpose of the letter to each side that gets one; a side whose clock waits for it always gets one."""
    if step.transition in _UNTOLD_ROWS:
        return {}
    letters = dict(_letters(step))
    if step.facts.notice_at == step.at:
        for side in untold(step.facts):
            purpose = letters.get(side, _OWED_ANYWAY)
            letters[side] = _OWED_ANYWAY if PURPOSES[purpose].may_be_declined else purpose
    return letters


def _letters(step: Step) -> Iterator[tuple[Role, str]]:
    actor = step.command.role
    if step.event == Event.REMINDER:
        yield from _reminder(step)
        return
    if step.event in _TO_BOTH:
        yield from _TO_BOTH[step.event].items()
    for side, purpose in _TO_OTHERS.get(step.event, {}).items():
        if side != actor:
            yield side, purpose
        elif step.transition not in _WITHOUT_RECEIPT:
            yield side, _RECEIPT
    if step.event == Event.EVIDENCE_REQUESTED:
        yield from ((side, "dispute_question") for side in step.body.to)


def _reminder(step: Step) -> Iterator[tuple[Role, str]]:
    side, hours = step.body.party, step.body.hours
    # The platform's own reminders are shown to its leads.
    if side in PARTIES and hours is not None:
        yield side, "dispute_last_reminder" if hours <= LAST_HOURS else "dispute_reminder"
