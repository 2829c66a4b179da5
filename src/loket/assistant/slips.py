"""Texts as a hurried thumb would type them: made for calibration, always the same for the same text."""

from __future__ import annotations

import random

SLIPS = 2
_NEIGHBOURS = {"a": "s", "e": "r", "i": "o", "o": "p", "u": "y", "n": "m", "t": "r", "s": "a", "r": "t", "d": "f"}


def with_slips(text: str) -> str:
    """The text with two letters dropped, doubled, swapped or mistaken for a neighbour, never the first of a word."""
    # Chance decides what is misspelt, not who gets in: no need for a secure source.
    chance = random.Random(text)  # noqa: S311
    letters = list(text)
    for _ in range(SLIPS):
        places = [
            place for place in range(1, len(letters) - 1) if letters[place].isalpha() and letters[place - 1].isalpha()
        ]
        if places:
            _slip(letters, chance.choice(places), chance)
    return "".join(letters)


def _slip(letters: list[str], place: int, chance: random.Random) -> None:
    match chance.randrange(4):
        case 0:
            del letters[place]
        case 1:
            letters.insert(place, letters[place])
        case 2:
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
        case _:
            letters[place] = _NEIGHBOURS.get(letters[place].lower(), letters[place - 1])
