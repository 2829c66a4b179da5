"""How likely a message is a wish for a person: a linear model over its words and letters, in any language.

Pieces of two to five letters, words, pairs and triples are hashed into buckets (Weinberger and others 2009), damped,
weighed by rarity, and brought to length one, letters and words apart. `tools/learn_wishes.py` learns the weights from
lists that were written for it in forty languages.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from loket.assistant.words import words

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

BUCKETS = 1 << 18
WORDS_READ = 120
LETTERS_OF_A_WORD = 40
PIECES = (2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class WishModel:
    """One weight and one rarity a bucket."""

    weights: Floats
    rarity: Floats
    bias: float

    def score(self, text: str) -> float:
        """The logarithm of the odds that the message asks for a person; 0 is as likely as not."""
        return self.bias + sum(
            float(self.weights[rows] @ values) for rows, values in (self.weigh(*block) for block in count_buckets(text))
        )

    def weigh(self, rows: Integers, counts: Floats) -> tuple[Integers, Floats]:
        """The buckets of a block with what each counts, together of length one."""
        values = counts * self.rarity[rows]
        return rows, np.asarray(values / max(float(np.linalg.norm(values)), 1e-9), dtype=np.float32)


@lru_cache(maxsize=512)
def wish_likelihood(text: str) -> float:
    """The logarithm of the odds that a message asks for a person, by its words and letters."""
    return _model().score(text)


def count_buckets(text: str) -> tuple[tuple[Integers, Floats], tuple[Integers, Floats]]:
    """The buckets of letters, and those of words, that stand in a text, each with its damped count."""
    found = words(text)[:WORDS_READ]
    return _counted(_letters(found)), _counted(_phrases(found))


def _counted(terms: Iterator[str]) -> tuple[Integers, Floats]:
    counts = Counter(zlib.crc32(term.encode("utf-8", "surrogatepass")) % BUCKETS for term in terms)
    rows = np.fromiter(counts, dtype=np.int64, count=len(counts))
    return rows, (1 + np.log(np.fromiter(counts.values(), dtype=np.float32, count=len(counts)))).astype(np.float32)


def _letters(found: list[str]) -> Iterator[str]:
    for word in found:
        edged = f" {word[:LETTERS_OF_A_WORD]} "
        for size in PIECES:
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def _phrases(found: list[str]) -> Iterator[str]:
    for word in found:
        yield f"1{word}"
    for left, right in pairwise(found):
        yield f"2{left} {right}"
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        yield f"3{first} {second} {third}"


@lru_cache(maxsize=1)
def _model() -> WishModel:
    with np.load(str(resources.files("loket.assistant") / "data" / "wishes.npz")) as stored:
        rarity = stored["rarity"].astype(np.float32)
        return WishModel(stored["weights"].astype(np.float32), rarity, float(stored["bias"]))
