"""What a guided flow leaves to a claim: at which of its steps one can be opened, why, and what would put it right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from loket.assistant.flows.situation import Situation, holds
from loket.disputes.machine.codes import SolutionKind
from loket.disputes.machine.reasons import REASONS, Reason, RefundShape

_NOT_AS_IT_SHOULD_BE = {
    "damaged": Reason.SNAD_DAMAGED,
    "wrong_item": Reason.SNAD_WRONG,
    "not_as_described": Reason.SNAD_QUALITY,
    "missing_parts": Reason.SNAD_MISSING,
}
_Chosen = Reason | Callable[[Situation], Reason]


def _late(at: Situation) -> Reason:
    return Reason.SELLER_CANCEL_NO_SHIP if holds("not_sent", at) else Reason.INR_LATE


# By flow and step; elsewhere there is nothing yet that a seller could answer.
_CLAIMED: Mapping[tuple[str, str], _Chosen] = {
    **{(flow, "wish"): reason for flow, reason in _NOT_AS_IT_SHOULD_BE.items()},
    ("late", "marked_delivered"): Reason.INR_MARKED_DELIVERED,
    ("late", "late"): _late,
    ("late", "above_limit"): _late,
    ("late", "refused"): _late,
    ("customs", "held"): Reason.INR_CUSTOMS,
    ("charged_twice", "proof"): Reason.PAYMENT_DUPLICATE,
}
# Where the buttons of a wish lead; a part of the money is for a person to agree on.
_WISHES = frozenset({"money_back", "to_person", "new_one"})
_NEW_ONES = (SolutionKind.REPLACEMENT, SolutionKind.RESEND)


def claimed_reason(flow: str, step: str, situation: Situation) -> Reason | None:
    """For what a claim can be opened at this step; None where none can."""
    chosen = _CLAIMED.get((flow, step))
    if situation.order is None or chosen is None:
        return None
    return chosen if isinstance(chosen, Reason) else chosen(situation)


def wanted_solution(reason: Reason, choices: Iterable[str]) -> SolutionKind | None:
    """What a claim for this reason asks for by the buttons that were pressed, the last one first; None where unsaid."""
    rule = REASONS[reason]
    if len(rule.solutions) == 1:
        return rule.solutions[0]
    wish = next((name for each in choices if (name := each.rpartition(":")[2]) in _WISHES), "")
    match wish:
        case "money_back":
            # Everything back for a thing that she keeps is not to be had: it goes back.
            is_part = rule.refund == RefundShape.PARTIAL and SolutionKind.RETURN_REFUND in rule.solutions
            return SolutionKind.RETURN_REFUND if is_part else SolutionKind.REFUND
        case "to_person":
            return SolutionKind.REFUND
        case "new_one":
            return next((each for each in _NEW_ONES if each in rule.solutions), None)
        case _:
            return None
