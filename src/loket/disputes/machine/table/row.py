"""What one row of the table says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from loket.disputes.machine.codes import Role, RuleId
from loket.disputes.machine.commands import Action, Body, Command, Denial, Findings
from loket.disputes.machine.events import Effect, Event
from loket.disputes.machine.facts import DisputeFacts
from loket.disputes.machine.fields import Field
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.states import State


@dataclass(frozen=True, slots=True)
class Situation:
    """What guards look at: the dispute, who wants what of it, the policy and the clock."""

    facts: DisputeFacts
    role: Role
    actor: str
    body: Body
    found: Findings
    policy: DisputePolicy
    now: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """What a change works on: never the policy, so that a replay needs none; ``target`` was chosen before."""

    facts: DisputeFacts
    command: Command
    body: Body
    target: State
    at: datetime


Guard = Callable[[Situation], Denial | None]
Selector = Callable[[Situation], bool]
Chooser = Callable[[Situation], State]
Change = Callable[[Move], DisputeFacts]


@dataclass(frozen=True, slots=True)
class Transition:
    """One row: who may do what from where, under which guards, with which body, and what follows.

    Several rows share a name; ``when`` (by the facts) and ``fits`` (by the body) say which one is meant. No targets
    means that the state stays. ``checks`` are guards that need the body.
    """

    id: str
    name: Action
    roles: frozenset[Role]
    sources: frozenset[State]
    targets: tuple[State, ...]
    event: Event
    choose: Chooser | None = None
    when: Selector | None = None
    fits: Selector | None = None
    guards: Sequence[Guard] = ()
    fields: tuple[Field, ...] = ()
    checks: Sequence[Guard] = ()
    change: Change | None = None
    effects: tuple[Effect, ...] = ()
    # Clocks whose end takes this row.
    clocks: frozenset[RuleId] = frozenset()
    # The clock until which it can be done, for buttons.
    until: RuleId | None = None
    # Needs a second click that shows money and date.
    confirm: bool = False
    # May be done by a side that has not the turn.
    out_of_turn: bool = False
    # Goes on under holds that stop everybody else.
    under_hold: bool = False
    # Changes nothing that somebody who fills a form must have seen.
    keeps_version: bool = False
    # Comes from the outside world, which knows of no versions.
    any_version: bool = False
    # The present notices count as new: nobody is told of them yet.
    renews_notice: bool = False
    # All deadlines are counted anew, by the calendars and the policy as they are now.
    recounts: bool = False
    # The clock that it makes longer.
    extends: frozenset[RuleId] = frozenset()
    # What it is for, in a few words, for the drawing.
    note: str = ""
