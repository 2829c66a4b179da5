"""What differs from country to country: money, ways to pay, tax at checkout, where parcels come in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# As often as each is used.
EVERYWHERE = (*("card",) * 5, "wallet", "wallet", "gift_card")


@dataclass(frozen=True, slots=True)
class Currency:
    """``rate`` to one US dollar; a price is a multiple of ``step`` less ``less``, every other sum one of ``unit``."""

    code: str
    rate: Decimal
    step: Decimal
    less: Decimal
    unit: Decimal


@dataclass(frozen=True, slots=True)
class Market:
    """A country where Samudra sells; ``tax`` is the share charged at checkout."""

    country: str
    currency: Currency
    language: str
    time_zone: str
    gateway: str
    methods: tuple[str, ...] = EVERYWHERE
    tax: Decimal = Decimal(0)


def _currency(code: str, rate: str, step: str, less: str, unit: str) -> Currency:
    return Currency(code, Decimal(rate), Decimal(step), Decimal(less), Decimal(unit))


_BRL = _currency("BRL", "5.5", "1", "0.10", "0.01")
_IDR = _currency("IDR", "16200", "1000", "0", "100")
_MXN = _currency("MXN", "18.5", "1", "0", "0.01")
_COP = _currency("COP", "4100", "1000", "100", "100")
_CLP = _currency("CLP", "950", "1000", "10", "1")
_ARS = _currency("ARS", "1250", "100", "1", "0.01")
_EUR = _currency("EUR", "0.92", "1", "0.01", "0.01")
_USD = _currency("USD", "1", "1", "0.01", "0.01")
_GBP = _currency("GBP", "0.79", "1", "0.01", "0.01")
_TRY = _currency("TRY", "38", "1", "0.10", "0.01")
_SAR = _currency("SAR", "3.75", "1", "0", "0.01")
_JPY = _currency("JPY", "152", "100", "20", "1")

_BRAZILIAN = (*("pix",) * 5, *("boleto",) * 3, *EVERYWHERE)
_INDONESIAN = (*("virtual_account",) * 3, "qris", "qris", *("wallet",) * 3, "cash_on_delivery", "card", "gift_card")
_MEXICAN = (*("oxxo",) * 3, *("spei",) * 2, *EVERYWHERE)

MARKETS = {
    each.country: each
    for each in (
        Market("BR", _BRL, "pt-BR", "America/Sao_Paulo", "Curitiba", _BRAZILIAN, Decimal("0.20")),
        Market("ID", _IDR, "id", "Asia/Jakarta", "Jakarta", _INDONESIAN, Decimal("0.11")),
        Market("MX", _MXN, "es", "America/Mexico_City", "Ciudad de México", _MEXICAN, Decimal("0.16")),
        Market("CO", _COP, "es", "America/Bogota", "Bogotá", (*("pse",) * 4, *EVERYWHERE)),
        Market("CL", _CLP, "es", "America/Santiago", "Santiago"),
        Market("AR", _ARS, "es", "America/Argentina/Buenos_Aires", "Buenos Aires"),
        Market("ES", _EUR, "es", "Europe/Madrid", "Madrid"),
        Market("PT", _EUR, "pt", "Europe/Lisbon", "Lisboa"),
        Market("DE", _EUR, "de", "Europe/Berlin", "Leipzig"),
        Market("NL", _EUR, "nl", "Europe/Amsterdam", "Amsterdam"),
        Market("FR", _EUR, "fr", "Europe/Paris", "Roissy"),
        Market("IT", _EUR, "it", "Europe/Rome", "Milano"),
        Market("GB", _GBP, "en", "Europe/London", "Langley"),
        Market("US", _USD, "en", "America/New_York", "Chicago"),
        Market("TR", _TRY, "tr", "Europe/Istanbul", "Istanbul"),
        Market("SA", _SAR, "ar", "Asia/Riyadh", "Riyadh"),
        Market("JP", _JPY, "ja", "Asia/Tokyo", "Kawasaki"),
    )
}

# How long a buyer has, in days; the other ways are asked at once or on delivery.
PAY_WITHIN_DAYS = {
    "boleto": 3.0,
    "oxxo": 2.0,
    "spei": 1.0,
    "virtual_account": 1.0,
    "pix": 30 / 1440,
    "pse": 30 / 1440,
    "qris": 15 / 1440,
}
# What cannot flow back the way it came (docs/demo-shop.md).
ONE_WAY = {"boleto", "oxxo", "spei", "virtual_account", "cash_on_delivery", "pse"}
PAID_WITH = {
    "card": ("Visa", "Mastercard", "American Express"),
    "virtual_account": ("BCA", "Mandiri", "BNI", "BRI"),
    "wallet": ("Samudra",),
    "wallet ID": ("OVO", "GoPay", "DANA"),
}
MOST_INSTALMENTS = {"BR": (1, 2, 3, 6, 10, 12), "MX": (1, 3, 6)}
