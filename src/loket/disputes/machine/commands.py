"""What somebody asks of the machine: an action by name with its body, and what the server found out for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from loket.disputes.machine.codes import (
    AppealGround,
    AppealResult,
    EvidenceKind,
    InspectionFinding,
    Liability,
    ObjectionGround,
    QuestionCode,
    RefusalCode,
    ReturnDestination,
    Role,
    RuleId,
    SolutionKind,
    WithdrawCode,
)
from loket.disputes.machine.facts import OrderFacts
from loket.disputes.machine.reasons import Reason
from loket.disputes.machine.states import HoldKind


class Action(StrEnum):
    """The verbs of the table, as the API says them."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    COUNTER = "counter"
    CHANGE_REQUEST = "change_request"
    ASK_PLATFORM = "ask_platform"
    TAKE = "take"
    PUT_BACK = "put_back"
    ASK_FOR_EVIDENCE = "ask_for_evidence"
    ANSWER = "answer"
    PROPOSE = "propose"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    OBJECT = "object"
    AGREE = "agree"
    GIVE_TRACKING = "give_tracking"
    REPORT_LABEL_PROBLEM = "report_label_problem"
    SEND_LABEL = "send_label"
    REPORT_DELIVERY = "report_delivery"
    CONFIRM_RETURN = "confirm_return"
    CONTEST_RETURN = "contest_return"
    SHIP_REPLACEMENT = "ship_replacement"
    CANNOT_REPLACE = "cannot_replace"
    CONFIRM_REPLACEMENT = "confirm_replacement"
    WRONG_AGAIN = "wrong_again"
    REPORT_REFUND_SENT = "report_refund_sent"
    REPORT_REFUND_FAILED = "report_refund_failed"
    REPORT_REFUND = "report_refund"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    APPEAL = "appeal"
    DECIDE_APPEAL = "decide_appeal"
    SETTLE_OUTSIDE = "settle_outside"
    CLOSE_AS_DUPLICATE = "close_as_duplicate"
    ADD = "add"
    EXTEND = "extend"
    SET_HOLD = "set_hold"
    RENEW_HOLD = "renew_hold"
    RELEASE_HOLD = "release_hold"
    END_CHARGEBACK = "end_chargeback"
    REPORT_NEW_FACT = "report_new_fact"
    # Of the clock and the outbox.
    TELL = "tell"
    REMIND = "remind"
    UPDATE = "update"
    EXPIRE = "expire"
    RECOUNT = "recount"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """A piece of evidence that comes with an action; an id that the file does not know yet is added to it."""

    id: str
    kind: EvidenceKind


@dataclass(frozen=True, slots=True)
class Body:
    """All that actions can carry, each field only where its transition lists it; `payer` is filled by the machine."""

    reason: Reason | None = None
    received: bool | None = None
    solution: SolutionKind | None = None
    amount: Decimal | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    has_no_evidence: bool = False
    # Words stay out of facts and chain, which must outlive them.
    text: str = ""
    offer: str = ""
    offer_version: int | None = None
    refusal: RefusalCode | None = None
    return_to: ReturnDestination | None = None
    has_stock: bool = False
    ships_in_days: int | None = None
    to: tuple[Role, ...] = ()
    wanted: tuple[EvidenceKind, ...] = ()
    question: QuestionCode | None = None
    rejects: bool = False
    rule_cited: str = ""
    liability: Liability | None = None
    objection: ObjectionGround | None = None
    carrier: str = ""
    tracking: str = ""
    finding: InspectionFinding | None = None
    deduction: Decimal | None = None
    withdraw_code: WithdrawCode | None = None
    appeal_ground: AppealGround | None = None
    result: AppealResult | None = None
    hold: HoldKind | None = None
    days: int | None = None
    reference: str = ""
    takes_over: bool = False
    trace: str = ""
    party: Role | None = None
    channel: str = ""
    rule: RuleId | None = None
    hours: int | None = None
    duplicate_of: str = ""
    payer: Liability | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What the server found out around the dispute for this one command; never taken from whoever asks."""

    # The order as it is now; the facts take it over.
    order: OrderFacts | None = None
    order_is_buyers: bool = True
    line_is_free: bool = True
    return_address_is_valid: bool = True
    tracking_is_valid: bool = True
    tracking_is_new: bool = True
    has_conflict: bool = False
    can_read_the_languages: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """One wish: by whom, of what version, with what body; ``confirmed`` is the second click that showed the money."""

    role: Role
    actor: str
    name: Action
    body: Mapping[str, object] = field(default_factory=dict)
    version: int = 0
    confirmed: bool = False
    found: Findings = Findings()


class Denial(StrEnum):
    """Why something is not possible; words for people are made elsewhere."""

    STALE_VERSION = "stale_version"
    UNKNOWN_ACTION = "unknown_action"
    WRONG_STATE = "wrong_state"
    WRONG_ROLE = "wrong_role"
    NOT_YOUR_TURN = "not_your_turn"
    ON_HOLD = "on_hold"
    NEEDS_CONFIRMATION = "needs_confirmation"
    FIELD_MISSING = "field_missing"
    FIELD_UNKNOWN = "field_unknown"
    FIELD_INVALID = "field_invalid"
    NOT_YOUR_ORDER = "not_your_order"
    LINE_IN_DISPUTE = "line_in_dispute"
    REASON_DOES_NOT_FIT = "reason_does_not_fit"
    REASON_CHANGED_BEFORE = "reason_changed_before"
    SOLUTION_DOES_NOT_FIT = "solution_does_not_fit"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    AMOUNT_NOT_POSITIVE = "amount_not_positive"
    AMOUNT_ABOVE_CAP = "amount_above_cap"
    AMOUNT_MUST_BE_WHOLE = "amount_must_be_whole"
    AMOUNT_MUST_BE_PART = "amount_must_be_part"
    EVIDENCE_MISSING = "evidence_missing"
    EVIDENCE_NOT_NEW = "evidence_not_new"
    TEXT_MISSING = "text_missing"
    NO_RIGHT_TO_WITHDRAW = "no_right_to_withdraw"
    CATEGORY_EXCLUDED = "category_excluded"
    OFFER_NOT_CURRENT = "offer_not_current"
    NOTHING_TO_ACCEPT = "nothing_to_accept"
    ADDRESS_NOT_VALID = "address_not_valid"
    STOCK_NOT_CONFIRMED = "stock_not_confirmed"
    SHIPS_TOO_LATE = "ships_too_late"
    COUNTERS_USED = "counters_used"
    COUNTER_NOT_LESS = "counter_not_less"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    LANGUAGE_NOT_READY = "language_not_ready"
    NOT_ASSIGNED = "not_assigned"
    ASSIGNED_ALREADY = "assigned_already"
    SAME_PERSON = "same_person"
    ROUNDS_USED = "rounds_used"
    NOT_ASKED = "not_asked"
    PROPOSAL_WAITS = "proposal_waits"
    NO_PROPOSAL_WAITS = "no_proposal_waits"
    PROPOSAL_INCOMPLETE = "proposal_incomplete"
    DONE_BEFORE = "done_before"
    LABEL_PROBLEM_OPEN = "label_problem_open"
    NO_LABEL_PROBLEM = "no_label_problem"
    TRACKING_NOT_VALID = "tracking_not_valid"
    TRACKING_USED_BEFORE = "tracking_used_before"
    DEDUCTION_NEEDS_WITHDRAWAL = "deduction_needs_withdrawal"
    NOT_DELIVERED_YET = "not_delivered_yet"
    AGREED_ALREADY = "agreed_already"
    NOT_APPEALABLE = "not_appealable"
    NO_NEW_FACT = "no_new_fact"
    NOTHING_ON_HOLD = "nothing_on_hold"
    HOLD_TOO_LONG = "hold_too_long"
    NOT_DUE = "not_due"
    NO_CLOCK_RUNS = "no_clock_runs"
    REMINDERS_OWED = "reminders_owed"
    MONEY_ON_ITS_WAY = "money_on_its_way"
    AMOUNT_DIFFERS = "amount_differs"
    PROOF_IS_THERE = "proof_is_there"
