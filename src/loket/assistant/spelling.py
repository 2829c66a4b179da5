"""Words known in spite of one slip of the finger: a letter missing, doubled, wrong, or two swapped."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

LETTERS_FOR_A_SLIP = 5  # in shorter words one letter makes another word


class Spelling:
    """A set of folded words that forgives one slip in the longer ones."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._near: dict[str, frozenset[str]] = {}
        for word in self.words:
            if len(word) >= LETTERS_FOR_A_SLIP:
                for slip in _shortened(word):
                    self._near[slip] = self._near.get(slip, frozenset()) | {word}
        # The same few hundred words make up most messages.
        self._remembered = lru_cache(maxsize=8192)(self._look_up)

    def knows(self, word: str) -> bool:
        """Whether the word is one of these, or one slip away from one."""
        return self._remembered(word)

    def _look_up(self, word: str) -> bool:
        if word in self.words:
            return True
        if len(word) < LETTERS_FOR_A_SLIP - 1:
            return False
        return any(
            one_slip_apart(word, known) for slip in _shortened(word) for known in self._near.get(slip, frozenset())
        )


def one_slip_apart(left: str, right: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours swapped; the first letter must agree."""
    if left == right:
        return True
    if left[:1] != right[:1] or abs(len(left) - len(right)) > 1:
        return False
    start = _shared_start(left, right)
    left, right = left[start:], right[start:]
    end = _shared_start(left[::-1], right[::-1])
    left, right = left[: len(left) - end], right[: len(right) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


def _shared_start(left: str, right: str) -> int:
    shared = 0
    while shared < min(len(left), len(right)) and left[shared] == right[shared]:
        shared += 1
    return shared


def _shortened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
