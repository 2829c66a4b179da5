from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Option = TypeVar("Option")


class Dice:
    """Chance that falls the same way on every machine and in every version of Python."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311  the same shop everywhere, no secret

    def pick(self, options: Sequence[Option]) -> Option:
        """One of ``options``."""
        return options[self.whole(0, len(options) - 1)]

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` up to ``high``."""
        return low + self._random.random() * (high - low)

    def digits(self, length: int) -> str:
        """So many decimal digits."""
        return "".join(str(self.whole(0, 9)) for _place in range(length))

    def letters(self, length: int) -> str:
        """So many capital letters and digits that nobody confuses."""
        return "".join(self.pick("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _place in range(length))
