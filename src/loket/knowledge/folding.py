"""Text as the full-text index sees it: one case, no accents; the same on both sides of a search."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from loket.people.language import primary

# The dictionaries that PostgreSQL brings and that bear the loss of accents.
_DICTIONARIES = {
    "en": "english", "pt": "portuguese", "id": "indonesian", "ms": "indonesian", "es": "spanish",
    "fr": "french", "de": "german", "it": "italian", "nl": "dutch",
}  # fmt: skip
WORDS_SEARCHED = 16
LETTERS_IN_A_WORD = 40

# Scripts written without blanks: every sign is searched as a word of its own.
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f])"
)
_JOINERS = frozenset("'’`´ʼ")


def dictionary_for(language: str) -> str:
    """The name of PostgreSQL's text search configuration for a language tag."""
    return _DICTIONARIES.get(primary(language), "simple")


def fold(text: str) -> str:
    """Lower case without accents; letters and digits only, words parted by single blanks."""
    # Ornamental letters become plain ones only by decomposing, which may leave capitals.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = unicodedata.normalize("NFC", "".join(map(_plain, decomposed)))
    return " ".join(_UNSPACED.sub(r" \1 ", plain).split())


def prefix_query(text: str) -> str:
    """What ``to_tsquery`` takes: any of the words, the last of them perhaps not typed to its end; may be empty."""
    words = [word[:LETTERS_IN_A_WORD] for word in fold(text).split()[:WORDS_SEARCHED]]
    if not words:
        return ""
    *whole, last = [f"'{word}'" for word in words]
    return " | ".join([*whole, f"{last}:*"])


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    if character in _JOINERS:
        return ""
    category = unicodedata.category(character)
    if category == "Mn" and unicodedata.combining(character):
        return ""
    return character if category[0] in "LNM" else " "
