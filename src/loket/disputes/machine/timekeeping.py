"""What a dispute keeps of its clocks: who was told, deadlines, reminders, pauses, holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from loket.disputes.machine.codes import Consequence, Role, RuleId
from loket.disputes.machine.states import HoldKind


@dataclass(frozen=True, slots=True)
class Hold:
    """A pause of all clocks, with the moment by which a person looks at it again."""

    kind: HoldKind
    # Where the matter stands elsewhere, such as the number of a complaint; the reason itself is a text of the log.
    reference: str
    by: str
    set_at: datetime
    # The last renewal; the review date counts from it.
    renewed_at: datetime
    days: int
    released_at: datetime | None = None


class PauseKind(StrEnum):
    """Why clocks stood still; questions stop only those of the platform's proposal."""

    HOLD = "hold"
    WITHDRAWN = "withdrawn"
    QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which clocks did not run; without an end they stand still now."""

    kind: PauseKind
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A side was provably told of the present notice."""

    role: Role
    at: datetime
    channel: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that was sent, of the clock that began at ``started_at``."""

    rule: RuleId
    whose: Role
    hours: int
    started_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Extension:
    """So many of the rule's own units more."""

    rule: RuleId
    amount: int
    by: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class MovedClock:
    """A clock that begins anew at ``started_at`` (after a breach), or ends no earlier than ``not_before``."""

    rule: RuleId
    whose: Role
    started_at: datetime | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A stored instant; ``basis`` says from what it was counted, and while that is the same it does not move."""

    rule: RuleId
    whose: Role
    started_at: datetime
    due_at: datetime
    consequence: Consequence
    reminders: tuple[int, ...]
    policy_version: int
    basis: str
