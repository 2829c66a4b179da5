"""What is true of every dispute at every moment (disputes.md, section 7), as functions that name what is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from loket.disputes.machine import transitions
from loket.disputes.machine.chain import Record, verify
from loket.disputes.machine.codes import PARTIES, DecidedBy, Outcome, Role, RuleId
from loket.disputes.machine.commands import Action
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.dues import WINDOWS
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.questions import active_holds, is_frozen, lacks_proof, refunded, turn_of
from loket.disputes.machine.replay import replay
from loket.disputes.machine.states import FINAL, GENTLE_HOLDS, OPEN, State
from loket.disputes.machine.timekeeping import Deadline, PauseKind

# Clocks against a side; none of them runs before it was told.
_OF_SIDES = frozenset(
    {
        *(RuleId.D2, RuleId.D3, RuleId.D7, RuleId.D9, RuleId.D10, RuleId.D10C),
        *(RuleId.D12, RuleId.D13, RuleId.D13B, RuleId.D16, RuleId.D16B),
    }
)


def broken(facts: DisputeFacts, *, refunds_in_ledger: Decimal, frozen_in_ledger: Decimal) -> tuple[str, ...]:
    """What is wrong with a dispute and what the ledger holds for it."""
    return tuple(_of_money(facts, refunds_in_ledger, frozen_in_ledger)) + tuple(_of_time(facts)) + tuple(_of_end(facts))


def broken_by(before: DisputeFacts, step: Step) -> tuple[str, ...]:
    """What is wrong with a step."""
    return tuple(_of_step(before, step))


def broken_in_log(facts: DisputeFacts, records: Sequence[Record]) -> tuple[str, ...]:
    """What is wrong with a log."""
    found = []
    if verify(records) is not None:
        found.append("the chain is broken")
    if len(records) != facts.sequence + 1:
        found.append("not every step wrote one record")
    if replay(records) != facts:
        found.append("the log does not rebuild the dispute")
    return tuple(found)


def broken_between(disputes: Sequence[DisputeFacts]) -> tuple[str, ...]:
    """What is wrong between the disputes of one order: two open ones about one line."""
    lines = [line for each in disputes if each.state in OPEN for line in each.lines]
    return ("two open disputes are about one line",) if len(lines) != len(set(lines)) else ()


def overdue(facts: DisputeFacts, now: datetime) -> tuple[RuleId, ...]:
    """Deadlines that have ended and still stand, although the clock has just done all that it had to."""
    passive = {RuleId.D7, RuleId.D9, RuleId.D16, RuleId.D16B}
    return tuple(
        each.rule
        for each in facts.deadlines
        if each.due_at <= now and each.consequence not in WINDOWS and each.rule not in passive
    )


def _of_money(facts: DisputeFacts, refunds: Decimal, frozen: Decimal) -> Iterator[str]:
    if refunded(facts) > facts.order.paid or refunds > facts.order.paid:
        yield "more is refunded than was paid"
    if refunded(facts) > facts.order.cap:
        yield "more is refunded than the cap"
    if refunds != refunded(facts):
        yield "the ledger and the dispute disagree about refunds"
    if any(each.amount <= 0 for each in facts.refunds):
        yield "a refund of nothing"
    if len({each.key for each in facts.refunds}) != len(facts.refunds):
        yield "two refunds have one key"
    if bool(frozen) != is_frozen(facts):
        yield "the payout is not frozen exactly while it must be"
    if facts.state in FINAL and frozen:
        yield "a closed dispute freezes a payout"


def _of_time(facts: DisputeFacts) -> Iterator[str]:
    acting = [each for each in facts.deadlines if each.consequence not in WINDOWS and each.rule != RuleId.D18]
    if facts.state not in FINAL and not acting:
        yield f"nothing ever ends {facts.state}"
    if facts.state in FINAL and facts.deadlines:
        yield "a closed dispute has a deadline"
    if active_holds(facts) and not any(each.rule == RuleId.HOLD for each in acting):
        yield "a hold has no review date"
    if active_holds(facts) and any(each.rule != RuleId.HOLD for each in acting):
        yield "a clock runs under a hold"
    caused = {
        PauseKind.HOLD: bool(active_holds(facts)),
        PauseKind.WITHDRAWN: facts.state == State.WITHDRAWN,
        PauseKind.QUESTIONS: facts.state == State.WAIT_EVIDENCE,
    }
    for kind, is_caused in caused.items():
        running = sum(each.kind == kind and each.end is None for each in facts.pauses)
        if running != is_caused and facts.state not in FINAL:
            yield f"the pause for {kind} is not there exactly while it must be"
    told = {each.role for each in facts.told}
    for each in facts.deadlines:
        if each.rule in _OF_SIDES and each.whose not in told:
            yield f"{each.rule} runs against a side that was not told"
        if each.due_at < each.started_at:
            yield f"{each.rule} ends before it begins"
        if each.policy_version != facts.policy_version:
            yield f"{each.rule} is of another policy"


def _of_end(facts: DisputeFacts) -> Iterator[str]:
    if facts.state == State.RESOLVED and facts.outcome is None:
        yield "resolved without an outcome"
    if facts.state == State.RESOLVED and (facts.decided_by is None or facts.liability is None):
        yield "resolved without saying by what, or at whose cost"
    if facts.outcome in (Outcome.REJECTED, Outcome.DUPLICATE) and not facts.decided_by_person:
        yield "finally refused by nobody"
    if facts.decided_by in (DecidedBy.ADJUDICATOR, DecidedBy.APPEAL) and not facts.decided_by_person:
        yield "decided by a person without a name"
    if facts.state == State.CLOSED and lacks_proof(facts):
        yield "closed on a settlement that nobody has shown"
    sides = [each.side for each in facts.appeals]
    if len(sides) != len(set(sides)) or len(facts.objections) != len(set(facts.objections)):
        yield "a side appealed or objected twice"


def _of_step(before: DisputeFacts, step: Step) -> Iterator[str]:
    row, after = transitions.BY_ID[step.transition], step.facts
    role, moved = step.command.role, after.state != before.state
    if before.state in FINAL:
        yield "something happened after the end"
    if after.sequence != before.sequence + 1 or after.version not in (before.version, before.version + 1):
        yield "a step is not one step"
    if moved and after.version == before.version:
        yield "the state changed under a reader's eyes"
    if moved and after.state not in row.targets:
        yield f"{row.id} does not lead to {after.state}"
    if moved and role == Role.BOT:
        yield "the bot changed a state"
    if moved and role in PARTIES and role not in turn_of(before) and not row.out_of_turn:
        yield "somebody acted out of turn"
    deciders = {*before.earlier_adjudicators, before.adjudicator, before.decided_by_person}
    if row.name == Action.DECIDE_APPEAL and step.command.actor in deciders:
        yield "the appeal was decided by somebody who decided before"
    strict = any(each.kind not in GENTLE_HOLDS for each in active_holds(before))
    if moved and strict and not row.under_hold:
        yield "somebody acted under a hold"
    if role == Role.TIMER and row.clocks and not any(_has_ended(each, step) for each in before.deadlines):
        yield "the clock acted before its time"


def _has_ended(deadline: Deadline, step: Step) -> bool:
    return deadline.rule == step.body.rule and deadline.due_at <= step.at
