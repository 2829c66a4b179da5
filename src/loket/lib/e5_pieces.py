"""Cut text into the pieces that multilingual-e5-small knows: the likeliest way, word by word."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from loket.lib.e5_file import Pieces

BLANK = "\u2581"  # how the pieces spell the blank before a word
WORDS_REMEMBERED = 16_384
UNKNOWN_COSTS = 10.0  # more than the unlikeliest piece

_BLANKS = re.compile(" +")
_WORDS = re.compile(f"{BLANK}[^{BLANK}]*")


class PieceCutter:
    """Cuts texts; a piece is known by its hash, for a dictionary of 250,000 would cost ten times the memory."""

    def __init__(self, pieces: Pieces) -> None:
        hashes = np.fromiter(map(_hash, pieces.texts), dtype=np.int64, count=len(pieces.texts))
        self._numbers = np.argsort(hashes).astype(np.int32)
        self._hashes = hashes[self._numbers]
        self._scores = pieces.scores
        self._unknown = pieces.unknown
        self._unknown_score = float(pieces.scores.min()) - UNKNOWN_COSTS
        self._longest = max(map(len, pieces.texts))
        self._read_as = pieces.read_as
        # The same few thousand words make up most messages.
        self._word = lru_cache(maxsize=WORDS_REMEMBERED)(self._cut_word)

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces; no piece goes beyond a word."""
        read = _BLANKS.sub(BLANK, text.translate(self._read_as))
        whole = read if read.startswith(BLANK) else BLANK + read
        return [number for word in _WORDS.findall(whole) for number in self._word(word)]

    def _cut_word(self, word: str) -> tuple[int, ...]:
        """The way with the best sum of scores (Viterbi); a letter in no piece stands alone as unknown."""
        spans = [
            (start, end)
            for start in range(len(word))
            for end in range(start + 1, min(start + self._longest, len(word)) + 1)
        ]
        best = [0.0, *[-np.inf] * len(word)]
        came_from = [(0, self._unknown)] * (len(word) + 1)
        for (start, end), number in zip(spans, self._look_up([word[start:end] for start, end in spans]), strict=True):
            score = self._unknown_score if number < 0 else float(self._scores[number])
            if (number >= 0 or end == start + 1) and best[start] + score > best[end]:
                best[end] = best[start] + score
                came_from[end] = (start, self._unknown if number < 0 else number)
        found = []
        end = len(word)
        while end:
            end, number = came_from[end]
            found.append(number)
        return tuple(reversed(found))

    def _look_up(self, parts: list[str]) -> list[int]:
        """The number of each part that is a piece, else -1."""
        hashes = np.fromiter(map(_hash, parts), dtype=np.int64, count=len(parts))
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        numbers = np.where(self._hashes[places] == hashes, self._numbers[places], -1)
        return [-1 if number == self._unknown else number for number in numbers.tolist()]


def _hash(text: str) -> int:
    """Of its bytes: as strings, two Latin letters and one Chinese character may lie alike in memory and hash alike."""
    return hash(text.encode("utf-8", "surrogatepass"))
