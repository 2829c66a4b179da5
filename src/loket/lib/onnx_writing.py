"""Write a model that onnxruntime can load, without the library that usually does.

Only the messages, fields and types that are needed here, in the wire format of Protocol Buffers:
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

FORMAT = 8  # the version of the file format, not of the operators
OPERATORS = 17
EXTRAS = "com.microsoft"  # operators that onnxruntime adds

_ELEMENTS = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7, "string": 8}
_FLOAT, _INTEGER = 1, 2
_VARIABLE, _BYTES, _FOUR_BYTES = 0, 2, 5


def model(
    nodes: Iterable[bytes], tensors: Mapping[str, Array], inputs: Iterable[bytes], outputs: Iterable[bytes]
) -> bytes:
    """A whole model as onnxruntime reads it; `tensors` are its weights."""
    written = (_tensor(name, array) for name, array in tensors.items())
    operators = [_number(2, OPERATORS), _chunk(1, EXTRAS.encode()) + _number(2, 1)]
    return put_together(nodes, written, inputs, outputs, operators)


def put_together(
    nodes: Iterable[bytes],
    tensors: Iterable[bytes],
    inputs: Iterable[bytes],
    outputs: Iterable[bytes],
    operators: Iterable[bytes],
) -> bytes:
    """A model of parts that are written already; `operators` name the sets of operators and their versions."""
    graph = b"".join(
        (
            *(_chunk(1, each) for each in nodes),
            _chunk(2, b"graph"),
            *(_chunk(5, each) for each in tensors),
            *(_chunk(11, each) for each in inputs),
            *(_chunk(12, each) for each in outputs),
        )
    )
    return _number(1, FORMAT) + _chunk(7, graph) + b"".join(_chunk(8, each) for each in operators)


def node(operator: str, inputs: Sequence[str], outputs: Sequence[str], *, of: str = "", **numbers: float) -> bytes:
    """One operation; an empty name is an input left out, `of` the set of operators it belongs to."""
    return b"".join(
        (
            *(_chunk(1, name.encode()) for name in inputs),
            *(_chunk(2, name.encode()) for name in outputs),
            _chunk(4, operator.encode()),
            *(_chunk(5, _attribute(name, value)) for name, value in numbers.items()),
            _chunk(7, of.encode()),
        )
    )


def floats(name: str, shape: Sequence[int | str]) -> bytes:
    """An input or output of decimal numbers; a size that is a name may be any."""
    return values(name, "float32", shape)


def values(name: str, kind: str, shape: Sequence[int | str]) -> bytes:
    """An input or output of one kind of element."""
    sizes = (_chunk(2, size.encode()) if isinstance(size, str) else _number(1, size) for size in shape)
    dimensions = b"".join(_chunk(1, size) for size in sizes)
    described = _chunk(1, _number(1, _ELEMENTS[kind]) + _chunk(2, dimensions))
    return _chunk(1, name.encode()) + _chunk(2, described)


def _tensor(name: str, array: Array) -> bytes:
    sizes = b"".join(_number(1, size) for size in array.shape)
    kind = _number(2, _ELEMENTS[array.dtype.name])
    return sizes + kind + _chunk(8, name.encode()) + _chunk(9, np.ascontiguousarray(array).tobytes())


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _chunk(1, name.encode()) + _number(3, value) + _number(20, _INTEGER)
    return _chunk(1, name.encode()) + _key(2, _FOUR_BYTES) + struct.pack("<f", value) + _number(20, _FLOAT)


def _chunk(field: int, content: bytes) -> bytes:
    return _key(field, _BYTES) + _variable(len(content)) + content


def _number(field: int, value: int) -> bytes:
    return _key(field, _VARIABLE) + _variable(value)


def _key(field: int, kind: int) -> bytes:
    return _variable(field << 3 | kind)


def _variable(value: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
