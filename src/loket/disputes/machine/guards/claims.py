"""Conditions of opening and changing a claim (T1, T2, T8, T40)."""

from __future__ import annotations

from datetime import datetime

from loket.disputes.machine.codes import EvidenceKind, Role, RuleId, SolutionKind
from loket.disputes.machine.commands import Denial
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.policy import is_within
from loket.disputes.machine.questions import asked_for, deadline_of, rest_of_cap
from loket.disputes.machine.reasons import REASONS, Reason, ReasonGroup, ReasonRule, RefundShape
from loket.disputes.machine.table.row import Situation

# Only these may turn out well by waiting, so that they can be complained about from a later day on.
_EARLY_REASONS = frozenset({Reason.INR_NO_TRACKING, Reason.INR_LATE, Reason.SELLER_CANCEL_NO_SHIP})


def order_is_buyers(case: Situation) -> Denial | None:
    """The order belongs to whoever complains."""
    return None if case.found.order_is_buyers else Denial.NOT_YOUR_ORDER


def line_is_free(case: Situation) -> Denial | None:
    """No other open dispute is about the line."""
    return None if case.found.line_is_free else Denial.LINE_IN_DISPUTE


def reason_fits(case: Situation) -> Denial | None:
    """The reason is possible where the parcel is, and says the same about receiving it as the buyer does."""
    rule = _rule(case)
    if case.facts.order.delivery not in rule.deliveries:
        return Denial.REASON_DOES_NOT_FIT
    received = case.facts.received if case.body.received is None else case.body.received
    if rule.asks_received is not None and received is not None and received != rule.asks_received:
        return Denial.REASON_DOES_NOT_FIT
    return None


def inside_window(case: Situation) -> Denial | None:
    """D1 or D1b has not ended, nor is it too early; an agent may open a late claim (section 6)."""
    if case.role == Role.AGENT:
        return None
    rule = _rule(case)
    opens = deadline_of(case.facts, RuleId.D1_OPENS)
    if rule.reason in _EARLY_REASONS and opens and case.now < opens.due_at:
        return Denial.TOO_EARLY
    ends = _end_of_window(case.facts, rule)
    return Denial.TOO_LATE if ends and case.now >= ends else None


def may_withdraw_from_purchase(case: Situation) -> Denial | None:
    """The market's law gives a right to change one's mind, for this category, and D1c has not ended."""
    law = case.policy.withdrawal
    if law is None:
        return Denial.NO_RIGHT_TO_WITHDRAW
    if case.facts.order.category in law.excluded_categories:
        return Denial.CATEGORY_EXCLUDED
    ends = deadline_of(case.facts, RuleId.D1C)
    return Denial.TOO_LATE if ends and case.now >= ends.due_at else None


def solution_fits(case: Situation) -> Denial | None:
    """The reason allows the solution."""
    return None if _solution(case) in _rule(case).solutions else Denial.SOLUTION_DOES_NOT_FIT


def amount_fits(case: Situation) -> Denial | None:
    """More than nothing, at most what may be refunded, and whole or a part as the reason says."""
    amount, cap = case.body.amount, rest_of_cap(case.facts)
    if cap <= 0:
        return Denial.AMOUNT_ABOVE_CAP
    rule, solution = _rule(case), _solution(case)
    if amount is None:
        amount = cap
    if amount <= 0:
        return Denial.AMOUNT_NOT_POSITIVE
    if amount > cap:
        return Denial.AMOUNT_ABOVE_CAP
    if solution != SolutionKind.REFUND:
        return None
    if rule.refund == RefundShape.FULL and amount != cap:
        return Denial.AMOUNT_MUST_BE_WHOLE
    keeps = is_within(case.policy.keep_item_limits, cap, case.facts.currency)
    is_part = rule.refund == RefundShape.PARTIAL and solution == SolutionKind.REFUND
    return Denial.AMOUNT_MUST_BE_PART if is_part and amount == cap and not keeps else None


def takes_all(case: Situation) -> Denial | None:
    """Everything that may be refunded, and that is more than nothing."""
    cap = rest_of_cap(case.facts)
    if cap <= 0:
        return Denial.AMOUNT_ABOVE_CAP
    return None if case.body.amount in (None, cap) else Denial.AMOUNT_MUST_BE_WHOLE


def evidence_is_there(case: Situation) -> Denial | None:
    """What the reason requires is in the file or comes with it, or the buyer says that there is none."""
    if case.body.has_no_evidence:
        return None
    kinds = {each.kind for each in case.facts.evidence if each.submitter == Role.BUYER and not each.is_withdrawn}
    kinds |= {each.kind for each in case.body.evidence}
    return None if all(kinds & wanted for wanted in _rule(case).required) else Denial.EVIDENCE_MISSING


def never_shipped(case: Situation) -> Denial | None:
    """The order's record knows of no parcel."""
    return Denial.REASON_DOES_NOT_FIT if case.facts.order.shipped_at else None


def reason_may_change(case: Situation) -> Denial | None:
    """The reason changes at most as often as the policy says."""
    if case.body.reason in (None, case.facts.reason):
        return None
    # These two are decided by other rules from the first day on.
    if case.body.reason in (Reason.WITHDRAWAL, Reason.SELLER_CANCEL_NO_SHIP):
        return Denial.REASON_DOES_NOT_FIT
    used = case.facts.reason_changes >= case.policy.most_reason_changes
    return Denial.REASON_CHANGED_BEFORE if used else None


def negotiation_runs(case: Situation) -> Denial | None:
    """D4 has not ended."""
    ends = deadline_of(case.facts, RuleId.D4)
    return Denial.TOO_LATE if ends and case.now >= ends.due_at else None


def request_changes(case: Situation) -> Denial | None:
    """Something is asked for otherwise than before."""
    asked = asked_for(case.facts)
    amount = rest_of_cap(case.facts) if case.body.amount is None else case.body.amount
    same_reason = case.body.reason in (None, case.facts.reason)
    same = asked is not None and asked.kind == case.body.solution and asked.amount == amount and same_reason
    return Denial.DONE_BEFORE if same else None


def brings_new_evidence(case: Situation) -> bool:
    """Whether an item comes that the file does not know."""
    known = {each.id for each in case.facts.evidence}
    return any(each.id not in known for each in case.body.evidence)


def has_photo(case: Situation) -> bool:
    """Whether a photo or video comes with it."""
    return any(each.kind in (EvidenceKind.PHOTO, EvidenceKind.VIDEO) for each in case.body.evidence)


def _rule(case: Situation) -> ReasonRule:
    reason = case.body.reason or case.facts.reason
    if reason is None:
        raise ValueError("A claim has a reason; the schema of its transition requires it.")
    return REASONS[reason]


def _solution(case: Situation) -> SolutionKind:
    # Rows whose reason leaves one way out do not ask for it.
    return case.body.solution or _rule(case).solutions[0]


def _end_of_window(facts: DisputeFacts, rule: ReasonRule) -> datetime | None:
    if rule.group == ReasonGroup.PAYMENT:
        return None
    received = deadline_of(facts, RuleId.D1B)
    promised = deadline_of(facts, RuleId.D1)
    if rule.group in (ReasonGroup.NOT_AS_DESCRIBED, ReasonGroup.CHANGE_OF_MIND):
        return received.due_at if received else None
    ends = [each.due_at for each in (received, promised) if each]
    return max(ends, default=None)
