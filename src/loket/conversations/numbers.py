"""Case numbers that people read out: seven random characters and a check character.

The alphabet is Crockford's base 32 (no I, L, O, U). Its own check character needs five more symbols, so the
check here is Luhn modulo 32 (ISO/IEC 7812-1 annex B, carried to base 32): it finds every wrong character and
nearly every swap of neighbours.
"""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": ""})


def new_number() -> str:
    """A fresh random number with its check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_character(body)


def read_number(text: str) -> str | None:
    """What a person typed, as a number; None when it cannot be one."""
    number = text.strip().upper().translate(_READ_AS)
    if len(number) != LENGTH or any(character not in ALPHABET for character in number):
        return None
    return number if _check_character(number[:-1]) == number[-1] else None


def _check_character(body: str) -> str:
    total = 0
    for place, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if place % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]
