"""What Loket asks of a marketplace, and what it may answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, Protocol

from loket.orders.models import Refund
from loket.orders.money import written

# settled: done. accepted: taken, and being done. refused: not done, and never will be under this key.
# absent: the marketplace has never heard of the key. unknown: anything else; only a look-up can tell.
OutcomeState = Literal["settled", "accepted", "refused", "unknown", "absent"]
ANYWHERE = frozenset(Refund.Destination.values)


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an amount falls on one line of the order."""

    line: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to do at the marketplace; ``key`` is the same each time it is sent."""

    key: str
    kind: str
    order: str
    currency: str
    reason: str
    asked_at: datetime
    amount: Decimal | None = None
    payment: str = ""
    destination: str = ""
    lines: tuple[int, ...] = ()
    shares: tuple[Share, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    # What the marketplace once sent with the order and the contract does not know.
    known_there_as: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """The instruction as JSON holds it; amounts are decimal texts."""
        return {
            "key": self.key,
            "kind": self.kind,
            "order": self.order,
            "currency": self.currency,
            "reason": self.reason,
            "asked_at": self.asked_at.isoformat(),
            "amount": None if self.amount is None else written(self.amount, self.currency),
            "payment": self.payment,
            "destination": self.destination,
            "lines": list(self.lines),
            "shares": [{"line": each.line, "amount": written(each.amount, self.currency)} for each in self.shares],
            "details": dict(self.details),
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an instruction; ``problem`` says why in a few words and holds nothing secret."""

    state: OutcomeState
    reference: str = ""
    problem: str = ""
    # Asking again cannot help: what the marketplace says contradicts what it was told.
    is_for_a_person: bool = False


class Marketplace(Protocol):
    """Where actions are carried out. Neither call raises for what the network or the other side does."""

    name: str
    # Where it can send money: other destinations are done by hand there.
    destinations: frozenset[str]
    # For so long after an attempt "absent" may still turn into "done": nothing is sent again before.
    settles_within: timedelta

    def carry_out(self, instruction: Instruction) -> Outcome:
        """Do it, once however often it is sent, or say why not."""

    def look_up(self, key: str) -> Outcome:
        """What became of the instruction with this key, without doing anything."""


class MarketplaceUnknown(Exception):
    """The setting names no marketplace that Loket can talk to, or lacks what that one needs."""
