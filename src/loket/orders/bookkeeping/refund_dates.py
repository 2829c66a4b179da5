"""When money should have arrived, by the way it goes; what people are told, and no promise of the law's."""

from __future__ import annotations

from datetime import date, timedelta

# In calendar days; the slower end of what banks and wallets say (14 business days are 20).
DAYS = {
    "card": 20,
    "pix": 1,
    "pix_key": 1,
    "wallet": 2,
    "qris": 3,
    "gift_card": 1,
    "store_credit": 1,
    "spei": 3,
    "bank_account": 5,
    "virtual_account": 7,
    "boleto": 10,
    "oxxo": 10,
}
OTHERWISE = 14


def expected_by(method: str, destination: str, *, today: date) -> date:
    """By when money that is sent today over ``method`` (or to another ``destination``) should be there."""
    way = method if destination in ("", "original") else destination
    return today + timedelta(days=DAYS.get(way, OTHERWISE))
