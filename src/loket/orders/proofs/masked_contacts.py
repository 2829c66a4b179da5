"""Contacts of which a page shows just enough to be recognised by whoever knows them.

Only for somebody who has proven the order or whom the shop vouched for: to anybody else even this would tell much.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_HIDDEN = "•"
_NOT_DIGITS = re.compile(r"[^\d]+")
# Calling codes of one and of two digits (ITU-T E.164); all others have three.
_ONE_DIGIT = ("1", "7")
_TWO_DIGITS = re.compile(r"2[07]|3[0-46-9]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
_DIGITS_SHOWN = 2
_FEWEST_DIGITS = 6
_POSTCODE_SHOWN = 2


def masked_contacts(*, phone: str = "", email: str = "") -> tuple[str, ...]:
    """Where something went, masked; nothing for what is empty."""
    return tuple(each for each in (masked_phone(phone), masked_email(email)) if each)


def masked_email(email: str) -> str:
    """First letters and the last part of the domain: ``b•••@b•••.example``; how long the rest is does not show."""
    name, at, domain = email.strip().rpartition("@")
    if not at:
        return _hidden(email)
    host, dot, ending = domain.rpartition(".")
    return f"{_hidden(name)}@{_hidden(host)}{dot}{ending}" if dot else f"{_hidden(name)}@{_hidden(domain)}"


def masked_phone(phone: str) -> str:
    """Calling code and last two digits, in the groups in which it was written: ``+55 •• ••••• ••17``."""
    written = phone.strip()
    groups = [each for each in _NOT_DIGITS.split(written) if each]
    if not groups:
        return _hidden(written)
    calling_code = _calling_code("".join(groups)) if written.startswith("+") else ""
    return " ".join(([f"+{calling_code}"] if calling_code else []) + _masked_groups(groups, len(calling_code)))


def masked_postal_address(address: Mapping[str, Any]) -> str:
    """First word, city and how the postcode begins: ``Rua •••, Recife, 50•••``; empty where nothing is known."""
    lines, postcode = address.get("lines"), str(address.get("postcode") or "").strip()
    street = next(iter(str(lines[0]).split()), "") if isinstance(lines, list) and lines else ""
    shown = (
        f"{street} {_HIDDEN * 3}" if street else "",
        str(address.get("city") or "").strip(),
        f"{postcode[:_POSTCODE_SHOWN]}{_HIDDEN * 3}" if postcode else "",
    )
    return ", ".join(each for each in shown if each)


def _masked_groups(groups: list[str], skipped: int) -> list[str]:
    """All digits hidden but the last two; the first ``skipped`` ones are left out."""
    total = sum(map(len, groups))
    shown_from = total - _DIGITS_SHOWN if total - skipped >= _FEWEST_DIGITS else total
    masked, place = [], 0
    for group in groups:
        kept = [
            digit if index >= shown_from else _HIDDEN for index, digit in enumerate(group, place) if index >= skipped
        ]
        place += len(group)
        masked.append("".join(kept))
    return [each for each in masked if each]


def _calling_code(digits: str) -> str:
    if digits.startswith(_ONE_DIGIT):
        return digits[:1]
    return digits[:2] if _TWO_DIGITS.match(digits) else digits[:3]


def _hidden(text: str) -> str:
    return f"{text[0]}{_HIDDEN * 3}" if text else ""
