"""How a placeholder is written for an engine, and read back; which one an engine keeps is a fact of the engine."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass

# The neutral one, in which parts are taken out and put back.
OPENS, CLOSES = "⟦", "⟧"
NEUTRAL = re.compile(rf"{OPENS}\s*(\d+)\s*{CLOSES}")


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to write placeholders; ``written`` and ``read`` undo each other where the engine kept them."""

    name: str
    written: Callable[[str], str]
    read: Callable[[str], str]


def placeholder(number: int) -> str:
    """The neutral placeholder of a part."""
    return f"{OPENS}{number}{CLOSES}"


def _as_letters(text: str) -> str:
    return NEUTRAL.sub(lambda found: f"XQ{found[1]}X", text)


def _from_letters(text: str) -> str:
    # Engines trained on sentences may set the letters apart or in small.
    return re.sub(r"XQ[ ]?(\d+)[ ]?X", lambda found: placeholder(int(found[1])), text, flags=re.IGNORECASE)


def _as_tags(text: str) -> str:
    return NEUTRAL.sub(lambda found: f'<x id="{found[1]}"/>', html.escape(text, quote=False))


def _from_tags(text: str) -> str:
    neutral = re.sub(r"<x\s+id=\"(\d+)\"\s*(?:/>|>\s*</x>)", lambda found: placeholder(int(found[1])), text)
    return html.unescape(neutral)


BRACKETS = Shape("brackets", str, str)
LETTERS = Shape("letters", _as_letters, _from_letters)
TAGS = Shape("tags", _as_tags, _from_tags)
