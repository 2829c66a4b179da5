"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many pieces the comparison goes by lines, which stays quick.
MOST_WORDS = 4000


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other, in order."""
    old, new = _pieces(before), _pieces(after)
    if len(old) + len(new) > 2 * MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [piece for piece in _steps(old, new) if piece.text]


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    steps: list[Piece] = []
    for name, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if name == "equal":
            steps.append(Piece("same", "".join(old[old_from:old_to])))
            continue
        steps.append(Piece("removed", "".join(old[old_from:old_to])))
        steps.append(Piece("added", "".join(new[new_from:new_to])))
    return steps


def _pieces(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
