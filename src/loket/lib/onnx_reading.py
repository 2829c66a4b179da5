"""Read the parts of a stored model (see `onnx_writing`) without loading what is not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_KINDS = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64}
_SIZE, _KIND, _FLOATS, _INTEGERS, _RAW = 1, 2, 4, 5, 9
_VARIABLE, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5


@dataclass(frozen=True, slots=True)
class StoredModel:
    """Nodes, weights by name, and sets of operators, each as it was written; views of a file that stays on disk."""

    nodes: tuple[memoryview, ...]
    weights: Mapping[str, memoryview]
    operators: tuple[memoryview, ...]

    def array(self, name: str) -> Array:
        """One of the weights."""
        sizes: list[int] = []
        kind, content = 0, b""
        for field, value in _fields(self.weights[name]):
            if field == _SIZE:
                sizes.append(value)
            elif field == _KIND:
                kind = value
            elif field in {_FLOATS, _RAW}:
                content = value
            elif field == _INTEGERS:
                content = np.array(_integers(value), dtype=_KINDS[kind]).tobytes()
        return np.frombuffer(content, dtype=_KINDS[kind]).reshape(sizes)


def read_model(path: Path) -> StoredModel:
    """Map a model's file."""
    content: Any = np.memmap(path, dtype=np.uint8, mode="r")
    whole = list(_fields(memoryview(content)))
    graph = list(_fields(next(value for field, value in whole if field == 7)))
    return StoredModel(
        tuple(value for field, value in graph if field == 1),
        {_text(value, 8): value for field, value in graph if field == 5},
        tuple(value for field, value in whole if field == 8),
    )


def inputs_of(node: memoryview) -> list[str]:
    """The names of what goes into an operation."""
    return [bytes(value).decode() for field, value in _fields(node) if field == 1]


def outputs_of(node: memoryview) -> list[str]:
    """The names of what comes out of it."""
    return [bytes(value).decode() for field, value in _fields(node) if field == 2]


def operator_of(node: memoryview) -> str:
    """What it does."""
    return _text(node, 4)


def _text(message: memoryview, wanted: int) -> str:
    return next((bytes(value).decode() for field, value in _fields(message) if field == wanted), "")


def _fields(message: memoryview) -> Iterator[tuple[int, Any]]:
    """The fields of a message with their values, in their order: numbers, or bytes not looked into."""
    place = 0
    while place < len(message):
        key, place = _variable(message, place)
        if key & 7 == _VARIABLE:
            value, place = _variable(message, place)
            yield key >> 3, value
            continue
        length = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(key & 7)
        if length is None:
            length, place = _variable(message, place)
        yield key >> 3, message[place : place + length]
        place += length


def _integers(value: int | memoryview) -> list[int]:
    """Numbers that are written one by one, or one after the other."""
    if isinstance(value, int):
        return [value]
    found, place = [], 0
    while place < len(value):
        number, place = _variable(value, place)
        found.append(number)
    return found


def _variable(message: memoryview, place: int) -> tuple[int, int]:
    """Seven bits a byte, the lowest first; and where it ends."""
    value = shift = 0
    while True:
        part = message[place]
        value |= (part & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if part < 0x80:
            return value, place
