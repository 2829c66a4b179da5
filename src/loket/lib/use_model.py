"""universal-sentence-encoder-multilingual-3 as one text at a time needs it, with the weights of a stored model.

The stored model was made by machine from one that reads many texts at once: of its 800 operations 700 only find out
which word belongs to which text. This is the rest of it, and comes to the same vectors in a third of the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from loket.lib.onnx_reading import StoredModel, inputs_of, operator_of, outputs_of, read_model
from loket.lib.onnx_writing import EXTRAS, Array, floats, model, node, put_together, values

Floats = npt.NDArray[np.float32]

WIDTH = 512
SHELVES = 17  # the table of pieces is stored in parts: piece n is row n // 17 of part n % 17
SPANS = (2, 3, 5)  # so many neighbouring pieces are read together
PIECES_READ = 512  # a text has fewer but for rows of symbols
EPSILON = 1e-12
WHOLE = "StatefulPartitionedCall/EncoderDNN/"


class UseModel:
    """The model in memory; it may be asked from several threads."""

    def __init__(self, path: Path) -> None:
        # Importing the two runtimes takes 0.3 s, which commands that never embed should not pay.
        import onnxruntime  # noqa: PLC0415
        import onnxruntime_extensions  # noqa: PLC0415

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
        stored = read_model(path)
        providers = ["CPUExecutionProvider"]
        self._cutter: Any = onnxruntime.InferenceSession(_cutter(stored), options, providers=providers)
        self._reader: Any = onnxruntime.InferenceSession(_reader(stored), options, providers=providers)
        parts = [f"Func/StatefulPartitionedCall/input/_{number}:0" for number in range(1, SHELVES + 1)]
        self._table = [stored.array(f"{part}_quantized") for part in parts]
        self._steps = np.array([stored.array(f"{part}_scale") for part in parts], dtype=np.float32)
        self._zeros = np.array([stored.array(f"{part}_zero_point") for part in parts], dtype=np.float32)

    def embed(self, texts: Sequence[str]) -> Floats:
        """One unit vector a text, in their order."""
        return np.concatenate([self._read(text) for text in texts] or [np.zeros((0, WIDTH), dtype=np.float32)])

    def _read(self, text: str) -> Floats:
        (pieces,) = self._cutter.run(None, {"inputs": np.array([text], dtype=object)})
        shelves, rows = pieces[:PIECES_READ] % SHELVES, pieces[:PIECES_READ] // SHELVES
        stored = np.stack([self._table[shelf][row] for shelf, row in zip(shelves.tolist(), rows.tolist(), strict=True)])
        known = (stored - self._zeros[shelves, None]) * self._steps[shelves, None]
        return np.asarray(self._reader.run(None, {"pieces": known})[0], dtype=np.float32)


def _cutter(stored: StoredModel) -> bytes:
    """Only what cuts a text into pieces, as it was stored."""
    cutting = next(each for each in stored.nodes if operator_of(each) == "SentencepieceTokenizer")
    text, *constants = inputs_of(cutting)
    kept = (bytes(stored.weights[name]) for name in dict.fromkeys(constants))
    asked, found = values(text, "string", ["texts"]), values(outputs_of(cutting)[0], "int32", ["pieces"])
    return put_together([bytes(cutting)], kept, [asked], [found], map(bytes, stored.operators))


def _reader(stored: StoredModel) -> bytes:
    """From the vectors of a text's pieces to its own."""
    graph = _Graph(stored)
    spans = [_span(graph, size) for size in SPANS]
    graph.add("Concat", ["pieces", *spans], "together", axis=1)
    graph.normalise("together", "normal", "CNN_layers/LayerNorm")
    graph.multiply("normal", "dense", "CNN_layers/dense/kernel:0", "CNN_layers/dense/bias:0")
    # Not the mean: what is long may say more, though not as much more as it is longer.
    graph.add("ReduceSum", ["dense", "first"], "sum", keepdims=1)
    graph.add("Shape", ["dense"], "length", start=0, end=1)
    graph.add("Cast", ["length"], "count", to=1)
    graph.add("Sqrt", ["count"], "root")
    graph.add("Div", ["sum", "root"], "text")
    _think(graph)
    graph.add("LpNormalization", ["bent"], "vector", axis=1, p=2)
    shape = ("length", WIDTH)
    return model(graph.nodes, graph.tensors, [floats("pieces", shape)], [floats("vector", (1, WIDTH))])


def _span(graph: _Graph, size: int) -> str:
    """Every piece with its neighbours, twice; returns the name of what comes out."""
    layer = f"CNN_layers/ngram_order_{size}"
    dense = f"{layer}/input_size_projection/dense"
    graph.multiply("pieces", f"{size}.dense", f"{dense}/kernel:0", f"{dense}/bias:0")
    graph.normalise(f"{size}.dense", f"{size}.0", f"{layer}/LayerNorm")
    before = (size - 1) // 2
    graph.tensors[f"{size}.pads"] = np.array([before, 0, size - 1 - before, 0], dtype=np.int64)
    for turn, name in enumerate(("Conv", "Conv_1")):
        at = f"{size}.{turn}"
        graph.add("Pad", [at, f"{size}.pads"], f"{at}.padded")
        for place in range(size):
            graph.tensors[f"{place}.start"] = np.array([place], dtype=np.int64)
            ends = np.iinfo(np.int64).max if place == size - 1 else place - size + 1
            graph.tensors[f"{size}.{place}.end"] = np.array([ends], dtype=np.int64)
            inputs = [f"{at}.padded", f"{place}.start", f"{size}.{place}.end", "first"]
            graph.add("Slice", inputs, f"{at}.{place}")
        graph.add("Concat", [f"{at}.{place}" for place in range(size)], f"{at}.beside", axis=1)
        weights = f"{layer}/Ngram-{size}-{name}"
        graph.multiply(f"{at}.beside", f"{at}.seen", f"{weights}/weights:0", f"{weights}/bias:0")
        graph.add("Relu", [f"{at}.seen"], f"{at}.kept")
        graph.add("Add", [f"{at}.kept", at], f"{size}.{turn + 1}")
    return f"{size}.2"


def _think(graph: _Graph) -> None:
    """Four layers over the whole text; every second one adds what came before the first."""
    graph.multiply("text", "h0", "DNN/ResidualHidden_0/dense/kernel:0")
    graph.multiply("text", "a0", "DNN/ResidualHidden_1/AdjustDepth/projection/kernel:0")
    graph.add("Relu", ["h0"], "r0")
    graph.multiply("r0", "h1", "DNN/ResidualHidden_1/dense/kernel:0")
    graph.add("Add", ["h1", "a0"], "s1")
    graph.add("Relu", ["s1"], "r1")
    graph.multiply("r1", "h2", "DNN/ResidualHidden_2/dense/kernel:0")
    graph.multiply("r1", "a2", "DNN/ResidualHidden_3/AdjustDepth/projection/kernel:0")
    graph.add("Relu", ["h2"], "r2")
    graph.multiply("r2", "h3", "DNN/ResidualHidden_3/dense/kernel:0")
    graph.add("Add", ["h3", "a2"], "s3")
    graph.add("Tanh", ["s3"], "bent")


class _Graph:
    """Operations in their order, and the weights they need."""

    def __init__(self, stored: StoredModel) -> None:
        self._stored = stored
        self.nodes: list[bytes] = []
        self.tensors: dict[str, Array] = {"first": np.array([0], dtype=np.int64)}

    def add(self, operator: str, inputs: Sequence[str], output: str, *, of: str = "", **numbers: float) -> None:
        self.nodes.append(node(operator, inputs, [output], of=of, **numbers))

    def normalise(self, before: str, after: str, weights: str) -> None:
        names = [self._weight(f"{weights}/{name}:0") for name in ("gamma", "beta")]
        self.add("LayerNormalization", [before, *names], after, axis=1, epsilon=EPSILON)

    def multiply(self, before: str, after: str, matrix: str, bias: str = "") -> None:
        """In eight bits, as the model is stored."""
        names = [self._weight(f"{matrix}_{part}") for part in ("quantized", "scale", "zero_point")]
        last = [self._weight(bias)] if bias else []
        self.add("DynamicQuantizeMatMul", [before, *names, *last], after, of=EXTRAS)

    def _weight(self, name: str) -> str:
        found = self._stored.array(WHOLE + name)
        self.tensors[name] = found.reshape(-1) if "bias" in name else found
        return name
