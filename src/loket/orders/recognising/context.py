"""What stands around a number: the words beside it, a "#", and whether it is all that a message says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loket.orders.recognising.words import Said


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a chain: the words, a "#", and whether it is all that the message says."""

    before: Said
    after: Said
    is_marked: bool = False
    is_alone: bool = False
    # The sentence speaks of a parcel or courier, and of no phone.
    is_about_parcel: Callable[[], bool] = bool

    @property
    def names_order(self) -> bool:
        """Whether a word right beside it says order or parcel."""
        return _names(self.before) or (not (self._is_bound and not self._is_overruled) and _names(self.after))

    @property
    def other(self) -> str:
        """What else a word right beside it says it is, or nothing; units stand after their number."""
        for said in (self.after,) if self._is_overruled else (self.before, self.after):
            if said.is_linked and said.meaning and not (said is self.before and said.meaning == "unit"):
                return "" if _names(said) else said.meaning
        return ""

    @property
    def _is_overruled(self) -> bool:
        """Whether what follows names an order, and what went before was another thought: "with my card 5 order"."""
        return self.before.meaning in {"card", "money", "unit"} and _names(self.after)

    @property
    def is_numbered(self) -> bool:
        """Whether a "#" stands before it that is not a house's or a complaint's."""
        is_of_street = self.before.meaning == "postcode" and self.before.is_in_sentence
        return self.is_marked and not self.other and not is_of_street

    @property
    def _is_bound(self) -> bool:
        return self.before.is_linked and self.before.meaning is not None

    @property
    def speaks_of_order(self) -> bool:
        """Whether an order or a parcel is spoken of near it."""
        before = self.before
        return (before.meaning in {"order", "tracking"} and before.is_in_sentence) or _names(self.after)


def _names(said: Said) -> bool:
    return said.is_linked and said.meaning in {"order", "tracking"}
