"""How a message reads as a whole, where its words alone leave in doubt whether it asks for a person.

A net with one hidden layer over the message's vector, beside what its words and letters say: over that of `e5`, in any
language, where the installation has it, else over that of `use`, in the languages that it speaks.
`tools/learn_wishes.py` learns both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from loket.assistant.wish_likelihood import wish_likelihood
from loket.lib.embedding import SPOKEN_BY_USE, Embedder, e5, use
from loket.lib.engines import named_embedders
from loket.translation.detection import detect, primary

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WishNet:
    """The weights of the net; `likelihood` weighs what words and letters say."""

    middle: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    likelihood: float
    bias: float

    def score(self, vectors: Floats, likelihoods: Floats) -> Floats:
        """The logarithm of the odds that each message asks for a person."""
        hidden = np.maximum((vectors - self.middle) @ self.inner + self.inner_bias, 0)
        return np.asarray(hidden @ self.outer + likelihoods * self.likelihood + self.bias, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one engine is asked.

    `doubtful` are log-odds by words and letters: below, a message asks for nobody however it reads, so that all but a
    few of a hundred questions are never embedded for this. What reads like a wish must do so more plainly by
    `stricter`, for there are more lines of what only sounds like one.
    """

    engine: Callable[[], Embedder]
    doubtful: float
    stricter: float
    languages: frozenset[str] | None  # all

    def speaks(self, text: str) -> bool:
        return self.languages is None or primary(detect(text).language) in self.languages


READINGS = {
    "use": Reading(use, doubtful=-0.75, stricter=0.4, languages=SPOKEN_BY_USE),
    "e5": Reading(e5, doubtful=-0.75, stricter=0.0, languages=None),
}


def wish_score(text: str) -> float:
    """The logarithm of the odds that a message asks for a person: by its words, and in doubt by how it reads."""
    return read_wish(text, "e5" if "e5" in named_embedders() else "use")


@lru_cache(maxsize=512)
def read_wish(text: str, by: str) -> float:
    """The same by one engine, ``use`` or ``e5``."""
    reading, likelihood = READINGS[by], wish_likelihood(text)
    if likelihood <= reading.doubtful or not reading.speaks(text):
        return likelihood
    (score,) = _nets()[by].score(reading.engine().embed([text]), np.array([likelihood], dtype=np.float32))
    return float(score) - reading.stricter


@lru_cache(maxsize=1)
def _nets() -> dict[str, WishNet]:
    with np.load(str(resources.files("loket.assistant") / "data" / "wishes.npz")) as stored:
        return {name: _net({key: stored[f"{name}_{key}"] for key in WishNet.__slots__}) for name in READINGS}


def _net(stored: dict[str, npt.NDArray[np.generic]]) -> WishNet:
    middle, inner, inner_bias, outer = (
        stored[name].astype(np.float32) for name in ("middle", "inner", "inner_bias", "outer")
    )
    return WishNet(middle, inner, inner_bias, outer, float(stored["likelihood"]), float(stored["bias"]))
