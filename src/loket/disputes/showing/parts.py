"""What a page needs of each part of a dispute; all words are in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from loket.disputes.view_parts import LineView


@dataclass(frozen=True, slots=True)
class ShownWords:
    """What somebody wrote; ``original`` stands beside a translation, ``problem`` where there is none."""

    who: str
    kind: str
    text: str
    language: str
    mark: str
    original: str
    original_language: str
    original_label: str
    problem: str
    at: datetime
    is_own: bool
    is_private: bool
    is_erased: bool


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """One step of a lane, with the words that came with it."""

    says: str
    standing: str
    stands: bool
    at: datetime
    rule: str
    words: tuple[ShownWords, ...]


@dataclass(frozen=True, slots=True)
class ShownLane:
    """All that one of the three offered, the newest first."""

    code: str
    label: str
    offers: tuple[ShownOffer, ...]


@dataclass(frozen=True, slots=True)
class ShownClock:
    """Who has until when, and what happens otherwise."""

    says: str
    otherwise: str
    due_at: datetime
    is_own: bool
    tone: str


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One item of the contact sheet; ``is_waiting`` while its shared copy is made, ``problem`` where it cannot open."""

    id: UUID
    kind: str
    who: str
    note: str
    at: datetime
    is_own: bool
    is_withdrawn: bool
    is_waiting: bool
    has_file: bool
    name: str
    size: int
    is_image: bool
    is_film: bool
    is_voice: bool
    problem: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One line of what happened, with what was chosen from a list and what was written."""

    says: str
    at: datetime
    words: tuple[ShownWords, ...]
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownAction:
    """A button, or in ``why`` the reason that there is none now."""

    name: str
    label: str
    hint: str
    until: datetime | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShownDispute:
    """A whole page. ``primary`` is the next step, ``others`` stand beside it, ``more`` are the rarer ones."""

    id: UUID
    number: str
    order_number: str
    buyer_name: str
    seller_name: str
    state: str
    label: str
    sentence: str
    tone: str
    turn: str
    is_own_turn: bool
    version: int
    reason: str
    reason_hint: str
    evidence_hint: str
    asked: str
    cap: str
    created_at: datetime
    submitted_at: datetime | None
    lines: tuple[LineView, ...]
    steps: tuple[tuple[str, str], ...]
    clocks: tuple[ShownClock, ...]
    holds: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]
    lanes: tuple[ShownLane, ...]
    words: tuple[ShownWords, ...]
    evidence: tuple[ShownEvidence, ...]
    events: tuple[ShownStep, ...]
    refunds: tuple[tuple[str, str], ...]
    outcome: str
    outcome_sentence: str
    decided_by: str
    # How it ended goes without saying.
    is_agreed: bool
    liability: str
    linked_to: str
    goes_on_in: str
    primary: ShownAction | None
    others: tuple[ShownAction, ...]
    more: tuple[ShownAction, ...]
    denied: tuple[ShownAction, ...]

    @property
    def possible(self) -> Sequence[ShownAction]:
        """All buttons."""
        return [each for each in (self.primary, *self.others, *self.more) if each]
