"""Fold text to what people meant to type: one case, no accents, no decoration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

CHARACTERS_UNDERSTOOD = 2_000

_STRETCHED = re.compile(r"(.)\1{2,}")
# Apostrophes join ("don't" is one word); every other mark parts words.
_JOINERS = frozenset("'’`´ʼ")


def capped(text: str) -> str:
    """As much of a message as is needed to understand it, without what no one can read."""
    return "".join(c for c in text[:CHARACTERS_UNDERSTOOD] if unicodedata.category(c) != "Cs").replace("\0", " ")


@lru_cache(maxsize=2_048)
def fold(text: str) -> str:
    """Lower case, no accents, words parted by single blanks, stretched letters shortened to two."""
    decomposed = unicodedata.normalize("NFKD", text[:CHARACTERS_UNDERSTOOD].casefold())
    plain = "".join(map(_plain, decomposed))
    return _STRETCHED.sub(r"\1\1", unicodedata.normalize("NFC", " ".join(plain.split())))


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character in _JOINERS:
        return ""
    category = unicodedata.category(character)
    if category == "Mn":
        return ""
    return character if category[0] in "LNM" else " "
