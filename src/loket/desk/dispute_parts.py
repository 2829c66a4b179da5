"""What the page of one dispute at the desk is made of; all words are in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.desk.dispute_records import OrderRecord
from loket.desk.dispute_signals import SignalWords
from loket.desk.dispute_words import ShownText
from loket.disputes.machine.facts import Offer, Question
from loket.disputes.models import Dispute, Snapshot
from loket.disputes.view_parts import EvidenceView
from loket.disputes.viewing import DisputeView, EventView


@dataclass(frozen=True, slots=True)
class Button:
    """Something that can be done now; ``is_direct``: by this one click."""

    name: str
    label: str
    hint: str
    is_direct: bool
    is_main: bool
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Denied:
    """Something that cannot be done now, and why."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline in words; ``consequence`` says what happens if nobody acts."""

    sentence: str
    consequence: str
    due_at: datetime
    is_over: bool


@dataclass(frozen=True, slots=True)
class OfferWords:
    """One step of a lane; ``standing`` says what became of it."""

    offer: Offer
    sentence: str
    standing: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class SideFile:
    """Everything that one side brought forward."""

    role: str
    name: str
    heading: str
    language: str
    offers: tuple[OfferWords, ...]
    texts: tuple[ShownText, ...]
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was asked for, and whether it was answered."""

    whom: str
    wanted: tuple[str, ...]
    question: Question


@dataclass(frozen=True, slots=True)
class TimeLineStep:
    """One event in words, with what was chosen from a list."""

    event: EventView
    sentence: str
    who: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputePage:
    """The whole page of one dispute, in the reader's language and on the reader's clock."""

    dispute: Dispute
    view: DisputeView
    state: str
    state_sentence: str
    tone: str
    turn: str
    reason: str
    outcome: str
    clocks: tuple[Clock, ...]
    holds: tuple[str, ...]
    buttons: tuple[Button, ...]
    denied: tuple[Denied, ...]
    buyer: SideFile
    seller: SideFile
    proposals: tuple[OfferWords, ...]
    decisions: tuple[ShownText, ...]
    notes: tuple[ShownText, ...]
    asked: tuple[Asked, ...]
    platform_evidence: tuple[EvidenceView, ...]
    steps: tuple[TimeLineStep, ...]
    record: OrderRecord
    signals: tuple[SignalWords, ...]
    snapshots: tuple[Snapshot, ...]
    adjudicator: str
    is_own: bool
    sees_order: bool

    @property
    def main(self) -> tuple[Button, ...]:
        """The buttons of whoever works on the file."""
        return tuple(each for each in self.buttons if each.is_main)

    @property
    def more(self) -> tuple[Button, ...]:
        """What is done more rarely."""
        return tuple(each for each in self.buttons if not each.is_main)
