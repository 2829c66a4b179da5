"""How a message reads as a whole, where its words alone leave in doubt whether it asks for a person.

A net with one hidden layer over the message's vector by `use`, beside what its words and letters say.
`tools/learn_wishes.py` learns it from the lines of the languages that `use` speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from loket.assistant.wish_likelihood import wish_likelihood
from loket.lib.embedding import SPOKEN_BY_USE, use
from loket.translation.detection import detect, primary

Floats = npt.NDArray[np.float32]

# Log-odds by words and letters. Below, a message asks for nobody however it reads; that is all but one or two of a
# hundred questions, which so are never embedded for this.
DOUBTFUL = -0.75
STRICTER = 0.4  # what reads like a wish must do so more plainly, for there are more lines of what only sounds like one


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


@lru_cache(maxsize=512)
def wish_score(text: str) -> float:
    """The logarithm of the odds that a message asks for a person: by its words, and in doubt by how it reads."""
    likelihood = wish_likelihood(text)
    if likelihood <= DOUBTFUL or primary(detect(text).language) not in SPOKEN_BY_USE:
        return likelihood
    (score,) = _net().score(use().embed([text]), np.array([likelihood], dtype=np.float32))
    return float(score) - STRICTER


@lru_cache(maxsize=1)
def _net() -> WishNet:
    with np.load(str(resources.files("loket.assistant") / "data" / "wishes.npz")) as stored:
        middle, inner, inner_bias, outer = (
            stored[name].astype(np.float32) for name in ("middle", "inner", "inner_bias", "outer")
        )
        return WishNet(middle, inner, inner_bias, outer, float(stored["likelihood"]), float(stored["net_bias"]))
