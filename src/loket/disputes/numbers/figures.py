"""The figures as they leave the room: counts and lengths by code, without words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta


def percent_of(count: int, total: int) -> int:
    """The share in whole percent; nothing of nothing is none."""
    return round(100 * count / total) if total else 0


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``total`` bear a code: an outcome, what ended them, a reason or a market."""

    code: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        """The share, rounded."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class SellerShare:
    """One seller's claims of ``total``: by how many buyers, and how often the seller let a clock run out."""

    code: str
    name: str
    count: int
    total: int
    buyers: int
    expired: int = 0

    @property
    def percent(self) -> int:
        """The share, rounded."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class Product:
    """One thing of one seller about which claims came again."""

    code: str
    title: str
    seller: str
    count: int


@dataclass(frozen=True, slots=True)
class LanguagePair:
    """Claims between a buyer who reads one language and a seller who reads another, or the same."""

    buyer: str
    seller: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        """The share, rounded."""
        return percent_of(self.count, self.total)


@dataclass(frozen=True, slots=True)
class EvidenceGiven:
    """Of the claims with a reason that asks for evidence: how many had all of it when they were sent."""

    reason: str
    complete: int
    total: int

    @property
    def percent(self) -> int:
        """The share, rounded."""
        return percent_of(self.complete, self.total)


@dataclass(frozen=True, slots=True)
class TimeInState:
    """How long disputes that left a state had been in it."""

    state: str
    count: int
    median: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class ExpiredClock:
    """How often a rule's clock ran out, and against whom."""

    rule: str
    whose: str
    count: int


@dataclass(frozen=True, slots=True)
class Appeals:
    """Appeals that were decided, and how many changed what had been decided."""

    decided: int
    reversed: int

    @property
    def percent(self) -> int:
        """The share of those that changed something, rounded."""
        return percent_of(self.reversed, self.decided)


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From the instruction of a refund to its arrival; None where none arrived."""

    count: int
    median: timedelta | None
    longest: timedelta | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The few figures on top, of one stretch; ``agreed`` of those that ``ended`` rest on an agreement."""

    submitted: int
    ended: int
    agreed: int
    # From the claim to its end; None where none ended.
    until_end: timedelta | None
    # Times of our own that were not kept.
    broken: int
    appeals: Appeals
    refunds: LeadTime

    @property
    def agreed_percent(self) -> int:
        """The share of agreements, rounded."""
        return percent_of(self.agreed, self.ended)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it happened."""
        return not (self.submitted or self.ended or self.broken or self.appeals.decided or self.refunds.count)


@dataclass(frozen=True, slots=True)
class DisputeNumbers:
    """All numbers of a stretch: by outcome of what ended in it, the other shares of what was submitted in it."""

    headline: Headline
    open_now: int
    by_outcome: Sequence[Share]
    by_ending: Sequence[Share]
    by_reason: Sequence[Share]
    by_market: Sequence[Share]
    by_seller: Sequence[SellerShare]
    products: Sequence[Product]
    languages: Sequence[LanguagePair]
    evidence: Sequence[EvidenceGiven]
    times: Sequence[TimeInState]
    expired: Sequence[ExpiredClock]
