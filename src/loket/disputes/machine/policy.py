"""How long things take and how much goes without a person: one version of one market's policy, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from loket.disputes.machine.codes import Liability, RuleId


class Unit(StrEnum):
    """What a clock counts."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"


class Calendar(StrEnum):
    """By whose midnight and holidays days are counted; acting means the side whose clock it is."""

    ACTING = "acting"
    BUYER = "buyer"
    SELLER = "seller"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One clock; ``rolls`` moves an end on a free day to the next working day, where law says so."""

    id: RuleId
    amount: int
    unit: Unit
    calendar: Calendar = Calendar.ACTING
    rolls: bool = False
    source: str = ""


class RefundCeiling(StrEnum):
    """How much a statutory withdrawal gives back at most."""

    EVERYTHING = "everything"
    WITHOUT_EXPRESS_SHIPPING = "without_express_shipping"
    GOODS_ONLY = "goods_only"


@dataclass(frozen=True, slots=True)
class WithdrawalLaw:
    """A statutory right to change one's mind, from delivery; ``return_days`` are what the buyer has to send back.

    ``refund_days``: in so many calendar days a refund has to be on its way; 0 is at once, None where nothing is said.
    """

    name: str
    days: int
    unit: Unit
    excluded_categories: tuple[str, ...] = ()
    who_pays_return: Liability = Liability.BUYER
    refund_ceiling: RefundCeiling = RefundCeiling.EVERYTHING
    return_days: int = 10
    refund_days: int | None = None
    moves_to_next_working_day: bool = False
    tells_card_issuer: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPause:
    """Days, both included, on which a country's clocks stand still; planned, as the Spring Festival is."""

    name: str
    first: date
    last: date
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisputePolicy:
    """One version for one market and category; amounts are limits per currency, and no limit means none goes."""

    market: str
    category: str
    version: int
    deadlines: Mapping[RuleId, DeadlineRule]
    # Up to here the seller's silence carries out what the buyer asked.
    silent_limits: Mapping[str, Decimal] = field(default_factory=dict)
    # Above this a proposal needs a second person.
    second_person_limits: Mapping[str, Decimal] = field(default_factory=dict)
    # Up to here nothing travels back to another country.
    keep_item_limits: Mapping[str, Decimal] = field(default_factory=dict)
    most_counters: int = 3
    most_question_rounds: int = 2
    most_reason_changes: int = 1
    shortest_second_answer_hours: int = 48
    negotiation_extension: int = 7
    evidence_extension: int = 3
    return_extension: int = 5
    most_hold_days: int = 14
    reminder_hours: tuple[int, ...] = (72, 24, 3)
    withdrawal: WithdrawalLaw | None = None
    pauses: tuple[PlannedPause, ...] = ()


def is_within(limits: Mapping[str, Decimal], amount: Decimal, currency: str) -> bool:
    """Whether an amount is at most the limit of its currency; a currency without limit has none to be within."""
    return currency in limits and amount <= limits[currency]


def longest_in_days(rule: DeadlineRule) -> int:
    """The most calendar days that a clock may take, with the weekends and a row of holidays that it may meet."""
    match rule.unit:
        case Unit.HOURS:
            return -(-rule.amount // 24)
        case Unit.CALENDAR_DAYS:
            return rule.amount
        case Unit.BUSINESS_DAYS:
            return rule.amount + 2 * -(-rule.amount // 5) + _HOLIDAYS_IN_A_ROW


def keeps_refund_law(policy: DisputePolicy) -> bool:
    """Whether refunds are ordered (D14) in the time that the market's law allows; at once is the next working day."""
    law, rule = policy.withdrawal, policy.deadlines[RuleId.D14]
    if law is None or law.refund_days is None:
        return True
    if law.refund_days == 0:
        return rule.amount <= (24 if rule.unit == Unit.HOURS else 1)
    return longest_in_days(rule) <= law.refund_days


def within_refund_law(policy: DisputePolicy) -> DisputePolicy:
    """The policy, with the law's own time for ordering refunds (D14) where it would take longer."""
    law = policy.withdrawal
    if law is None or law.refund_days is None or keeps_refund_law(policy):
        return policy
    rule = policy.deadlines[RuleId.D14]
    unit = Unit.CALENDAR_DAYS if law.refund_days else Unit.BUSINESS_DAYS
    lawful = replace(rule, amount=law.refund_days or 1, unit=unit, source=law.source)
    return replace(policy, deadlines={**policy.deadlines, RuleId.D14: lawful})


# Such as New Year's, or Eid with the days that are given for it.
_HOLIDAYS_IN_A_ROW = 4
_HOURS, _DAYS, _BUSINESS = Unit.HOURS, Unit.CALENDAR_DAYS, Unit.BUSINESS_DAYS
_PLATFORM = Calendar.PLATFORM
_ID = RuleId
# disputes.md, sections 6 and 14; the sources stand in its section 12.
DEFAULT_DEADLINES = (
    DeadlineRule(_ID.D1_OPENS, 10, _DAYS, Calendar.BUYER, source="AliExpress, 10 days after shipment [A5-A7]"),
    DeadlineRule(_ID.D1, 15, _DAYS, Calendar.BUYER, source="AliExpress, 15 days after the promised date [A5-A7]"),
    DeadlineRule(_ID.D1B, 15, _DAYS, Calendar.BUYER, source="AliExpress, 15 days after receipt [A5-A7]"),
    DeadlineRule(_ID.D2, 5, _DAYS, Calendar.SELLER, source="AliExpress 5 days [A8]"),
    DeadlineRule(_ID.D3, 5, _DAYS, Calendar.BUYER, source="own, against PayPal's silent close [P1]"),
    DeadlineRule(_ID.D4, 7, _DAYS, Calendar.BUYER, source="AliExpress 7 days [A5]"),
    DeadlineRule(_ID.D5, 72, _HOURS, source="Tokopedia 3 x 24 hours [K1], eBay 3 business days [E1]"),
    DeadlineRule(_ID.D6, 1, _BUSINESS, _PLATFORM, source="mission"),
    DeadlineRule(_ID.D7, 3, _DAYS, source="own"),
    DeadlineRule(_ID.D8, 3, _BUSINESS, _PLATFORM, source="mission, 3 to 7 business days"),
    DeadlineRule(_ID.D8B, 7, _BUSINESS, _PLATFORM, source="mission, 3 to 7 business days; Shopee 7 to 9 [S1]"),
    DeadlineRule(_ID.D9, 3, _DAYS, source="Tokopedia 3 days [K1]"),
    DeadlineRule(_ID.D10, 10, _DAYS, Calendar.BUYER, source="AliExpress 10 days [A5]"),
    DeadlineRule(_ID.D10C, 14, _DAYS, Calendar.BUYER, source="EU withdrawal, 14 days [L1]"),
    DeadlineRule(_ID.D11, 30, _DAYS, Calendar.BUYER, source="own"),
    DeadlineRule(_ID.D12, 5, _DAYS, Calendar.SELLER, source="own; eBay 2 business days [E1]"),
    DeadlineRule(_ID.D13, 5, _DAYS, Calendar.SELLER, source="own"),
    DeadlineRule(_ID.D13B, 7, _DAYS, Calendar.BUYER, source="own"),
    DeadlineRule(_ID.D14, 1, _BUSINESS, _PLATFORM, source="own; a law's own ceiling stands in its market's policy"),
    DeadlineRule(_ID.D15, 14, _BUSINESS, _PLATFORM, source="card, Tokopedia 14 business days [K2]"),
    DeadlineRule(_ID.D15B, 2, _DAYS, Calendar.BUYER, source="wallet, Tokopedia 2 x 24 hours [K2]"),
    DeadlineRule(_ID.D16, 7, _DAYS, source="AliExpress, 7 days, once [A12]"),
    DeadlineRule(_ID.D16B, 30, _DAYS, source="eBay, 30 days with new information [E1]"),
    DeadlineRule(_ID.D17, 5, _BUSINESS, _PLATFORM, source="AliExpress 5 working days [A12]"),
    DeadlineRule(_ID.D18, 48, _HOURS, _PLATFORM, source="mission, regular updates"),
    DeadlineRule(_ID.DRAFT, 7, _DAYS, Calendar.BUYER, source="section 5"),
    DeadlineRule(_ID.REOPEN, 15, _DAYS, Calendar.BUYER, source="section 7, T27"),
    DeadlineRule(_ID.TOLD, 24, _HOURS, _PLATFORM, source="section 14"),
    DeadlineRule(_ID.HOLD, 14, _DAYS, _PLATFORM, source="section 5"),
)
# Up to what silence pays out, above what a second person looks, up to what nothing travels back: alike in worth.
_LIMITS = {
    "USD": (50, 200, 10),
    "EUR": (50, 200, 10),
    "BRL": (250, 1000, 50),
    "MXN": (900, 3600, 180),
    "IDR": (750_000, 3_000_000, 150_000),
    "ARS": (70_000, 280_000, 14_000),
    "CLP": (45_000, 180_000, 9_000),
    "CNY": (350, 1400, 70),
    "COP": (200_000, 800_000, 40_000),
    "CZK": (1100, 4400, 220),
    "DKK": (350, 1400, 70),
    "GBP": (40, 160, 8),
    "HUF": (18_000, 72_000, 3600),
    "JPY": (7500, 30_000, 1500),
    "MYR": (220, 880, 44),
    "PEN": (180, 720, 36),
    "PHP": (2800, 11_200, 560),
    "PLN": (200, 800, 40),
    "RON": (225, 900, 45),
    "SEK": (500, 2000, 100),
    "SGD": (65, 260, 13),
    "THB": (1600, 6400, 320),
    "VND": (1_250_000, 5_000_000, 250_000),
}


def default_policy() -> DisputePolicy:
    """The policy of a market that has none of its own: the defaults of disputes.md, no withdrawal law, no pauses."""
    return DisputePolicy(
        market="default",
        category="",
        version=1,
        deadlines={rule.id: rule for rule in DEFAULT_DEADLINES},
        silent_limits=_amounts(0),
        second_person_limits=_amounts(1),
        keep_item_limits=_amounts(2),
    )


def _amounts(column: int) -> dict[str, Decimal]:
    return {currency: Decimal(limits[column]) for currency, limits in _LIMITS.items()}
