"""What the words of a letter look at: facts and the step alone, so that a sweep asks the database little."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from loket.disputes.machine.codes import Role
from loket.disputes.machine.deciding import Step
from loket.disputes.machine.facts import DisputeFacts, Offer, Refund, Solution, Standing
from loket.disputes.machine.questions import asked_for, rest_of_cap

if TYPE_CHECKING:
    from loket.disputes.viewing import DisputeView

# Of a step's body these alone stand in sentences; the rest may be for one side only.
_SHARED = ("hold", "rule", "party", "hours")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """As much of a view as sentences about deadlines and ends need; nothing in it is for one side alone."""

    viewer: Role
    currency: str
    cap: Decimal
    asked: Solution | None
    offers: tuple[Offer, ...]
    refunds: tuple[Refund, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as the time line says it."""

    name: str
    transition: str
    role: str
    rule: str
    details: Mapping[str, Any]


def glimpse_of(facts: DisputeFacts, viewer: Role) -> DisputeView:
    """The dispute for sentences to ``viewer``, without what a whole view reads from the database."""
    found = Glimpse(
        viewer=viewer,
        currency=facts.currency,
        cap=rest_of_cap(facts),
        asked=asked_for(facts),
        offers=tuple(each for each in facts.offers if each.standing != Standing.WAITS_FOR_SECOND),
        refunds=facts.refunds,
        outcome=facts.outcome or "",
    )
    # The words take a view, and a view imports whatever acts: only its type may be named here.
    return cast("DisputeView", found)


def taken(step: Step) -> Taken:
    """The step for the sentence that says what happened."""
    named = {name: value for name in _SHARED if (value := getattr(step.body, name)) is not None}
    details = {name: getattr(value, "value", value) for name, value in named.items()}
    return Taken(step.event, step.transition, step.command.role, step.body.rule or "", details)
