"""Writing systems: which one a letter belongs to, and which languages are written in it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Latin is written by all others.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "LATIN": (), "ARABIC": ("ar", "fa", "ur"), "CYRILLIC": ("ru", "uk", "bg", "sr", "be", "kk", "mk"),
    "GREEK": ("el",), "HEBREW": ("he",), "DEVANAGARI": ("hi", "mr", "ne"), "BENGALI": ("bn",), "THAI": ("th",),
    "HANGUL": ("ko",), "HIRAGANA": ("ja",), "KATAKANA": ("ja",), "CJK": ("zh", "ja"), "GEORGIAN": ("ka",),
    "ARMENIAN": ("hy",), "TAMIL": ("ta",), "TELUGU": ("te",), "GUJARATI": ("gu",), "GURMUKHI": ("pa",),
    "KANNADA": ("kn",), "MALAYALAM": ("ml",), "ETHIOPIC": ("am",), "LAO": ("lo",), "ORIYA": ("or",),
    "KHMER": ("km",), "MYANMAR": ("my",), "SINHALA": ("si",),
}  # fmt: skip
UNSPACED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The name of a letter's script, empty for what is no letter or of a script not listed."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").split(" ")[0]
    return name if name in SCRIPTS else ""
