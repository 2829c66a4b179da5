"""The articles' texts as one engine sees them, each language brought to the same middle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.lib.embedding import Embedder, Vectors
from loket.lib.vector_cache import Progress, VectorCache, embed_all

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

# The mean of few texts is their subject, not their language: it counts fully only among many more than this.
TEXTS_FOR_HALF_A_MEAN = 20


@dataclass(frozen=True, slots=True)
class Engine:
    """One embedder with the centred vectors of all texts; `lengths` is what centring left of each."""

    embedder: Embedder
    vectors: Vectors
    lengths: Floats
    means: dict[str, Floats]
    middle: Floats

    @property
    def name(self) -> str:
        return self.embedder.name

    def vector(self, text: str) -> Floats:
        """A question's unit vector as the embedder gives it."""
        return np.asarray(self.embedder.embed([text])[0], dtype=np.float32)

    def centred(self, vector: Floats, language: str) -> Floats:
        """A question's vector with the mean of its language taken away, of length one again."""
        moved = vector - self.means.get(language, self.middle)
        return np.asarray(moved / max(float(np.linalg.norm(moved)), 1e-9), dtype=np.float32)

    def as_embedded(self, row: int, language: str) -> Floats:
        """The vector of one of the texts as it was before centring."""
        return np.asarray(self.vectors[row] * self.lengths[row] + self.means[language], dtype=np.float32)


def mean_likeness(engines: Sequence[Engine], rows: Integers) -> Floats:
    """The cosine between each of these texts and all texts, the mean of the engines."""
    total = sum(engine.vectors[rows] @ engine.vectors.T for engine in engines)
    return np.asarray(total / np.float32(len(engines)), dtype=np.float32)


def build_engine(
    texts: Sequence[str],
    languages: Sequence[str],
    embedder: Embedder,
    *,
    cache: VectorCache | None,
    progress: Progress | None = None,
) -> Engine:
    """Embed the texts (or take them from the cache), and subtract each language's mean."""
    raw = (
        cache.vectors(texts, embedder, progress=progress)
        if cache is not None
        else embed_all(texts, embedder, progress=progress)
    )
    names = np.array(languages, dtype=object)
    means = {language: _shrunk_mean(raw[names == language]) for language in dict.fromkeys(languages)}
    moved = raw.copy()
    for language, mean in means.items():
        moved[names == language] -= mean
    lengths = np.maximum(np.linalg.norm(moved, axis=1), 1e-9).astype(np.float32)
    return Engine(embedder, moved / lengths[:, None], lengths, means, _middle(means, embedder))


def _shrunk_mean(vectors: Vectors) -> Floats:
    return np.asarray(vectors.sum(axis=0) / (len(vectors) + TEXTS_FOR_HALF_A_MEAN), dtype=np.float32)


def _middle(means: dict[str, Floats], embedder: Embedder) -> Floats:
    if not means:
        return np.zeros(embedder.dimensions, dtype=np.float32)
    return np.asarray(np.mean(list(means.values()), axis=0), dtype=np.float32)
