"""Near-identical wordings are one: the same words, or so near in meaning that an editor would keep but one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from loket.assistant.words import fold
from loket.lib.embedding import Vectors

# "where is my order??" is .95 from "where is my order"; "how do I change it" .78 from "how do I cancel it".
SAME_WORDING = 0.9


class Wordings:
    """Wordings of one article in one language, each with its unit vector; grows as new ones are met."""

    def __init__(self, known: Iterable[tuple[str, Vectors]] = ()) -> None:
        self._places: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((0, 0), dtype=np.float32)
        self._count = 0
        for text, vector in known:
            self.add(text, vector)

    def add(self, text: str, vector: Vectors) -> int:
        """Note one more wording; returns its place."""
        if self._count == len(self._vectors):
            room = np.zeros((max(64, 2 * self._count), len(vector)), dtype=np.float32)
            room[: self._count] = self._vectors[: self._count] if self._count else room[:0]
            self._vectors = room
        self._vectors[self._count] = vector
        self._count += 1
        return self._places.setdefault(fold(text), self._count - 1)

    def find(self, text: str, vector: Vectors) -> int | None:
        """The place of the wording that says the same; None where there is none."""
        same = self._places.get(fold(text))
        if same is not None or not self._count:
            return same
        likeness = self._vectors[: self._count] @ vector
        nearest = int(likeness.argmax())
        return nearest if likeness[nearest] >= SAME_WORDING else None


def typical_wordings(asked: Sequence[tuple[str, object]]) -> list[str]:
    """Each wording once, those nearest to all others first."""
    if not asked:
        return []
    vectors = np.array([vector for _text, vector in asked], dtype=np.float32)
    order = np.argsort(-(vectors @ vectors.mean(axis=0)), kind="stable")
    met = Wordings()
    kept: list[str] = []
    for place in order:
        text, vector = asked[place][0], vectors[place]
        if met.find(text, vector) is None:
            met.add(text, vector)
            kept.append(text)
    return kept
