"""The vocabulary of disputes as codes (disputes.md, sections 3 to 6); words for people are made elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Who acts (section 3)."""

    BUYER = "buyer"
    SELLER = "seller"
    AGENT = "agent"
    ADJUDICATOR = "adjudicator"
    SENIOR = "senior"
    TIMER = "timer"
    LOGISTICS = "logistics"
    PSP = "psp"
    BOT = "bot"


PARTIES = frozenset({Role.BUYER, Role.SELLER})
STAFF = frozenset({Role.AGENT, Role.ADJUDICATOR, Role.SENIOR})
DECIDERS = frozenset({Role.ADJUDICATOR, Role.SENIOR})


class EvidenceKind(StrEnum):
    """What a piece of evidence is (section 4)."""

    PHOTO = "photo"
    VIDEO = "video"
    SCREENSHOT = "screenshot"
    SELLER_CONVERSATION = "seller_conversation"
    PAYMENT_PROOF = "payment_proof"
    TRACKING_EVENT = "tracking_event"
    DELIVERY_PROOF = "delivery_proof"
    CUSTOMS_DOCUMENT = "customs_doc"
    INSPECTION_REPORT = "inspection_report"
    POLICE_REPORT = "police_report"
    RETURN_LABEL = "return_label"
    RETURN_PROOF = "return_proof"
    INVOICE = "invoice"
    LISTING_SNAPSHOT = "listing_snapshot"
    DECLARATION = "declaration"
    OTHER = "other"


class SolutionKind(StrEnum):
    """What can be asked for, offered and decided."""

    REFUND = "refund"
    RETURN_REFUND = "return_refund"
    REPLACEMENT = "replacement"
    RESEND = "resend"
    EXTEND_PROTECTION = "extend_protection"


class Outcome(StrEnum):
    """How a dispute ended (section 5); the last two are ours: a longer protection, and a linked dispute."""

    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RETURN_REFUND = "return_refund"
    REPLACEMENT_DONE = "replacement_done"
    RESEND_DONE = "resend_done"
    REJECTED = "rejected"
    EXPIRED_BUYER = "expired_buyer"
    RETURN_NOT_SENT = "return_not_sent"
    SELLER_CANCELLED = "seller_cancelled"
    SETTLED_OUTSIDE = "settled_outside"
    CHARGEBACK_TAKES_OVER = "chargeback_takes_over"
    DUPLICATE = "duplicate"
    PROTECTION_EXTENDED = "protection_extended"
    CONTINUED = "continued"


class Liability(StrEnum):
    """Who bears the cost."""

    SELLER = "seller"
    BUYER = "buyer"
    CARRIER = "carrier"
    PLATFORM = "platform"
    NONE = "none"


class DecidedBy(StrEnum):
    """What an outcome rests on."""

    AGREEMENT = "agreement"
    TIMER = "timer"
    ADJUDICATOR = "adjudicator"
    APPEAL = "appeal"
    PSP = "psp"


class Lane(StrEnum):
    """Whose offers: both sides see all three lanes (AliExpress [A5])."""

    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


class RefusalCode(StrEnum):
    """Why a seller refuses (an enumeration as Shopee's [S5])."""

    TRACKING_SHOWS_DELIVERED = "tracking_shows_delivered"
    STILL_ON_ITS_WAY = "still_on_its_way"
    AS_DESCRIBED = "as_described"
    EVIDENCE_INSUFFICIENT = "evidence_insufficient"
    BUYER_MISUSE = "buyer_misuse"
    WRONG_ADDRESS_GIVEN = "wrong_address_given"
    SENT_COMPLETE = "sent_complete"
    OUTSIDE_WINDOW = "outside_window"
    ITEM_GENUINE = "item_genuine"
    ALREADY_REFUNDED = "already_refunded"
    CHARGED_AS_AGREED = "charged_as_agreed"
    OTHER_WITH_STATEMENT = "other_with_statement"


class InspectionFinding(StrEnum):
    """What a seller finds wrong with a return (as PayPal's acknowledgement [P7])."""

    ITEM_NOT_RECEIVED = "item_not_received"
    DAMAGED = "damaged"
    EMPTY_OR_DIFFERENT = "empty_or_different"
    MISSING = "missing"


class ObjectionGround(StrEnum):
    """Why a side objects to the platform's proposal (T16)."""

    NEW_EVIDENCE = "new_evidence"
    FACTUAL_ERROR = "factual_error"


class AppealGround(StrEnum):
    """Why a side appeals (T28)."""

    NEW_EVIDENCE = "new_evidence"
    RULE_ERROR = "rule_error"
    NEW_DELIVERY_FACT = "new_delivery_fact"


class AppealResult(StrEnum):
    """What an appeal ends with (T29)."""

    UPHELD = "upheld"
    CHANGED = "changed"
    EXTRA_REFUND = "extra_refund"
    PLATFORM_GOODWILL = "platform_goodwill"


class WithdrawCode(StrEnum):
    """Why a buyer withdraws her dispute."""

    ARRIVED = "arrived"
    SOLVED_WITH_SELLER = "solved_with_seller"
    OPENED_BY_MISTAKE = "opened_by_mistake"
    CHANGED_MIND = "changed_mind"


class QuestionCode(StrEnum):
    """What an adjudicator asks for (T13)."""

    CLEARER_PHOTO = "clearer_photo"
    PHOTO_OF_LABEL = "photo_of_label"
    VIDEO_OF_FAULT = "video_of_fault"
    PROOF_OF_DISPATCH = "proof_of_dispatch"
    PROOF_OF_DELIVERY = "proof_of_delivery"
    PROOF_OF_PAYMENT = "proof_of_payment"
    INVOICE_OR_AUTHORISATION = "invoice_or_authorisation"
    DECLARATION = "declaration"
    OTHER = "other"


class ReturnDestination(StrEnum):
    """Where a return goes to."""

    SELLER_ADDRESS = "seller_address"
    PLATFORM_WAREHOUSE = "platform_warehouse"


class DeliveryStatus(StrEnum):
    """Where the parcel is, as the order's record tells."""

    NOT_SHIPPED = "not_shipped"
    NO_TRACKING = "no_tracking"
    IN_TRANSIT = "in_transit"
    CUSTOMS = "customs"
    DELIVERED = "delivered"
    RETURNED = "returned"
    LOST = "lost"


class Consequence(StrEnum):
    """What happens if nobody acts until a deadline."""

    DRAFT_EXPIRES = "draft_expires"
    REQUEST_EXECUTED = "request_executed"
    ESCALATED = "escalated"
    ALERTS_LEAD = "alerts_lead"
    ALERTS_SENIOR = "alerts_senior"
    DECIDED_ON_THE_FILE = "decided_on_the_file"
    PROPOSAL_STANDS = "proposal_stands"
    SECOND_LOOK = "second_look"
    RETURN_NOT_SENT = "return_not_sent"
    PERSON_LOOKS = "person_looks"
    REFUNDED = "refunded"
    RESOLVED = "resolved"
    CLOSED = "closed"
    UPDATE_SENT = "update_sent"
    HOLD_UNREACHABLE = "hold_unreachable"
    HOLD_REVIEWED = "hold_reviewed"
    WINDOW_OPENS = "window_opens"
    WINDOW_CLOSES = "window_closes"


class RuleId(StrEnum):
    """The clocks of section 6, with those that sections 5 and 14 settle."""

    D1_OPENS = "D1a"
    D1 = "D1"
    D1B = "D1b"
    D1C = "D1c"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"
    D6 = "D6"
    D7 = "D7"
    D8 = "D8"
    D8B = "D8b"
    D9 = "D9"
    D10 = "D10"
    D10C = "D10c"
    D11 = "D11"
    D12 = "D12"
    D13 = "D13"
    D13B = "D13b"
    D14 = "D14"
    D15 = "D15"
    D15B = "D15b"
    D16 = "D16"
    D16B = "D16b"
    D17 = "D17"
    D18 = "D18"
    DRAFT = "draft"
    REOPEN = "reopen"
    TOLD = "told"
    HOLD = "hold"
