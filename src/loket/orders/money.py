"""Amounts: exact decimals, written with as many digits as their currency has."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import get_currency_precision

MOST_DIGITS = 16
# The most that any currency has (Bahrain, Jordan, Kuwait, Oman, Tunisia).
DECIMALS = 3


def smallest_unit(currency: str) -> Decimal:
    """What the smallest amount in ``currency`` (ISO 4217) is: 0.01 in BRL, 1 in JPY."""
    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str) -> Decimal:
    """``amount`` in whole smallest units of ``currency``, halves up."""
    return amount.quantize(smallest_unit(currency), ROUND_HALF_UP)


def written(amount: Decimal, currency: str) -> str:
    """``amount`` as the contract writes it: a plain decimal with the currency's digits."""
    return f"{rounded(amount, currency):f}"
