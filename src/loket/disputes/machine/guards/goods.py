"""Conditions of returns, replacements and refunds on their way (T18 to T26, T35, T36, T42)."""

from __future__ import annotations

from loket.disputes.machine.codes import Outcome, RuleId
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.facts import RefundState
from loket.disputes.machine.guards.claims import has_photo
from loket.disputes.machine.questions import is_held, lacks_proof
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.states import HoldKind
from loket.disputes.machine.table.row import Situation


def tracking_is_valid(case: Situation) -> Denial | None:
    """The number is one of the carrier's."""
    return None if case.found.tracking_is_valid else Denial.TRACKING_NOT_VALID


def tracking_is_new(case: Situation) -> Denial | None:
    """No other parcel went under the number."""
    return None if case.found.tracking_is_new else Denial.TRACKING_USED_BEFORE


def label_is_fine(case: Situation) -> bool:
    """No trouble with the return's label is open."""
    back = case.facts.shipment_back
    return back is None or not back.has_label_problem


def label_is_in_trouble(case: Situation) -> bool:
    """The buyer has no label that works."""
    return not label_is_fine(case)


def label_trouble_is_new(case: Situation) -> Denial | None:
    """It was not reported already."""
    return Denial.DONE_BEFORE if label_is_in_trouble(case) else None


def label_was_late(case: Situation) -> Denial | None:
    """There was trouble with the label, which alone makes the return's time longer."""
    back = case.facts.shipment_back
    return None if back and back.had_label_problem else Denial.NO_LABEL_PROBLEM


def label_is_awaited(case: Situation) -> Denial | None:
    """No label was sent yet, or the one that was is in trouble."""
    back = case.facts.shipment_back
    is_fine = back and back.label_sent_at and not back.has_label_problem
    return Denial.NO_LABEL_PROBLEM if is_fine else None


def deduction_is_founded(case: Situation) -> Denial | None:
    """Less than everything only after a statutory withdrawal, with a photo (T21)."""
    deduction, agreed = case.body.deduction, case.facts.agreed
    if not deduction:
        return None
    back = case.facts.shipment_back
    if not (back and back.is_statutory):
        return Denial.DEDUCTION_NEEDS_WITHDRAWAL
    if deduction < 0:
        return Denial.AMOUNT_NOT_POSITIVE
    # A refund of nothing would be a rejection, which only a person decides.
    if agreed and deduction >= agreed.amount:
        return Denial.AMOUNT_ABOVE_CAP
    return None if has_photo(case) else Denial.EVIDENCE_MISSING


def finding_is_shown(case: Situation) -> Denial | None:
    """What is contested is shown in a photo, also an empty parcel or a sorting office without it (T22)."""
    return None if has_photo(case) else Denial.EVIDENCE_MISSING


def replacement_has_not_come(case: Situation) -> bool:
    """No scan says that it was delivered."""
    return not replacement_has_come(case)


def replacement_has_come(case: Situation) -> bool:
    """A scan says that it was delivered."""
    sent = case.facts.replacement
    return bool(sent and sent.delivered_at)


def something_has_come(case: Situation) -> Denial | None:
    """Nothing can be wrong that has not arrived."""
    return None if replacement_has_come(case) else Denial.NOT_DELIVERED_YET


def return_extends_once(case: Situation) -> Denial | None:
    """A late label makes the return's time longer once."""
    given = any(each.rule in (RuleId.D10, RuleId.D10C) for each in case.facts.extensions)
    return Denial.DONE_BEFORE if given else None


def provider_is_not_held(case: Situation) -> Denial | None:
    """A person does not look at it yet."""
    return Denial.DONE_BEFORE if is_held(case.facts, HoldKind.MISSING_PROVIDER) else None


def refund_is_unsent(case: Situation) -> Denial | None:
    """The last instruction is not yet known to be sent."""
    last = case.facts.refunds[-1] if case.facts.refunds else None
    return None if last and last.state == RefundState.ASKED else Denial.DONE_BEFORE


def refund_is_unsettled(case: Situation) -> Denial | None:
    """The last instruction is not yet known to be carried out."""
    last = case.facts.refunds[-1] if case.facts.refunds else None
    return None if last and last.state != RefundState.SETTLED else Denial.DONE_BEFORE


def refund_matches(case: Situation) -> bool:
    """As much came as was instructed."""
    return bool(case.facts.refunds) and case.body.amount == case.facts.refunds[-1].amount


def refund_differs(case: Situation) -> bool:
    """Another amount came than was instructed."""
    return not refund_matches(case)


def is_ordinary_claim(case: Situation) -> bool:
    """Neither a statutory withdrawal nor an order that was never shipped."""
    return case.body.reason not in (Reason.WITHDRAWAL, Reason.SELLER_CANCEL_NO_SHIP)


def is_withdrawal(case: Situation) -> bool:
    """The statutory change of mind."""
    return case.body.reason == Reason.WITHDRAWAL


def is_never_shipped(case: Situation) -> bool:
    """The seller never shipped."""
    return case.body.reason == Reason.SELLER_CANCEL_NO_SHIP


def settlement_lacks_proof(case: Situation) -> bool:
    """It was settled outside, and nobody has shown a payment."""
    return case.facts.outcome == Outcome.SETTLED_OUTSIDE and lacks_proof(case.facts)


def nothing_lacks_proof(case: Situation) -> bool:
    """It was not settled outside, or the payment was shown."""
    return not settlement_lacks_proof(case)
