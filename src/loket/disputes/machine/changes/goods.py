"""Parcels back and forth, and the money at their end."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from loket.disputes.machine.changes.offers import claimed_amount, with_refund
from loket.disputes.machine.codes import DecidedBy, Liability, Outcome, Role, SolutionKind
from loket.disputes.machine.facts import DisputeFacts, Parcel, RefundState, ReturnFacts
from loket.disputes.machine.questions import refunded
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.table.row import Move
from loket.disputes.machine.timekeeping import Extension


def return_shipped(move: Move) -> DisputeFacts:
    """T18: the return is on its way."""
    back = _back(move.facts)
    return replace(move.facts, shipment_back=replace(back, parcel=_shipped(back.parcel, move), has_label_problem=False))


def return_not_sent(move: Move) -> DisputeFacts:
    """T19: the buyer kept it."""
    return replace(move.facts, outcome=Outcome.RETURN_NOT_SENT, liability=Liability.BUYER, decided_by=DecidedBy.TIMER)


def return_delivered(move: Move) -> DisputeFacts:
    """T20: the return has come."""
    back = _back(move.facts)
    return replace(move.facts, shipment_back=replace(back, parcel=replace(back.parcel, delivered_at=move.at)))


def return_is_fine(move: Move) -> DisputeFacts:
    """T21: the money goes back, less what a photo founds."""
    amount = claimed_amount(move.facts) - (move.body.deduction or Decimal(0))
    return with_refund(move.facts, amount, move.at)


def goods_never_come(move: Move) -> DisputeFacts:
    """T24, T36: money instead of goods."""
    facts = with_refund(move.facts, claimed_amount(move.facts), move.at)
    is_own_word = move.command.role == Role.SELLER
    return replace(facts, decided_by=DecidedBy.AGREEMENT if is_own_word else DecidedBy.TIMER)


def label_in_trouble(move: Move) -> DisputeFacts:
    """S6: the buyer has no label that works."""
    back = replace(_back(move.facts), has_label_problem=True, had_label_problem=True)
    return replace(move.facts, shipment_back=back)


def label_sent(move: Move) -> DisputeFacts:
    """S7: a label is there."""
    back = replace(_back(move.facts), has_label_problem=False, label_sent_at=move.at)
    return replace(move.facts, shipment_back=back)


def replacement_shipped(move: Move) -> DisputeFacts:
    """T23: the replacement is on its way."""
    return replace(move.facts, replacement=_shipped(_sent(move.facts), move))


def replacement_delivered(move: Move) -> DisputeFacts:
    """S11: the replacement has come."""
    return replace(move.facts, replacement=replace(_sent(move.facts), delivered_at=move.at))


def replacement_confirmed(move: Move) -> DisputeFacts:
    """T25: the replacement is what it should be, or nobody says otherwise."""
    is_resend = move.facts.agreed is not None and move.facts.agreed.kind == SolutionKind.RESEND
    return replace(move.facts, outcome=Outcome.RESEND_DONE if is_resend else Outcome.REPLACEMENT_DONE)


def replacement_wrong(move: Move) -> DisputeFacts:
    """T42: it goes on in a linked dispute."""
    return replace(move.facts, outcome=Outcome.CONTINUED)


def refund_sent(move: Move) -> DisputeFacts:
    """S8: the payment provider has the instruction."""
    last = replace(move.facts.refunds[-1], state=RefundState.SENT, sent_at=move.at, trace=move.body.trace)
    return replace(move.facts, refunds=(*move.facts.refunds[:-1], last))


def refund_failed(move: Move) -> DisputeFacts:
    """S9: the payment provider could not carry it out; it is tried again."""
    last = move.facts.refunds[-1]
    last = replace(last, state=RefundState.ASKED, sent_at=None, failures=last.failures + 1)
    return replace(move.facts, refunds=(*move.facts.refunds[:-1], last))


def refund_settled(move: Move) -> DisputeFacts:
    """T26: the money is with the buyer."""
    last = replace(move.facts.refunds[-1], state=RefundState.SETTLED, settled_at=move.at)
    facts = replace(move.facts, refunds=(*move.facts.refunds[:-1], last))
    return replace(facts, outcome=_outcome_of_refunds(facts))


def extend(move: Move) -> DisputeFacts:
    """S5: a clock gets so many units more; the machine has put the rule and the number into the body."""
    rule, amount = move.body.rule, move.body.days
    if rule is None or amount is None:
        raise ValueError("The machine names what is extended.")
    added = Extension(rule, amount, move.command.role, move.at)
    return replace(move.facts, extensions=(*move.facts.extensions, added))


def agree_to_extend(move: Move) -> DisputeFacts:
    """S5a: one side would negotiate longer."""
    return replace(move.facts, extension_agreed_by=(*move.facts.extension_agreed_by, move.command.role))


def _outcome_of_refunds(facts: DisputeFacts) -> Outcome:
    if facts.reason == Reason.SELLER_CANCEL_NO_SHIP:
        return Outcome.SELLER_CANCELLED
    if facts.shipment_back and facts.shipment_back.parcel.delivered_at:
        return Outcome.RETURN_REFUND
    return Outcome.REFUND_FULL if refunded(facts) >= facts.order.cap else Outcome.REFUND_PARTIAL


def _shipped(parcel: Parcel, move: Move) -> Parcel:
    at: datetime = move.at
    return replace(parcel, carrier=move.body.carrier, tracking=move.body.tracking, shipped_at=at)


def _back(facts: DisputeFacts) -> ReturnFacts:
    if facts.shipment_back is None:
        raise ValueError("No return was agreed on.")
    return facts.shipment_back


def _sent(facts: DisputeFacts) -> Parcel:
    if facts.replacement is None:
        raise ValueError("No replacement was agreed on.")
    return facts.replacement
