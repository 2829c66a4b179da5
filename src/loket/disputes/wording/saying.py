"""How codes become words: tables of texts, who reads them, amounts and moments inside sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import get_language

from loket.design.wording import before_midnight, find_zone, page_locale, say_moment
from loket.disputes.machine.codes import PARTIES, Role
from loket.orders.telling.formats import Zone
from loket.orders.telling.formats import money as say_money

__all__ = ["ForEach", "Own", "Side", "Text", "Texts", "Zone", "moment", "money", "said", "side_of", "together"]

# Lazy ones are spoken in the language of whoever asks.
Text = str | Promise
Texts = Mapping[str, Text]


class Side(StrEnum):
    """For whom words are: a party, or everybody who works for the platform."""

    BUYER = "buyer"
    SELLER = "seller"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class ForEach:
    """One thing as the buyer, the seller and staff read it."""

    buyer: Text
    seller: Text
    staff: Text

    def to(self, viewer: str) -> str:
        """The words for the side of ``viewer``."""
        side = side_of(viewer)
        if side == Side.BUYER:
            return str(self.buyer)
        return str(self.seller if side == Side.SELLER else self.staff)


@dataclass(frozen=True, slots=True)
class Own:
    """What concerns one side: in the words for that side itself, and for everybody else."""

    own: Text
    of_buyer: Text = ""
    of_seller: Text = ""

    def to(self, viewer: str, whose: str) -> str:
        """The words for ``viewer`` about the side ``whose``; what concerns the platform is said to all alike."""
        if whose == Role.BUYER and viewer != whose:
            return str(self.of_buyer or self.own)
        if whose == Role.SELLER and viewer != whose:
            return str(self.of_seller or self.own)
        return str(self.own)


def side_of(viewer: str) -> Side:
    """The side on which a role stands."""
    return Side(viewer) if viewer in PARTIES else Side.STAFF


def said(texts: Texts, code: str | None) -> str:
    """The text of a code in the active language; an unknown one as it is, and nothing for nothing."""
    return str(texts.get(code, code)) if code else ""


def together(*sentences: str) -> str:
    """Sentences one after the other; Chinese has no space between them."""
    gap = "" if (get_language() or "").startswith("zh") else " "
    return gap.join(each for each in sentences if each)


def money(amount: Decimal, currency: str) -> str:
    """An amount as people write it: "R$ 94,90"."""
    return say_money(amount, currency)


def moment(at: datetime, zone: Zone = None) -> str:
    """A moment inside a sentence: "Thursday, November 26, 5:00 AM"; the end of a day is its last minute."""
    clock = find_zone(zone)
    return say_moment(before_midnight(at.astimezone(clock)), zone=clock, locale=page_locale())
