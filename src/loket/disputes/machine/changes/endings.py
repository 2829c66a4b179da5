"""Ends, second beginnings, and holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from loket.disputes.machine.changes.offers import with_refund
from loket.disputes.machine.codes import (
    AppealGround,
    AppealResult,
    DecidedBy,
    EvidenceKind,
    Liability,
    Outcome,
    Role,
    RuleId,
)
from loket.disputes.machine.facts import Appeal, DisputeFacts, SettledOutside
from loket.disputes.machine.questions import active_holds
from loket.disputes.machine.states import HoldKind
from loket.disputes.machine.table.row import Move
from loket.disputes.machine.timekeeping import Hold, MovedClock, Pause, PauseKind

DEFAULT_HOLD_DAYS = 14


def withdraw(move: Move) -> DisputeFacts:
    """T27: the buyer lets go; nothing is lost for fifteen days."""
    facts = release_all(move.facts, move.at)
    pause = Pause(PauseKind.WITHDRAWN, move.at)
    first = facts.first_withdrawn_at or move.at
    return replace(facts, withdrawn_from=facts.state, first_withdrawn_at=first, pauses=(*facts.pauses, pause))


def reopen(move: Move) -> DisputeFacts:
    """T37: it goes on where it stood, with the time that was left."""
    pauses = _ended(move.facts.pauses, PauseKind.WITHDRAWN, move.at)
    return replace(move.facts, withdrawn_from=None, pauses=pauses, settled_outside=None)


def expire_draft(move: Move) -> DisputeFacts:
    """T34: a draft that nobody submitted ends."""
    return replace(move.facts, outcome=Outcome.EXPIRED_BUYER, decided_by=DecidedBy.TIMER)


def appeal(move: Move) -> DisputeFacts:
    """T28: a side's one appeal."""
    made = Appeal(move.command.role, move.body.appeal_ground or AppealGround.RULE_ERROR, move.at)
    return replace(move.facts, appeals=(*move.facts.appeals, made), escalated_at=move.at)


def decide_appeal(move: Move) -> DisputeFacts:
    """T29: money already refunded stays; more may be given."""
    body = move.body
    liability = Liability.PLATFORM if body.result == AppealResult.PLATFORM_GOODWILL else body.liability
    facts = replace(
        move.facts,
        senior=move.command.actor,
        decided_by=DecidedBy.APPEAL,
        decided_by_person=move.command.actor,
        earlier_adjudicators=(*move.facts.earlier_adjudicators, move.command.actor),
        liability=liability or move.facts.liability,
    )
    return with_refund(facts, body.amount, move.at) if body.amount else facts


def claim_settled_outside(move: Move) -> DisputeFacts:
    """T32a: one side says that it was settled elsewhere."""
    before = move.facts.settled_outside or SettledOutside()
    is_buyer = move.command.role == Role.BUYER
    after = replace(
        before,
        buyer_at=move.at if is_buyer else before.buyer_at,
        seller_at=before.seller_at if is_buyer else move.at,
        has_proof=before.has_proof or _shows_payment(move),
    )
    return replace(move.facts, settled_outside=after)


def settle_outside(move: Move) -> DisputeFacts:
    """T32: both sides say so."""
    facts = release_all(claim_settled_outside(move), move.at)
    return replace(facts, outcome=Outcome.SETTLED_OUTSIDE, decided_by=DecidedBy.AGREEMENT, liability=Liability.NONE)


def prove_settlement(move: Move) -> DisputeFacts:
    """T32b: the payment is shown after all."""
    before = move.facts.settled_outside or SettledOutside()
    return replace(move.facts, settled_outside=replace(before, has_proof=True))


def doubt_settlement(move: Move) -> DisputeFacts:
    """T43: no payment was shown, so a person looks."""
    return replace(
        move.facts,
        outcome=None,
        liability=None,
        decided_by=None,
        settled_outside=None,
        resolved_at=None,
        adjudicator="",
        escalated_at=move.at,
        file_complete_at=None,
    )


def set_hold(move: Move) -> DisputeFacts:
    """T31: clocks stand still until a person or the bank says otherwise."""
    kind = move.body.hold or HoldKind.UNREACHABLE
    days = move.body.days or DEFAULT_HOLD_DAYS
    hold = Hold(kind, move.body.reference, move.command.actor, move.at, move.at, days)
    facts = move.facts
    if not active_holds(facts):
        facts = replace(facts, pauses=(*facts.pauses, Pause(PauseKind.HOLD, move.at)))
    return replace(facts, holds=(*facts.holds, hold))


def hold_for_provider(move: Move) -> DisputeFacts:
    """T26b: what the payment provider reports does not match, so a person looks."""
    return set_hold(replace(move, body=replace(move.body, hold=HoldKind.MISSING_PROVIDER)))


def renew_hold(move: Move) -> DisputeFacts:
    """S12: a person has looked and lets the hold stand."""
    days = move.body.days or DEFAULT_HOLD_DAYS
    holds = (
        replace(each, renewed_at=move.at, days=days) if each.kind == move.body.hold and not each.released_at else each
        for each in move.facts.holds
    )
    moved = tuple(each for each in move.facts.moved_clocks if each.rule != RuleId.HOLD)
    return replace(move.facts, holds=tuple(holds), moved_clocks=moved)


def release_hold(move: Move) -> DisputeFacts:
    """T39: clocks go on with what was left, once no hold lies over it."""
    return _released(move.facts, move.at, move.body.hold)


def take_over_by_chargeback(move: Move) -> DisputeFacts:
    """T31c: the bank has given the money back."""
    facts = release_all(move.facts, move.at)
    return replace(facts, outcome=Outcome.CHARGEBACK_TAKES_OVER, decided_by=DecidedBy.PSP, liability=Liability.SELLER)


def end_chargeback(move: Move) -> DisputeFacts:
    """T31d: the bank has left the money where it was."""
    return _released(move.facts, move.at, HoldKind.CHARGEBACK)


def new_fact(move: Move) -> DisputeFacts:
    """S10: the parcel's record says something new, which makes the time to appeal longer."""
    return replace(move.facts, has_new_fact=True)


def release_all(facts: DisputeFacts, at: datetime) -> DisputeFacts:
    """The facts without any hold."""
    for hold in active_holds(facts):
        facts = _released(facts, at, hold.kind)
    return facts


def _released(facts: DisputeFacts, at: datetime, kind: HoldKind | None) -> DisputeFacts:
    holds = tuple(
        replace(each, released_at=at) if each.kind == kind and not each.released_at else each for each in facts.holds
    )
    facts = replace(facts, holds=holds)
    if active_holds(facts):
        return facts
    # Whoever was not told gets as long again to be reached.
    kept = tuple(each for each in facts.moved_clocks if each.rule not in (RuleId.TOLD, RuleId.HOLD))
    again = tuple(MovedClock(RuleId.TOLD, side, started_at=at) for side in (Role.BUYER, Role.SELLER))
    return replace(facts, pauses=_ended(facts.pauses, PauseKind.HOLD, at), moved_clocks=(*kept, *again))


def _ended(pauses: tuple[Pause, ...], kind: PauseKind, at: datetime) -> tuple[Pause, ...]:
    return tuple(replace(each, end=at) if each.kind == kind and each.end is None else each for each in pauses)


def _shows_payment(move: Move) -> bool:
    return any(each.kind == EvidenceKind.PAYMENT_PROOF for each in move.body.evidence)
