"""How disputes went in a stretch of time, for leads: how they ended, where they waited, whose clocks ran out.

Doors in: `numbers_of`, `headline_of`, `sellers_called`. Each asks the database to count, with as many statements
however many disputes there are. May import the machine, models and `policies.access`; orders and people for names.
"""

from __future__ import annotations

from loket.disputes.numbers.figures import (
    Appeals,
    DisputeNumbers,
    EvidenceGiven,
    ExpiredClock,
    Headline,
    LanguagePair,
    LeadTime,
    Product,
    SellerShare,
    Share,
    TimeInState,
)
from loket.disputes.numbers.reading import headline_of, markets_with_claims, numbers_of, sellers_called
from loket.disputes.numbers.stretch import Stretch

__all__ = [
    "Appeals",
    "DisputeNumbers",
    "EvidenceGiven",
    "ExpiredClock",
    "Headline",
    "LanguagePair",
    "LeadTime",
    "Product",
    "SellerShare",
    "Share",
    "Stretch",
    "TimeInState",
    "headline_of",
    "markets_with_claims",
    "numbers_of",
    "sellers_called",
]
