"""Phone numbers without a plus: by how countries group them, and by their numbering plans."""

from __future__ import annotations

import re

_GROUPINGS = frozenset(
    {
        *((3, 3, 4), (1, 3, 3, 4), (2, 4, 4), (2, 5, 4), (2, 9), (2, 2, 5, 4), (2, 2, 4, 4), (2, 2, 9), (2, 1, 4, 4)),
        *((3, 4, 4), (5, 5), (3, 3, 2, 2), (4, 3, 2, 2), (1, 3, 3, 2, 2), (4, 3, 3), (2, 3, 4, 4), (2, 3, 3, 4)),
        *(
            (2, 1, 2, 4, 4),
            (3, 4),
            (2, 3, 3, 2, 2),
            (2, 3, 3, 4),
            (2, 4, 3, 3),
            (2, 8),
            (4, 5, 4),
            (4, 9),
            (5, 6),
            (3, 3, 3),
        ),
    }
)
# National mobile numbers, and the same with a country's code in front.
_PLAN = re.compile(
    r"[1-9][1-9]9\d{8}|[1-9][1-9][2-5]\d{7}|55[1-9][1-9]9?\d{8}"  # Brazil
    r"|08[1-9]\d{7,10}|8[1-9]\d{7,9}|628[1-9]\d{7,10}"  # Indonesia
    r"|521?[1-9]\d{9}|1?[2-9]\d{2}[2-9]\d{6}|[1-9]\d{9}"  # Mexico, North America
    r"|0?5[0-6]\d{8}|905[0-6]\d{8}"  # Türkiye
    r"|[78]9\d{9}"  # Russia
    r"|(?:86)?1[3-9]\d{9}"  # China
    r"|(?:91)?[6-9]\d{9}"  # India
    r"|01[5-7]\d{8,9}|491[5-7]\d{8,9}"  # Germany
    r"|05\d{8}|9665\d{8}|9715\d{8}|01[0125]\d{8}|201[0125]\d{8}"  # Arabia, Emirates, Egypt
    r"|34[67]\d{8}|[67]\d{8}"  # Spain
)


def is_grouped_like_phone(groups: tuple[str, ...]) -> bool:
    """Whether digits stand in groups as phone numbers are written."""
    if len(groups) < 2:
        return False
    digits = "".join(groups)
    if digits.startswith("00"):
        return False
    if tuple(map(len, groups)) in _GROUPINGS:
        return True
    return digits[0] == "0" and 9 <= len(digits) <= 13 and 3 <= len(groups[0]) <= 5


def is_phone(digits: str) -> bool:
    """Whether digits written together fit a country's numbering plan."""
    return bool(_PLAN.fullmatch(digits))
