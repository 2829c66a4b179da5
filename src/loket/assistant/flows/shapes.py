"""What a guided flow is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# Where a choice leads beside a step of its own flow or another flow: it is settled, or nothing is to be done now.
SOLVED = "solved"
LATER = "later"

Kept = Literal["text", "picture", "address", "postcode"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its label's name, where it leads (`step`, `flow:name`, `solved`, `later`), and when it is shown."""

    label: str
    to: str
    when: str = "always"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the marketplace: a kind of action, the reasons of which one must count, and what follows."""

    kind: str
    reasons: tuple[str, ...]
    done: str = "done"
    refused: str = "refused"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is said, with what may come after it.

    Before it is said, the first of `goes` (condition, step) that holds is gone to instead. `keeps` takes the customer's
    next words or pictures and goes on to `then`; `picks` lets them choose one of the order's lines. A step with
    `performs` has it done; one with `ends` brings a person, before all others who wait where it `is_urgent`.
    """

    name: str
    goes: tuple[tuple[str, str], ...] = ()
    choices: tuple[Choice, ...] = ()
    keeps: Kept | None = None
    picks: bool = False
    then: str = ""
    performs: Request | None = None
    ends: bool = False
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A way from a problem to its outcome; it begins at its first step."""

    name: str
    steps: tuple[Step, ...]
    needs_order: bool = True

    def step(self, name: str) -> Step:
        """One step by its name; raises KeyError for a name that the flow does not have."""
        for each in self.steps:
            if each.name == name:
                return each
        raise KeyError(f"{self.name} has no step {name}")

    @property
    def first(self) -> Step:
        return self.steps[0]


@dataclass(frozen=True, slots=True)
class Position:
    """Where a customer stands in a flow, and what was told so far; kept on the conversation."""

    flow: str = ""
    step: str = ""
    told: Mapping[str, str] = field(default_factory=dict)

    def at(self, step: str, **told: str) -> Position:
        """The same flow further on."""
        return Position(self.flow, step, {**self.told, **told})


NOWHERE = Position()
