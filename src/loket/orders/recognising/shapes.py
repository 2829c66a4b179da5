"""How numbers are divided: by blanks and dashes as people divide one, or as several stand side by side."""

from __future__ import annotations

from loket.orders.recognising.carriers import carrier
from loket.orders.recognising.chains import Window
from loket.orders.recognising.documents import (
    is_card,
    is_clabe,
    is_cnpj,
    is_cpf,
    is_nik,
    is_russian_account,
    is_turkish_identity,
)
from loket.orders.recognising.phones import is_grouped_like_phone, is_phone

_POSTCODES = frozenset({(5, 3), (5, 4), (3, 3)})
_OTHER_SHAPES = frozenset({(3, 2, 4), (3, 3, 3), (3, 1, 2, 6, 1)})
_SHAPES = frozenset({(3, 7, 7), (2, 5, 5), (4, 5, 1)})


def is_whole(window: Window) -> bool:
    """Whether nobody would write several numbers like this: tied together, with letters, or in even groups."""
    if not window.is_loose:
        return True
    if not window.is_digits:
        return carrier(window.key) is not None or is_prefixed(window) or is_divided(window)
    return len(window.groups) >= 3 and len(window.key) >= 8 and is_evenly_grouped(window)


def is_in_long_parts(window: Window) -> bool:
    """Not as an address: "No. 45 RT 03 RW 05"."""
    parts = window.raw.split()[window.groups[0].isalpha() :]
    return not window.is_loose or is_prefixed(window) or min(map(len, parts), default=0) >= 3 or is_divided(window)


def is_initialled(window: Window) -> bool:
    """Whether two capitals begin a number in several parts, whatever word they could be: "AG-2026-00817-3"."""
    head, groups = window.groups[0], window.groups[1:]
    digits = "".join(groups)
    if window.is_loose or len(groups) < 2 or len(head) != 2 or not (head.isupper() and digits.isdigit()):
        return False
    return len(digits) >= 6 and not (is_grouped_like_phone(groups) or is_something_else(digits))


def is_divided(window: Window) -> bool:
    """Whether letters and digits stand in even groups: "2604 14UU 25RY JJ"."""
    parts = window.raw.split()
    if not window.raw.isupper() or len(parts[0]) < 3:
        return False
    if len(parts) == 2:
        is_lead = parts[0].isalpha() and len(parts[1]) >= 8
        return (
            "-" not in window.raw
            and (is_lead or min(map(len, parts)) >= 4)
            and window.groups[0].isalpha()
            and sum(map(str.isdigit, window.key)) >= 6
        )
    return is_evenly_grouped(window)


def is_prefixed(window: Window) -> bool:
    """Whether blanks divide a number that begins with letters: "LK 2026 00817 3"."""
    head, groups = window.groups[0], window.groups[1:]
    digits = "".join(groups)
    if not (
        head.isalpha()
        and digits.isdigit()
        and len(digits) >= (5 if window.is_glued else 8)
        and (head.isupper() or len(head) == 2)
    ):
        return False
    return window.is_glued or not (
        is_something_else(digits) or is_grouped_like_phone(groups) or (len(groups) == 1 and is_phone(digits))
    )


def is_evenly_grouped(window: Window) -> bool:
    """Whether blanks divide a number as people divide one: in threes and more, or digit by digit."""
    if not window.is_loose:
        return True
    lengths = list(map(len, window.raw.split()))
    if tuple(lengths) in _SHAPES:
        return True
    if max(lengths) == 1:
        return True
    return all(each == lengths[0] for each in lengths[1:-1]) and lengths[0] >= 3 and lengths[-1] <= max(lengths[0], 4)


def is_several(window: Window) -> bool:
    """Whether blanks divide what is too long in each part to be one number."""
    return window.is_loose and min(map(len, window.groups)) >= 6


def is_postcode(window: Window) -> bool:
    return not window.is_loose and tuple(map(len, window.groups)) in _POSTCODES


def is_unlike_others(window: Window) -> bool:
    return window.key[0] != "0" and tuple(map(len, window.groups)) not in _OTHER_SHAPES


def is_something_else(key: str) -> bool:
    """Whether the check digits of a document, card or account fit."""
    if is_russian_account(key):
        return True
    if not 11 <= len(key) <= 19:
        return False
    return is_cpf(key) or is_turkish_identity(key) or is_card(key) or is_nik(key) or is_clabe(key) or is_cnpj(key)
