"""Card numbers are masked before anything is stored: whoever reads the database finds none.

A run of digits counts as a card only where length, issuer prefix and the Luhn check (ISO/IEC 7812-1) all fit,
and where it is no number that the shop knows as an order or a parcel.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_DIGITS = re.compile(r"(?<![\w])(?:\d[ \-.]?){12,18}\d(?![\w])")
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
        digits = re.sub(r"\D", "", match.group())
        if not _is_card(digits) or is_known(digits):
            return match.group()
        return "•" * (len(digits) - 4) + digits[-4:]

    replaced = _DIGITS.sub(masked, text)
    return Masked(replaced, replaced != text)


def _is_card(digits: str) -> bool:
    fits = any(pattern.match(digits) and len(digits) in lengths for pattern, lengths in _ISSUERS)
    return fits and _passes_luhn(digits)


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, character in enumerate(reversed(digits)):
        value = int(character) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
