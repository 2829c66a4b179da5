"""Documents and payment codes, each by its own check digits where it has some. Arguments are digits and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    (re.compile(r"220[0-4]"), frozenset({16})),  # Mir
    (re.compile(r"9792"), frozenset({16})),  # Troy
)
_PROVINCE = re.compile(r"1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]")
_CURP = re.compile(r"[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d")
_RFC = re.compile(r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{2}[0-9A]")
_GSTIN, _IFSC = re.compile(r"\d\d[A-Z]{5}\d{4}[A-Z]\dZ[A-Z0-9]"), re.compile(r"[A-Z]{4}0\d{6}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_IBAN_LENGTHS = {
    "DE": 22,
    "TR": 26,
    "AE": 23,
    "SA": 24,
    "EG": 29,
    "BR": 29,
    "ES": 24,
    "FR": 27,
    "IT": 27,
    "GB": 22,
    "NL": 18,
    "PT": 25,
    "PL": 28,
    "AT": 20,
    "CH": 21,
    "BE": 16,
    "RU": 33,
    "JO": 30,
    "KW": 30,
    "QA": 29,
    "UA": 29,
}
_RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_CURP_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"


def is_card(digits: str) -> bool:
    """A payment card: issuer, length and Luhn's check fit."""
    if not 13 <= len(digits) <= 19:
        return False
    fits = any(len(digits) in lengths and pattern.match(digits) for pattern, lengths in _ISSUERS)
    return fits and passes_luhn(digits)


def passes_luhn(digits: str) -> bool:
    """Luhn's check of ISO/IEC 7812-1."""
    doubled = (int(each) * (2 if place % 2 else 1) for place, each in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def is_cpf(digits: str) -> bool:
    """A Brazilian person's tax number."""
    if len(digits) != 11 or len(set(digits)) == 1:
        return False
    return all(int(digits[place]) == _modulo_eleven(digits[:place], range(place + 1, 1, -1)) for place in (9, 10))


def is_cnpj(key: str) -> bool:
    """A Brazilian company's tax number, with letters too as they are given out since 2026."""
    if len(key) != 14 or not key[12:].isdigit() or len(set(key)) == 1:
        return False
    weights = (6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2)
    return all(int(key[place]) == _modulo_eleven(key[:place], weights[-place:]) for place in (12, 13))


def is_nik(digits: str) -> bool:
    """An Indonesian identity number: province, date of birth (women's days are 41 to 71), serial."""
    if len(digits) != 16 or not _PROVINCE.match(digits) or digits[12:] == "0000":
        return False
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[2] in "01237"
        and digits[2:4] != "00"
        and digits[4:6] != "00"
    )


def is_clabe(digits: str) -> bool:
    """A Mexican bank account."""
    if len(digits) != 18 or not (
        digits[0] in "01" or digits[:3] in {"600", "601", "602", "605", "646", "638"} or digits[0] == "7"
    ):
        return False
    total = sum(int(each) * weight % 10 for each, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return int(digits[17]) == -total % 10


def is_curp(key: str) -> bool:
    """A Mexican person's registration."""
    if not _CURP.fullmatch(key):
        return False
    total = sum(_CURP_ALPHABET.index(each) * (18 - place) for place, each in enumerate(key[:17]))
    return int(key[17]) == -total % 10


def is_rfc(key: str) -> bool:
    """A Mexican tax number, of a person (13 characters) or a company (12)."""
    if not _RFC.fullmatch(key) or not _is_day(key[-9:-3]):
        return False
    padded = key.rjust(13)
    total = sum(_RFC_ALPHABET.index(each) * (13 - place) for place, each in enumerate(padded[:12]))
    expected = 11 - total % 11
    return key[-1] == {11: "0", 10: "A"}.get(expected, str(expected))


def is_iban(key: str) -> bool:
    """An international bank account number."""
    if not _IBAN.fullmatch(key) or _IBAN_LENGTHS.get(key[:2]) != len(key):
        return False
    return int("".join(str(int(each, 36)) for each in key[4:] + key[:4])) % 97 == 1


def is_indian(key: str) -> bool:
    """A company's tax number (GSTIN) or a bank branch (IFSC) in India."""
    return bool(_GSTIN.fullmatch(key) or _IFSC.fullmatch(key))


def is_russian_account(digits: str) -> bool:
    """A bank account of a person in Russia."""
    return len(digits) == 20 and digits.startswith(("40817", "40820", "40802", "42301"))


def is_boleto(digits: str) -> bool:
    """A Brazilian payment slip: its line of 47 digits (bank) or 48 (utilities), or its bar code of 44."""
    if len(digits) == 44:
        return digits[0] == "8" or digits[:3].lstrip("0") != ""
    if len(digits) == 47:
        return all(_modulo_ten(field) for field in (digits[:10], digits[10:21], digits[21:32]))
    return len(digits) == 48 and digits[0] == "8"


def is_turkish_identity(digits: str) -> bool:
    """A Turkish citizen's number."""
    if len(digits) != 11 or digits[0] == "0":
        return False
    values = [int(each) for each in digits]
    tenth = (sum(values[0:9:2]) * 7 - sum(values[1:8:2])) % 10
    return values[9] == tenth and values[10] == sum(values[:10]) % 10


def _modulo_eleven(text: str, weights: Iterable[int]) -> int:
    rest = sum((ord(each) - 48) * weight for each, weight in zip(text, weights, strict=True)) % 11
    return 0 if rest < 2 else 11 - rest


def _modulo_ten(field: str) -> bool:
    products = (int(each) * (2 if place % 2 else 1) for place, each in enumerate(reversed(field)))
    return sum(each // 10 + each % 10 for each in products) % 10 == 0


def _is_day(digits: str) -> bool:
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31
