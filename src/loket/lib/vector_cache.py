"""Keep vectors on disk by the hash of their text, so that a restart embeds nothing twice."""

from __future__ import annotations

import hashlib
import os
import tempfile
import threading
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from loket.lib.embedding import Embedder, Vectors

SHARDS_BEFORE_MERGING = 16
TEXTS_A_STEP = 128

Progress = Callable[[int, int], None]


class VectorCache:
    """Vectors of one directory; several processes may share it, each writes shards of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._known: dict[str, dict[bytes, Vectors]] = {}
        self._lock = threading.Lock()

    def vectors(self, texts: Sequence[str], embedder: Embedder, *, progress: Progress | None = None) -> Vectors:
        """Return one vector a text, embedding only those never seen before; `progress(done, total)` counts these."""
        with self._lock:
            known = self._loaded(embedder)
            keys = [_key(text) for text in texts]
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for start in range(0, len(missing), TEXTS_A_STEP):
                # Stored step by step: who is killed on the way goes on from there.
                step = dict(list(missing.items())[start : start + TEXTS_A_STEP])
                fresh = dict(zip(step, embedder.embed(list(step.values())), strict=True))
                known.update(fresh)
                self._store(embedder, fresh)
                if progress is not None:
                    progress(start + len(step), len(missing))
            if not keys:
                return np.zeros((0, embedder.dimensions), dtype=np.float32)
            return np.stack([known[key] for key in keys])

    def missing(self, texts: Sequence[str], engine: str) -> int:
        """How many of the texts have no vector of this engine yet, as far as the files on disk tell now."""
        stored = {key for shard in self._shards(engine) for key in _read_keys(shard)}
        return sum(1 for text in dict.fromkeys(texts) if _key(text) not in stored)

    def listing(self, engine: str) -> tuple[str, ...]:
        """The names of the engine's files; as long as they stay the same, so does what they hold."""
        return tuple(shard.name for shard in self._shards(engine))

    def _loaded(self, embedder: Embedder) -> dict[bytes, Vectors]:
        if embedder.name not in self._known:
            self._known[embedder.name] = {
                key: vector
                for shard in self._shards(embedder.name)
                for key, vector in _read_shard(shard).items()
                if len(vector) == embedder.dimensions
            }
        return self._known[embedder.name]

    def _shards(self, engine: str) -> list[Path]:
        return sorted(self.directory.glob(f"{engine}-*.npz"))

    def _store(self, embedder: Embedder, fresh: dict[bytes, Vectors]) -> None:
        self.directory.mkdir(parents=True, exist_ok=True)
        old = self._shards(embedder.name)
        if len(old) < SHARDS_BEFORE_MERGING:
            self._write_shard(embedder, fresh)
            return
        # Others may have stored since we read: all that is there goes into the one file.
        stored = {key: vector for shard in old for key, vector in _read_shard(shard).items()}
        self._write_shard(embedder, {**stored, **self._known[embedder.name]})
        for shard in old:
            shard.unlink(missing_ok=True)

    def _write_shard(self, embedder: Embedder, vectors: dict[bytes, Vectors]) -> None:
        keys = np.frombuffer(b"".join(vectors), dtype=np.uint8).reshape(len(vectors), -1)
        digest = hashlib.sha256(keys.tobytes()).hexdigest()[:24]
        # A reader must never meet half a file, so it appears under its name in one step.
        with tempfile.NamedTemporaryFile(dir=self.directory, suffix=".part", delete=False) as file:
            np.savez(file, keys=keys, vectors=np.stack(list(vectors.values())))
        os.replace(file.name, self.directory / f"{embedder.name}-{digest}.npz")


def embed_all(texts: Sequence[str], embedder: Embedder, *, progress: Progress | None = None) -> Vectors:
    """Embed many texts in steps, telling `progress(done, total)` after each."""
    parts = []
    for start in range(0, len(texts), TEXTS_A_STEP):
        parts.append(embedder.embed(texts[start : start + TEXTS_A_STEP]))
        if progress is not None:
            progress(min(start + TEXTS_A_STEP, len(texts)), len(texts))
    return np.vstack(parts) if parts else np.zeros((0, embedder.dimensions), dtype=np.float32)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:16]


def _read_keys(shard: Path) -> list[bytes]:
    """Which texts one file knows, without reading their vectors."""
    try:
        with np.load(shard) as stored:
            return [key.tobytes() for key in stored["keys"]]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return []


def _read_shard(shard: Path) -> dict[bytes, Vectors]:
    """Read one file of vectors; a damaged one is removed, for its texts can be embedded again."""
    try:
        with np.load(shard) as stored:
            keys, vectors = stored["keys"], stored["vectors"].astype(np.float32)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        shard.unlink(missing_ok=True)
        return {}
    if vectors.ndim != 2 or len(vectors) != len(keys):
        shard.unlink(missing_ok=True)
        return {}
    return {key.tobytes(): vector for key, vector in zip(keys, vectors, strict=True)}
