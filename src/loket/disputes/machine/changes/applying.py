"""One move put together: evidence, the row's own change, the new state, versions and notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from loket.disputes.machine.changes.clocks import with_told
from loket.disputes.machine.codes import PARTIES, RuleId
from loket.disputes.machine.facts import DisputeFacts, Evidence
from loket.disputes.machine.states import State
from loket.disputes.machine.table.row import Move, Transition
from loket.disputes.machine.timekeeping import Pause, PauseKind, Told

# Clocks of ours that were moved by a breach stay moved while the platform works on.
_AT_WORK = frozenset({State.ESCALATED, State.IN_REVIEW, State.WAIT_EVIDENCE})
_KEPT_AT_WORK = frozenset({RuleId.D8, RuleId.D8B})


def apply(row: Transition, move: Move) -> DisputeFacts:
    """The facts after a move, all but their deadlines."""
    facts = _with_order(move)
    facts = _with_evidence(facts, move)
    if row.change is not None:
        facts = row.change(replace(move, facts=facts))
    if move.target != facts.state:
        facts = _entered(facts, move.target, move.at)
    elif row.renews_notice:
        facts = replace(facts, notice_at=move.at, told=())
    if move.command.role in PARTIES:
        # Whoever acts has seen what there is.
        facts = with_told(facts, Told(move.command.role, move.at, "acted"))
    facts = replace(facts, sequence=facts.sequence + 1)
    if row.keeps_version:
        return facts
    return replace(facts, version=facts.version + 1, last_update_at=move.at)


def _with_order(move: Move) -> DisputeFacts:
    order = move.command.found.order
    # What was paid is settled by the submission; later news of the parcel comes as commands of its own.
    return replace(move.facts, order=order) if order and move.facts.state == State.DRAFT else move.facts


def _with_evidence(facts: DisputeFacts, move: Move) -> DisputeFacts:
    known = {each.id for each in facts.evidence}
    added = {each.id: each.kind for each in move.body.evidence if each.id not in known}
    if not added:
        return facts
    role = move.command.role
    items = (Evidence(key, role, kind, move.at, facts.state) for key, kind in added.items())
    return replace(facts, evidence=(*facts.evidence, *items))


def _entered(facts: DisputeFacts, target: State, at: datetime) -> DisputeFacts:
    keeps = facts.state in _AT_WORK and target in _AT_WORK
    return replace(
        facts,
        state=target,
        state_since=at,
        notice_at=at,
        told=(),
        reminders=(),
        moved_clocks=tuple(each for each in facts.moved_clocks if keeps and each.rule in _KEPT_AT_WORK),
        pauses=_pauses_of_questions(facts.pauses, target, at),
        resolved_at=at if target == State.RESOLVED else facts.resolved_at,
    )


def _pauses_of_questions(pauses: tuple[Pause, ...], target: State, at: datetime) -> tuple[Pause, ...]:
    """While sides answer, the clock of the platform's proposal stands still (T13, T14)."""
    if target == State.WAIT_EVIDENCE:
        return (*pauses, Pause(PauseKind.QUESTIONS, at))
    return tuple(
        replace(each, end=at) if each.kind == PauseKind.QUESTIONS and each.end is None else each for each in pauses
    )
