"""Card numbers are masked before anything is stored: whoever reads the database finds none.

A run of digits counts as a card only where length, issuer prefix and the Luhn check (ISO/IEC 7812-1) all fit,
and where it is no number that the shop knows as an order or a parcel.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# Groups of digits as people type them; a card number begins and ends with a group, whatever stands beside it
# (an expiry date, a name for the card).
_GROUPS = re.compile(r"(?<!\w)\d+(?:[\s.\-\u2010-\u2015]{1,2}\d+)*(?!\w)")
_GROUP = re.compile(r"\d+")
SHORTEST, LONGEST = 13, 19
# Issuer prefixes with the lengths that they use.
_ISSUERS: tuple[tuple[re.Pattern[str], frozenset[int]], ...] = (
    (re.compile(r"4"), frozenset({13, 16, 19})),  # Visa
    (re.compile(r"5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"), frozenset({16})),  # Mastercard
    (re.compile(r"3[47]"), frozenset({15})),  # American Express
    (re.compile(r"3(?:0[0-5]|[689])"), frozenset({14})),  # Diners Club
    (re.compile(r"6011|64[4-9]|65"), frozenset({16, 19})),  # Discover
    (re.compile(r"35(?:2[89]|[3-8])"), frozenset({16})),  # JCB
    (re.compile(r"62"), frozenset({16, 17, 18, 19})),  # UnionPay
    (re.compile(r"5067|4576|4011|636368|438935|504175|451416|636297|5090|627780"), frozenset({16})),  # Elo
    (re.compile(r"606282|3841"), frozenset({13, 16, 19})),  # Hipercard
)


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without card numbers, and whether there were any."""

    text: str
    changed: bool


def mask_cards(text: str, *, is_known: Callable[[str], bool] = lambda digits: False) -> Masked:
    """Replace all but the last four digits of each card number; ``is_known`` spares the shop's own numbers."""

    def masked(match: re.Match[str]) -> str:
        return _mask_groups(match.group(), is_known)

    replaced = _GROUPS.sub(masked, text)
    return Masked(replaced, replaced != text)


def _mask_groups(written: str, is_known: Callable[[str], bool]) -> str:
    groups = list(_GROUP.finditer(written))
    kept: list[str] = []
    end = place = 0
    while place < len(groups):
        card = _card_from(groups, place, is_known)
        if card is None:
            place += 1
            continue
        length, digits = card
        kept.append(written[end : groups[place].start()] + "•" * (len(digits) - 4) + digits[-4:])
        end = groups[place + length - 1].end()
        place += length
    return "".join(kept) + written[end:]


def _card_from(groups: list[re.Match[str]], first: int, is_known: Callable[[str], bool]) -> tuple[int, str] | None:
    """How many groups from ``first`` on make a card number, the longest one, with its digits."""
    digits, windows = "", []
    for length, group in enumerate(groups[first : first + LONGEST], start=1):
        if len(digits) + len(group.group()) > LONGEST:
            break
        digits += "".join(str(int(each)) for each in group.group())
        if len(digits) >= SHORTEST:
            windows.append((length, digits))
    lengths = _lengths_of_issuer(digits) if windows else ()
    fitting = (each for each in reversed(windows) if len(each[1]) in lengths and _passes_luhn(each[1]))
    return next((each for each in fitting if not is_known(each[1])), None)


def _lengths_of_issuer(digits: str) -> frozenset[int]:
    """The lengths of the cards that begin like ``digits``."""
    return frozenset().union(*(lengths for pattern, lengths in _ISSUERS if pattern.match(digits)))


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
