"""Where a step leads when its row has several targets."""

from __future__ import annotations

from loket.disputes.machine.codes import Lane, Role, SolutionKind
from loket.disputes.machine.facts import Solution
from loket.disputes.machine.policy import is_within
from loket.disputes.machine.questions import current_offer, group_of
from loket.disputes.machine.reasons import ReasonGroup
from loket.disputes.machine.states import State
from loket.disputes.machine.table.row import Situation

_TARGETS = {
    SolutionKind.REFUND: State.REFUND_PENDING,
    SolutionKind.RETURN_REFUND: State.RETURN_WAIT_SHIP,
    SolutionKind.REPLACEMENT: State.REPLACEMENT_WAIT_SHIP,
    SolutionKind.RESEND: State.REPLACEMENT_WAIT_SHIP,
    SolutionKind.EXTEND_PROTECTION: State.RESOLVED,
}


def by_claim(case: Situation) -> State:
    """Where what the buyer asks leads to."""
    return _by_lane(case, Lane.BUYER)


def by_offer(case: Situation) -> State:
    """Where what the other side offers leads to."""
    return _by_lane(case, Lane.SELLER if case.role == Role.BUYER else Lane.BUYER)


def by_proposal(case: Situation) -> State:
    """Where what the platform proposes leads to; a rejection resolves."""
    return _by_lane(case, Lane.PLATFORM)


def where_it_stood(case: Situation) -> State:
    """The state before the withdrawal."""
    return case.facts.withdrawn_from or State.WAIT_SELLER


def _by_lane(case: Situation, lane: Lane) -> State:
    offer = current_offer(case.facts, lane)
    if offer is None or offer.solution is None:
        return State.RESOLVED
    if _is_not_worth_returning(case, offer.solution):
        return State.REFUND_PENDING
    return _TARGETS[offer.solution.kind]


def _is_not_worth_returning(case: Situation, solution: Solution) -> bool:
    """A return to another country must not cost more than the thing (section 13); a change of mind goes back always."""
    return (
        solution.kind == SolutionKind.RETURN_REFUND
        and group_of(case.facts) != ReasonGroup.CHANGE_OF_MIND
        and case.facts.buyer.country != case.facts.seller.country
        and is_within(case.policy.keep_item_limits, solution.amount, case.facts.currency)
    )
