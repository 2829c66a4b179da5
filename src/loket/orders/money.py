"""Amounts: exact decimals, written with as many digits as their currency has."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

MOST_DIGITS = 16
DECIMALS = 3

# Minor units by ISO 4217; all others have two digits. CLDR counts what is used in cash, which is fewer for some.
WITHOUT_DIGITS = frozenset(
    {
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    }
)
THREE_DIGITS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


def smallest_unit(currency: str) -> Decimal:
    """What the smallest amount in ``currency`` (ISO 4217) is: 0.01 in BRL, 1 in JPY."""
    if currency in WITHOUT_DIGITS:
        return Decimal(1)
    return Decimal("0.001") if currency in THREE_DIGITS else Decimal("0.01")


def rounded(amount: Decimal, currency: str) -> Decimal:
    """``amount`` in whole smallest units of ``currency``, halves up."""
    return amount.quantize(smallest_unit(currency), ROUND_HALF_UP)


def written(amount: Decimal, currency: str) -> str:
    """``amount`` as the contract writes it: a plain decimal with the currency's digits."""
    return f"{rounded(amount, currency):f}"
