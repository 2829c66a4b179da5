"""Are two texts the same to a reader?"""

from __future__ import annotations

from difflib import SequenceMatcher

from loket.assistant.words import fold

SAME = 0.9


def is_same(left: str, right: str) -> bool:
    """Whether two texts are more than nine tenths alike, letter by letter, whatever their case and accents."""
    first, second = fold(left), fold(right)
    if first == second:
        return True
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() > SAME and matcher.quick_ratio() > SAME and matcher.ratio() > SAME
