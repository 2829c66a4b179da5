"""Under which key an approved translation is found again: the same words, whatever numbers and names stand in them."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from uuid import UUID

from loket.translation.finding import SPACED
from loket.translation.protecting import Protected
from loket.translation.shapes import NEUTRAL, placeholder

# What a customer may be known by is never kept letter by letter.
PERSONAL = frozenset({"link", "email", "phone", "code", "number", "handle", "name"})


def slotted_digest(protected: Protected) -> UUID:
    """The key under which another text with other parts of the same kinds, and the same repetitions, is found too."""
    texts = [part.text for part in protected.parts]
    slots = [f"⟦{part.kind} {texts.index(part.text)}⟧" for part in protected.parts]
    return _digest("slots", NEUTRAL.sub(lambda found: slots[int(found[1]) - 1], protected.text))


def literal_digest(text: str) -> UUID:
    """The key of this very text."""
    return _digest("text", text)


def slotted_target(target: str, protected: Protected) -> str | None:
    """The approved translation with the same slots; None where it does not hold each part as often as the source."""
    numbers: dict[str, list[int]] = {}
    for number, part in enumerate(protected.parts, start=1):
        numbers.setdefault(part.text, []).append(number)
    # Longest first, for one part may stand within another.
    for text in sorted(numbers, key=len, reverse=True):
        pieces = re.split(rf"(?<!{SPACED}){re.escape(text)}(?!{SPACED})", target)
        if len(pieces) != len(numbers[text]) + 1:
            return None
        slots = [*map(placeholder, numbers[text]), ""]
        target = "".join(f"{piece}{slot}" for piece, slot in zip(pieces, slots, strict=True))
    return target


def _digest(way: str, text: str) -> UUID:
    normalised = "\n".join(" ".join(line.split()) for line in unicodedata.normalize("NFC", text).strip().split("\n"))
    return UUID(bytes=blake2b(f"{way}\n{normalised.casefold()}".encode(), digest_size=16).digest())
