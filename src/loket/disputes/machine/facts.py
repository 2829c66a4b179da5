"""What is known of one dispute: everything that guards and clocks read, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from loket.disputes.machine.codes import (
    AppealGround,
    DecidedBy,
    DeliveryStatus,
    EvidenceKind,
    Lane,
    Liability,
    Outcome,
    RefusalCode,
    Role,
    SolutionKind,
)
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.states import State
from loket.disputes.machine.timekeeping import Deadline, Extension, Hold, MovedClock, Pause, Reminder, Told


@dataclass(frozen=True, slots=True)
class Party:
    """Where a side lives and what it reads."""

    country: str
    time_zone: str
    language: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the order's record says of the lines in dispute; ``cap`` is what may still be refunded of ``paid``."""

    delivery: DeliveryStatus
    paid: Decimal
    cap: Decimal
    shipped_at: datetime | None = None
    # The last day by which it was promised.
    promised_by: datetime | None = None
    delivered_at: datetime | None = None
    category: str = ""
    is_paid_by_wallet: bool = False


@dataclass(frozen=True, slots=True)
class Solution:
    """A way out; ``amount`` is refunded, or would be if the goods never come."""

    kind: SolutionKind
    amount: Decimal


class Standing(StrEnum):
    """What became of an offer."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    # Above the limit of one person: nobody outside sees it until a second one agrees.
    WAITS_FOR_SECOND = "waits_for_second"


@dataclass(frozen=True, slots=True)
class Offer:
    """A step in one of the three lanes, never edited; no solution means a refusal or a rejection."""

    id: str
    lane: Lane
    version: int
    solution: Solution | None
    by: str
    at: datetime
    standing: Standing = Standing.CURRENT
    refusal: RefusalCode | None = None
    liability: Liability | None = None
    rule_cited: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of the file, by the state in which it came."""

    id: str
    submitter: Role
    kind: EvidenceKind
    at: datetime
    submitted_in: State
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What the adjudicator asked one party in one round."""

    to: Role
    round: int
    wanted: tuple[EvidenceKind, ...]
    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """A return or a replacement on its way."""

    carrier: str = ""
    tracking: str = ""
    agreed_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A return: who pays it, and whether its label is in trouble."""

    parcel: Parcel
    payer: Liability
    is_statutory: bool = False
    label_sent_at: datetime | None = None
    has_label_problem: bool = False
    had_label_problem: bool = False


class RefundState(StrEnum):
    """How far a refund has come."""

    ASKED = "asked"
    SENT = "sent"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Refund:
    """One instruction to the ledger; ``key`` keeps it from being carried out twice."""

    key: str
    amount: Decimal
    asked_at: datetime
    state: RefundState = RefundState.ASKED
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    failures: int = 0
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Appeal:
    """A side's one appeal."""

    side: Role
    ground: AppealGround
    at: datetime


@dataclass(frozen=True, slots=True)
class SettledOutside:
    """Both sides say that they settled it elsewhere."""

    buyer_at: datetime | None = None
    seller_at: datetime | None = None
    has_proof: bool = False


class Risk(StrEnum):
    """The buyer's risk, which only ever sends a case to a person (section 13)."""

    LOW = "low"
    RAISED = "raised"


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """One dispute as it stands after ``sequence`` events; ``version`` counts those that a reader must have seen."""

    id: str
    market: str
    category: str
    policy_version: int
    currency: str
    order: OrderFacts
    lines: tuple[int, ...]
    buyer: Party
    seller: Party
    created_at: datetime
    state_since: datetime
    # When the present notices were written: from then on their acceptance is waited for.
    notice_at: datetime
    last_update_at: datetime
    state: State = State.DRAFT
    version: int = 1
    sequence: int = 0
    quantity: int = 1
    started_by: Role = Role.BUYER
    buyer_risk: Risk = Risk.LOW
    linked_to: str = ""

    reason: Reason | None = None
    received: bool | None = None
    offers: tuple[Offer, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    questions: tuple[Question, ...] = ()
    holds: tuple[Hold, ...] = ()
    told: tuple[Told, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    pauses: tuple[Pause, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    extensions: tuple[Extension, ...] = ()
    moved_clocks: tuple[MovedClock, ...] = ()

    submitted_at: datetime | None = None
    # The seller was first told: the clock of the whole negotiation runs from here.
    negotiation_since: datetime | None = None
    # What was left of the seller's answer time when she used it, in seconds.
    seconds_left_to_answer: float | None = None
    is_refused: bool = False
    counters: int = 0
    reason_changes: int = 0
    extension_agreed_by: tuple[Role, ...] = ()

    escalated_at: datetime | None = None
    file_complete_at: datetime | None = None
    question_rounds: int = 0
    adjudicator: str = ""
    earlier_adjudicators: tuple[str, ...] = ()
    is_second_look: bool = False
    agreed_by: tuple[Role, ...] = ()
    objections: tuple[Role, ...] = ()

    agreed: Solution | None = None
    shipment_back: ReturnFacts | None = None
    replacement: Parcel | None = None
    refunds: tuple[Refund, ...] = ()
    settled_outside: SettledOutside | None = None

    outcome: Outcome | None = None
    liability: Liability | None = None
    decided_by: DecidedBy | None = None
    # The person who answers for it, where one decided.
    decided_by_person: str = ""
    resolved_at: datetime | None = None
    appeals: tuple[Appeal, ...] = ()
    senior: str = ""
    has_new_fact: bool = False
    withdrawn_from: State | None = None
    # The days for reopening count from here, so that nobody can freeze a payout for ever.
    first_withdrawn_at: datetime | None = None
