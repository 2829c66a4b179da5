"""Claims, offers and what is agreed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from loket.disputes.machine.codes import DecidedBy, Lane, Liability, Outcome, RuleId
from loket.disputes.machine.facts import (
    DisputeFacts,
    Offer,
    Parcel,
    Refund,
    ReturnFacts,
    Solution,
    Standing,
)
from loket.disputes.machine.questions import asked_for, current_offer, deadline_of, rest_of_cap
from loket.disputes.machine.reasons import REASONS, Reason
from loket.disputes.machine.states import State
from loket.disputes.machine.table.row import Move


def claim(move: Move) -> DisputeFacts:
    """T1: the buyer's claim is on record."""
    facts, body = move.facts, move.body
    facts = replace(facts, reason=body.reason, received=body.received, submitted_at=move.at)
    return _with_offer(facts, Lane.BUYER, _wish(move, facts), move)


def claim_withdrawal(move: Move) -> DisputeFacts:
    """T2: a statutory withdrawal gives everything back for the goods; nobody has to agree."""
    return _settled_as_claimed(claim(move), move, decided_by=DecidedBy.AGREEMENT, liability=Liability.NONE)


def claim_unshipped(move: Move) -> DisputeFacts:
    """T40: what was never shipped is refunded in full."""
    return _settled_as_claimed(claim(move), move, decided_by=DecidedBy.TIMER, liability=Liability.SELLER)


def change_claim(move: Move) -> DisputeFacts:
    """T8: another wish, perhaps for another reason."""
    facts, body = move.facts, move.body
    changed = body.reason is not None and body.reason != facts.reason
    facts = replace(
        facts,
        reason=body.reason or facts.reason,
        received=facts.received if body.received is None else body.received,
        reason_changes=facts.reason_changes + changed,
    )
    return _with_offer(facts, Lane.BUYER, _wish(move, facts), move)


def refuse(move: Move) -> DisputeFacts:
    """T7: a refusal takes the seller's earlier offers back, and opens the way to the platform."""
    facts = _with_offer(replace(move.facts, is_refused=True), Lane.SELLER, None, move)
    return _keep_time_left(facts, move.at)


def counter(move: Move) -> DisputeFacts:
    """T7b: the seller offers something else."""
    facts = replace(move.facts, counters=move.facts.counters + 1)
    return _keep_time_left(_with_offer(facts, Lane.SELLER, _solution_of(move), move), move.at)


def accept_claim(move: Move) -> DisputeFacts:
    """T3 to T5: the seller gives what is asked."""
    return _settled_as_claimed(move.facts, move, decided_by=DecidedBy.AGREEMENT, liability=Liability.SELLER)


def accept_offer(move: Move) -> DisputeFacts:
    """T9: the buyer takes what is offered."""
    return _settled(move.facts, Lane.SELLER, move, decided_by=DecidedBy.AGREEMENT, liability=Liability.SELLER)


def execute_claim(move: Move) -> DisputeFacts:
    """T6, T41: silence carries out what was asked."""
    return _settled_as_claimed(move.facts, move, decided_by=DecidedBy.TIMER, liability=Liability.SELLER)


def propose(move: Move) -> DisputeFacts:
    """T15: the platform's proposal, superseding an earlier one."""
    return _with_proposal(move, Standing.CURRENT)


def propose_for_approval(move: Move) -> DisputeFacts:
    """T15a: a proposal that a second person has to look at first."""
    return _with_proposal(move, Standing.WAITS_FOR_SECOND)


def approve(move: Move) -> DisputeFacts:
    """T15b: the second person lets it go out."""
    return _restand(replace(move.facts, agreed_by=()), Standing.WAITS_FOR_SECOND, Standing.CURRENT)


def send_back(move: Move) -> DisputeFacts:
    """T15c: the second person does not let it go out."""
    return _restand(move.facts, Standing.WAITS_FOR_SECOND, Standing.SUPERSEDED)


def agree_to_proposal(move: Move) -> DisputeFacts:
    """T17a: one side agrees."""
    return replace(move.facts, agreed_by=(*move.facts.agreed_by, move.command.role))


def settle_by_agreement(move: Move) -> DisputeFacts:
    """T17: both sides agree."""
    return settle_by_proposal(replace(move, facts=agree_to_proposal(move)), decided_by=DecidedBy.AGREEMENT)


def settle_by_silence(move: Move) -> DisputeFacts:
    """T17b: nobody objected in time; that is a decision and no agreement."""
    return settle_by_proposal(move, decided_by=DecidedBy.ADJUDICATOR)


def settle_by_proposal(move: Move, *, decided_by: DecidedBy) -> DisputeFacts:
    """The proposal is carried out; whoever wrote it answers for it."""
    proposal = current_offer(move.facts, Lane.PLATFORM)
    if proposal is None:
        raise ValueError("Only a proposal that stands is carried out.")
    liability = proposal.liability or Liability.NONE
    facts = replace(move.facts, decided_by_person=proposal.by)
    if proposal.solution is not None:
        return _settled(facts, Lane.PLATFORM, move, decided_by=decided_by, liability=liability)
    facts = _restand(facts, Standing.CURRENT, Standing.ACCEPTED, lane=Lane.PLATFORM)
    return replace(facts, outcome=Outcome.REJECTED, liability=liability, decided_by=DecidedBy.ADJUDICATOR)


def with_refund(facts: DisputeFacts, amount: Decimal, at: datetime) -> DisputeFacts:
    """The facts with one more instruction, of at most what is left."""
    key = f"{facts.id}:{len(facts.refunds) + 1}"
    return replace(facts, refunds=(*facts.refunds, Refund(key, min(amount, rest_of_cap(facts)), at)))


def supersede_proposal(facts: DisputeFacts) -> DisputeFacts:
    """The proposal no longer stands, nor what sides said to it."""
    facts = replace(facts, agreed_by=())
    return _restand(facts, Standing.CURRENT, Standing.SUPERSEDED, lane=Lane.PLATFORM)


def _wish(move: Move, facts: DisputeFacts) -> Solution:
    reason = facts.reason
    if reason is None:
        raise ValueError("A claim has a reason.")
    kind = move.body.solution or REASONS[reason].solutions[0]
    return Solution(kind, rest_of_cap(facts) if move.body.amount is None else move.body.amount)


def _solution_of(move: Move) -> Solution:
    if move.body.solution is None or move.body.amount is None:
        raise ValueError("An offer has a solution and an amount.")
    return Solution(move.body.solution, move.body.amount)


def _with_proposal(move: Move, standing: Standing) -> DisputeFacts:
    facts = supersede_proposal(move.facts) if standing == Standing.CURRENT else move.facts
    solution = None if move.body.rejects else _solution_of(move)
    return _with_offer(facts, Lane.PLATFORM, solution, move, standing=standing)


def _with_offer(
    facts: DisputeFacts, lane: Lane, solution: Solution | None, move: Move, *, standing: Standing = Standing.CURRENT
) -> DisputeFacts:
    if standing == Standing.CURRENT:
        facts = _restand(facts, Standing.CURRENT, Standing.SUPERSEDED, lane=lane)
    version = 1 + sum(each.lane == lane for each in facts.offers)
    offer = Offer(
        id=f"{lane}-{version}", lane=lane, version=version, solution=solution, by=move.command.actor, at=move.at,
        standing=standing, refusal=move.body.refusal, liability=move.body.liability, rule_cited=move.body.rule_cited,
    )  # fmt: skip
    return replace(facts, offers=(*facts.offers, offer))


def _restand(facts: DisputeFacts, before: Standing, after: Standing, *, lane: Lane | None = None) -> DisputeFacts:
    offers = (
        replace(each, standing=after) if each.standing == before and lane in (None, each.lane) else each
        for each in facts.offers
    )
    return replace(facts, offers=tuple(offers))


def _keep_time_left(facts: DisputeFacts, at: datetime) -> DisputeFacts:
    deadline = deadline_of(facts, RuleId.D2)
    left = (deadline.due_at - at).total_seconds() if deadline else None
    return replace(facts, seconds_left_to_answer=left)


def _settled_as_claimed(
    facts: DisputeFacts, move: Move, *, decided_by: DecidedBy, liability: Liability
) -> DisputeFacts:
    return _settled(facts, Lane.BUYER, move, decided_by=decided_by, liability=liability)


def _settled(
    facts: DisputeFacts, lane: Lane, move: Move, *, decided_by: DecidedBy, liability: Liability
) -> DisputeFacts:
    """Start what was agreed: the target says whether money, a return or goods come first."""
    offer = current_offer(facts, lane)
    if offer is None or offer.solution is None:
        raise ValueError("Only an offer that stands is carried out.")
    facts = _restand(facts, Standing.CURRENT, Standing.ACCEPTED, lane=lane)
    facts = replace(facts, agreed=offer.solution, decided_by=decided_by, liability=liability)
    if move.target == State.REFUND_PENDING:
        return with_refund(facts, offer.solution.amount, move.at)
    if move.target == State.RETURN_WAIT_SHIP:
        payer = move.body.payer or Liability.SELLER
        back = ReturnFacts(Parcel(agreed_at=move.at), payer, is_statutory=facts.reason == Reason.WITHDRAWAL)
        return replace(facts, shipment_back=back)
    if move.target == State.REPLACEMENT_WAIT_SHIP:
        return replace(facts, replacement=Parcel(agreed_at=move.at))
    return replace(facts, outcome=Outcome.PROTECTION_EXTENDED)


def claimed_amount(facts: DisputeFacts) -> Decimal:
    """What is refunded where goods never come."""
    solution = facts.agreed or asked_for(facts)
    return solution.amount if solution else rest_of_cap(facts)
