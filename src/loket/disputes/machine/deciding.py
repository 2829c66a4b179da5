"""What can be done, doing it, and what the clock does next: the machine itself, over the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from loket.disputes.machine import transitions
from loket.disputes.machine.changes.applying import apply
from loket.disputes.machine.codes import PARTIES, Liability, Role, RuleId
from loket.disputes.machine.commands import Action, Body, Command, Denial, Findings
from loket.disputes.machine.counting import Calendars
from loket.disputes.machine.deadlines import deadlines_of
from loket.disputes.machine.dues import (
    REMINDERS_FIRST,
    OwedReminder,
    first_due,
    owed_reminder,
    update_is_due,
    wakes_at,
)
from loket.disputes.machine.events import Effect, Event
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.fields import Field, Wrong, read_body
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.questions import (
    deadline_of,
    frozen_amount,
    is_held,
    is_held_strictly,
    turn_of,
    untold,
)
from loket.disputes.machine.reasons import REASONS, ReasonGroup
from loket.disputes.machine.states import HoldKind, State
from loket.disputes.machine.table.row import Guard, Move, Situation, Transition
from loket.disputes.machine.timekeeping import Deadline

__all__ = ["Available", "Refused", "Step", "Viewer", "available_actions", "take", "timer_due", "wakes_at"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose buttons are asked for."""

    role: Role
    actor: str


@dataclass(frozen=True, slots=True)
class Available:
    """A button: what it takes, whether a second click shows the money, until when; in ``code`` why it is not there."""

    name: Action
    transition: str
    fields: tuple[Field, ...]
    confirm: bool
    until: datetime | None
    code: Denial | None = None
    possible_from: datetime | None = None

    @property
    def is_possible(self) -> bool:
        """Whether it can be done now."""
        return self.code is None


@dataclass(frozen=True, slots=True)
class Step:
    """A step taken: to be stored whole, with its effects, in one transaction, or not at all."""

    facts: DisputeFacts
    transition: str
    event: Event
    effects: tuple[Effect, ...]
    command: Command
    body: Body
    came_from: State
    at: datetime

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All that runs from now on."""
        return self.facts.deadlines


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing happened, and why; ``field`` names the part of the body that is to blame."""

    code: Denial
    field: str = ""


def available_actions(
    facts: DisputeFacts, viewer: Viewer, policy: DisputePolicy, now: datetime, *, found: Findings | None = None
) -> tuple[Available, ...]:
    """What somebody may do now, and what not and why, in the order of the table."""
    case = Situation(facts, viewer.role, viewer.actor, Body(), found or Findings(), policy, now)
    actions: dict[Action, Available] = {}
    for row in transitions.rows_from(facts.state, viewer.role):
        if row.when is not None and not row.when(case):
            continue
        known = actions.get(row.name)
        if known is None or not known.is_possible:
            actions[row.name] = _available(row, case)
    return tuple(actions.values())


def take(
    facts: DisputeFacts, command: Command, policy: DisputePolicy, calendars: Calendars, now: datetime
) -> Step | Refused:
    """Do what is asked, if it is possible; the facts that come back are all that changes."""
    if command.found.order and facts.state == State.DRAFT:
        facts = replace(facts, order=command.found.order)
        facts = replace(facts, deadlines=deadlines_of(facts, policy, calendars))
    rows = _rows_for(facts, command)
    if isinstance(rows, Refused):
        return rows
    chosen = _choose(rows, facts, command, policy, now)
    if isinstance(chosen, Refused):
        return chosen
    row, case = chosen
    if refused := _refusal(row, case, command):
        return refused
    return _stepped(row, case, command, calendars)


def timer_due(facts: DisputeFacts, now: datetime) -> Command | None:
    """The next thing that the clock has to do, one at a time; whoever takes it a second time is refused."""
    if is_held(facts, HoldKind.UNREACHABLE) and not untold(facts):
        return _by_timer(facts, Action.RELEASE_HOLD, hold=HoldKind.UNREACHABLE.value)
    for rule in sorted(REMINDERS_FIRST):
        if owed := owed_reminder(facts, now, rule=rule):
            return _reminding(facts, owed)
    if deadline := first_due(facts, now):
        return _by_timer(facts, Action.EXPIRE, rule=deadline.rule.value)
    if owed := owed_reminder(facts, now):
        return _reminding(facts, owed)
    return _by_timer(facts, Action.UPDATE) if update_is_due(facts, now) else None


def _rows_for(facts: DisputeFacts, command: Command) -> Sequence[Transition] | Refused:
    rows = [row for row in transitions.TABLE if row.name == command.name]
    if not rows:
        return Refused(Denial.UNKNOWN_ACTION)
    rows = [row for row in rows if command.role in row.roles]
    if not rows:
        return Refused(Denial.WRONG_ROLE)
    if command.version != facts.version and not all(row.any_version for row in rows):
        return Refused(Denial.STALE_VERSION)
    rows = [row for row in rows if facts.state in row.sources]
    return rows or Refused(Denial.WRONG_STATE)


def _choose(
    rows: Sequence[Transition], facts: DisputeFacts, command: Command, policy: DisputePolicy, now: datetime
) -> tuple[Transition, Situation] | Refused:
    """The first row that is meant by the facts and by the body."""
    refused = None
    for row in rows:
        case = Situation(facts, command.role, command.actor, Body(), command.found, policy, now)
        if row.when is not None and not row.when(case):
            continue
        body = read_body(row.fields, command.body)
        if isinstance(body, Wrong):
            refused = refused or Refused(body.code, body.field)
            continue
        case = replace(case, body=body)
        if row.fits is None or row.fits(case):
            return row, case
    return refused or Refused(Denial.WRONG_STATE)


def _refusal(row: Transition, case: Situation, command: Command) -> Refused | None:
    code = _blocked(row, case) or _first(row.guards, case) or _first(row.checks, case)
    if code is not None:
        return Refused(code)
    return Refused(Denial.NEEDS_CONFIRMATION) if row.confirm and not command.confirmed else None


def _blocked(row: Transition, case: Situation) -> Denial | None:
    """Holds and turns, which hold for all rows alike."""
    stands_still = is_held_strictly(case.facts) or (case.role == Role.TIMER and is_held(case.facts))
    if stands_still and not row.under_hold:
        return Denial.ON_HOLD
    if row.extends and not any(each.rule in row.extends for each in case.facts.deadlines):
        return Denial.NO_CLOCK_RUNS
    has_turn = case.role not in PARTIES or row.out_of_turn or case.role in turn_of(case.facts)
    return None if has_turn else Denial.NOT_YOUR_TURN


def _first(guards: Sequence[Guard], case: Situation) -> Denial | None:
    return next((code for guard in guards if (code := guard(case)) is not None), None)


def _stepped(row: Transition, case: Situation, command: Command, calendars: Calendars) -> Step:
    target = _target(row, case)
    body = _completed(row, case)
    before = case.facts
    facts = apply(row, Move(before, command, body, target, case.now))
    facts = replace(facts, deadlines=deadlines_of(facts, case.policy, calendars, afresh=row.recounts))
    effects = (*row.effects, *_effects_of_money(before, facts))
    return Step(facts, row.id, row.event, effects, command, body, before.state, case.now)


def _target(row: Transition, case: Situation) -> State:
    if not row.targets:
        return case.facts.state
    return row.choose(case) if row.choose else row.targets[0]


def _completed(row: Transition, case: Situation) -> Body:
    """What the policy decides is written into the body, so that a replay needs no policy."""
    body = replace(case.body, payer=_payer(case))
    if not row.extends:
        return body
    rule = next(each.rule for each in case.facts.deadlines if each.rule in row.extends)
    return replace(body, rule=rule, days=_units_more(case.policy, rule))


def _units_more(policy: DisputePolicy, rule: RuleId) -> int:
    if rule == RuleId.D4:
        return policy.negotiation_extension
    return policy.evidence_extension if rule == RuleId.D7 else policy.return_extension


def _payer(case: Situation) -> Liability:
    """Who pays a return: the law for a statutory one, the buyer for a voluntary one, else the seller."""
    reason = case.body.reason or case.facts.reason
    if reason is None or REASONS[reason].group != ReasonGroup.CHANGE_OF_MIND:
        return Liability.SELLER
    law = case.policy.withdrawal
    return law.who_pays_return if law else Liability.BUYER


def _effects_of_money(before: DisputeFacts, after: DisputeFacts) -> tuple[Effect, ...]:
    effects = []
    was, is_now = frozen_amount(before), frozen_amount(after)
    if is_now and is_now != was:
        effects.append(Effect.FREEZE_PAYOUT)
    if was and not is_now:
        effects.append(Effect.RELEASE_PAYOUT)
    if len(after.refunds) > len(before.refunds):
        effects.append(Effect.INSTRUCT_REFUND)
    return tuple(effects)


def _available(row: Transition, case: Situation) -> Available:
    code = _blocked(row, case) or _first(row.guards, case)
    until = deadline_of(case.facts, row.until, case.role) if row.until else None
    opens = deadline_of(case.facts, RuleId.D5) if row.name == Action.ASK_PLATFORM else None
    return Available(
        name=row.name, transition=row.id, fields=row.fields, confirm=row.confirm, until=until.due_at if until else None,
        code=code, possible_from=opens.due_at if opens and code == Denial.TOO_EARLY else None,
    )  # fmt: skip


def _reminding(facts: DisputeFacts, owed: OwedReminder) -> Command:
    return _by_timer(facts, Action.REMIND, rule=owed.rule.value, party=owed.whose.value, hours=owed.hours)


def _by_timer(facts: DisputeFacts, name: Action, **body: object) -> Command:
    return Command(Role.TIMER, "timer", name, body, facts.version)
