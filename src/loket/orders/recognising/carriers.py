"""Tracking numbers: which carrier writes a number like this one. Arguments are digits and capitals."""

from __future__ import annotations

import re

_POSTAL = re.compile(r"[A-Z]{2}\d{9}([A-Z]{2})")
# Countries whose posts are met on parcels; elsewhere the check digit must fit.
_CODES = (
    "AE AR AT AU BD BE BG BR BY CA CH CL CN CO CZ DE DK EC EE EG ES FI FR GB GR HK HR HU ID IE IL IN IT "
    "JO JP KE KH KR KW KZ LB LK LT LU LV LY MA MM MX MY NG NL NO NZ OM PE PH PK PL PT QA RO RS RU SA SE "
    "SG SI SK TH TN TR TW UA US UY UZ VN YP ZA "
)
_COUNTRIES = frozenset(_CODES.split())
_LETTERED = {
    "UPS": r"1Z[A-Z0-9]{15}\d",
    "4PX": r"4PX\d{10,16}(?:[A-Z]{2})?",
    "YunExpress": r"YT\d{14,18}",
    "Cainiao": r"(?:LP|CN|AE|CAINIAO|SYAE|AEBR|CNG|CNBR|CNMX|CNID|NNR|LB|UK|ALS|YP)\d{8,18}(?:[A-Z]{2,5})?",
    "SF Express": r"SF\d{10,15}",
    "J&T": r"(?:JP|JT|JD|JX|JO|JB|JZ|JN|JNTID|JTE|JTID)\d{8,15}",
    "JNE": r"(?:JNE[A-Z]{0,2}|JNAP|TLJ[A-Z]{1,2}|CGK[A-Z0-9]{1,2}|CM|SOC[A-Z]{1,2}|BDO[A-Z0-9]{1,2}|TG)\d{8,16}",
    "SiCepat": r"(?:SCP|SICEPAT|TKP01|TKSC)[A-Z0-9]{0,3}\d{8,14}",
    "DHL": r"(?:GM|JJD|JVGL|LX|RX|DHL|3S|DE|WX)\d{8,20}|JJD\d{2}[A-Z0-9]{12,20}|3S[A-Z]{4}\d{6,12}",
    "FedEx": r"(?:DT|FDX|FX)\d{12}",
    "Shopee Xpress": r"(?:SPX[A-Z]{2}|SPEX|BR)\d{10,16}[A-Z]?",
    "Amazon": r"TB[ACM]\d{12}",
    "Ninja Van": r"(?:NV|NJV|NLID[A-Z]{0,4}|NVID[A-Z]{0,6})\d{8,14}",
    "AnterAja": r"(?:IDE|IDS|TSA|ID)\d{10,14}",
    "Estafeta": r"\d{3}[A-Z0-9]{3}\d{16}|[A-Z]{2,3}\d{19,20}",
}
_NAMES = tuple(_LETTERED)
_ANY_LETTERED = re.compile("|".join(f"({pattern})" for pattern in _LETTERED.values()))
_DIGITS = frozenset("0123456789")


def carrier(key: str) -> str | None:
    """The carrier whose numbers look like ``key``, or None where none surely does."""
    if _DIGITS.issuperset(key):
        return _of_digits(key)
    postal = _POSTAL.fullmatch(key)
    if postal:
        country = postal.group(1)
        known = country in _COUNTRIES or is_postal(key)
        return ("Correios" if country == "BR" else "post") if known else None
    lettered = _ANY_LETTERED.fullmatch(key)
    return _NAMES[lettered.lastindex - 1] if lettered and lettered.lastindex else None


def is_postal(key: str) -> bool:
    """An item of the posts with a correct check digit (UPU S10)."""
    if not _POSTAL.fullmatch(key):
        return False
    total = sum(int(each) * weight for each, weight in zip(key[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return int(key[10]) == {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)


def is_ups(key: str) -> bool:
    """A parcel of UPS with a correct check digit."""
    if not re.fullmatch(r"1Z[A-Z0-9]{15}\d", key):
        return False
    values = [int(each) if each in _DIGITS else (ord(each) - 63) % 10 for each in key[2:17]]
    return int(key[17]) == -(sum(values[0::2]) + 2 * sum(values[1::2])) % 10


def is_fedex(digits: str) -> bool:
    """A parcel of FedEx: 12 digits (Express) or 15 (Ground) with a correct check digit."""
    if len(digits) == 12:
        total = (
            sum(int(each) * weight for each, weight in zip(digits, (3, 1, 7) * 4, strict=True)) - int(digits[11]) * 7
        )
        return int(digits[11]) == total % 11 % 10
    return len(digits) == 15 and digits[0] == "9" and _is_alternating(digits)


def is_usps(digits: str) -> bool:
    """A parcel of USPS: 20 or 22 digits with a correct check digit."""
    return (
        len(digits) in {20, 22}
        and digits[:2] in {"92", "93", "94", "95", "91", "82", "70", "23"}
        and _is_alternating(digits)
    )


def is_dhl(digits: str) -> bool:
    """An Express shipment of DHL: ten digits, the last one the rest of the others by seven."""
    return len(digits) == 10 and int(digits[:9]) % 7 == int(digits[9])


def _of_digits(digits: str) -> str | None:
    """Only what hardly anything else is."""
    if is_usps(digits):
        return "USPS"
    if is_fedex(digits):
        return "FedEx"
    # With the addressee's postcode in front.
    if len(digits) == 30 and digits.startswith("420"):
        return "USPS"
    if len(digits) == 12 and digits.startswith("00"):
        return "SiCepat"
    if len(digits) == 15 and digits.startswith("888"):
        return "J&T"
    if len(digits) == 22:
        return "Estafeta"
    if len(digits) == 20 and digits.startswith("00"):
        return "DHL"
    return None


def _is_alternating(digits: str) -> bool:
    """The check of GS1: every second digit from the right weighs three."""
    total = sum(int(each) * (3 if place % 2 else 1) for place, each in enumerate(reversed(digits)))
    return total % 10 == 0
