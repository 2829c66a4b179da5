"""What lists show of disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from loket.disputes.machine.codes import Consequence, Role
from loket.disputes.machine.documents import from_document
from loket.disputes.machine.timekeeping import Deadline

_NOTHING_TO_DO = (Consequence.WINDOW_OPENS, Consequence.HOLD_UNREACHABLE)


@dataclass(frozen=True, slots=True)
class ListedLine:
    """One thing that a dispute is about."""

    line: int
    title: str
    image_url: str


@dataclass(frozen=True, slots=True)
class ListedOffer:
    """What the buyer asks for now: by ``id`` and ``version`` it is accepted from a list."""

    id: str
    version: int
    solution: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ListedDispute:
    """One dispute in a list; only what both of its sides may read. ``amount`` is in ``currency``."""

    id: UUID
    number: str
    order_id: int
    order_number: str
    buyer_name: str
    seller_name: str
    lines: tuple[ListedLine, ...]
    state: str
    version: int
    turn: tuple[str, ...]
    reason: str
    asked: ListedOffer | None
    amount: Decimal
    currency: str
    market: str
    language: str
    is_open: bool
    is_held: bool
    outcome: str
    # Who decides it, at the desk; empty for nobody and for the two sides.
    adjudicator: str
    deadline_at: datetime | None
    # By when a seller has to act, in the list of their claims; None while no time of theirs runs.
    answer_by: datetime | None
    created_at: datetime
    submitted_at: datetime | None
    state_since: datetime


@dataclass(frozen=True, slots=True)
class DisputesPage:
    """Some disputes; ``next`` is the key after which the following page begins, empty at the end."""

    disputes: tuple[ListedDispute, ...]
    next: str = ""


@dataclass(frozen=True, slots=True)
class DisputeOfOrder:
    """A dispute as the page of its order names it."""

    id: UUID
    number: str
    state: str
    lines: tuple[int, ...]
    is_open: bool
    turn: tuple[str, ...]
    deadline_at: datetime | None
    outcome: str


def answer_by(kept: Iterable[Mapping[str, object]]) -> datetime | None:
    """The seller's own next deadline; what only opens a door later is none, nor until when we try to reach them."""
    deadlines = (from_document(Deadline, each) for each in kept)
    own = (each for each in deadlines if each.whose == Role.SELLER and each.consequence not in _NOTHING_TO_DO)
    return min((each.due_at for each in own), default=None)
