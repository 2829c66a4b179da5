"""Which deadline a letter names; a clock that runs only from this very letter is foreseen as if it was there. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from loket.disputes.machine.changes.clocks import with_told
from loket.disputes.machine.codes import Role, RuleId
from loket.disputes.machine.counting import Calendars
from loket.disputes.machine.deadlines import deadlines_of
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.dues import WINDOWS
from loket.disputes.machine.events import Event
from loket.disputes.machine.facts import DisputeFacts, Party
from loket.disputes.machine.policy import DisputePolicy
from loket.disputes.machine.questions import untold
from loket.disputes.machine.timekeeping import Deadline, Told
from loket.notices.quiet_hours import QuietHours, first_allowed

# Times among ourselves; whoever waits for a proposal wants to know when that comes, not who takes the file.
_OURS_ALONE = frozenset({RuleId.TOLD, RuleId.HOLD, RuleId.D18, RuleId.D6})
# Renewing a time names that very clock, whichever it is.
_NAMED = frozenset({Event.BREACHED, Event.REMINDER})


def foreseen(
    facts: DisputeFacts, *, at: datetime, policy: DisputePolicy, calendars: Callable[[], Calendars]
) -> tuple[Deadline, ...]:
    """The deadlines as they run once those who wait for the letters of ``at`` have them; nobody is told at night."""
    waiting = untold(facts)
    if not waiting:
        return facts.deadlines
    for side in sorted(waiting):
        party = party_of(facts, side)
        arrives = first_allowed(at, QuietHours(), time_zone=party.time_zone)
        facts = with_told(facts, Told(side, arrives, "foreseen"))
    return deadlines_of(facts, policy, calendars())


def deadline_for(step: Step, side: Role, deadlines: tuple[Deadline, ...]) -> Deadline | None:
    """The one deadline of a letter: the reader's own nearest, else whichever they wait for; None while all stands."""
    if step.event in _NAMED and step.body.rule:
        return next((each for each in deadlines if each.rule == step.body.rule), None)
    told = [each for each in deadlines if each.rule not in _OURS_ALONE and each.consequence not in WINDOWS]
    own = [each for each in told if each.whose == side]
    return min(own or told, key=lambda each: each.due_at, default=None)


def party_of(facts: DisputeFacts, side: Role) -> Party:
    """Where a side lives and what it reads."""
    return facts.buyer if side == Role.BUYER else facts.seller
