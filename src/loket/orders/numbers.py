"""Numbers as people type them: with spaces, dashes, "#", in their own script's digits."""

from __future__ import annotations

import unicodedata


def number_key(text: str) -> str:
    """Letters and digits alone, in upper case, digits of every script as ASCII; what numbers are compared by."""
    kept = []
    for character in unicodedata.normalize("NFKC", text):
        if character.isdecimal():
            kept.append(str(unicodedata.decimal(character)))
        elif character.isalnum():
            kept.append(character.upper())
    return "".join(kept)
