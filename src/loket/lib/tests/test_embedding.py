from __future__ import annotations

import numpy as np
import pytest

from loket.lib.embedding import CHARACTERS_READ, e5, readable, use


@pytest.mark.parametrize("engine", [use, e5])
def test_each_engine_brings_sister_sentences_together(engine):
    english, portuguese, other = engine().embed(
        ["Where is my order?", "Onde está meu pedido?", "I would like to change my password."]
    )
    assert english @ portuguese > english @ other


@pytest.mark.parametrize("engine", [use, e5])
@pytest.mark.parametrize("text", ["", "\0", "\ud800", "😀" * 10_000, "x" * 1_000_000])
def test_no_text_breaks_an_engine(engine, text):
    vectors = engine().embed([text])
    assert vectors.shape == (1, engine().dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors[0]) == pytest.approx(1.0, abs=1e-3)


def test_no_texts_make_no_vectors():
    assert use().embed([]).shape == (0, 512)


def test_an_engine_is_made_once():
    assert use() is use()


def test_what_is_read_is_short_and_clean():
    assert readable("a\0b\ud800c 😀") == "a b c"
    assert len(readable("word " * 10_000)) <= CHARACTERS_READ
