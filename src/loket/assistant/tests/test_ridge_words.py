from __future__ import annotations

import numpy as np
import pytest

from loket.assistant import ridge_words
from loket.assistant.lexical import build_lexical_index
from loket.assistant.ridge import Ridge
from loket.assistant.ridge_words import words_of_ridge

TEXTS = ["where is my parcel", "my parcel is late", "", "pay by card", "card was charged twice", "parcel parcel card"]
ASKED = ["my card", "where is the parcel?", "", "quite unheard of"]


@pytest.fixture
def ridge():
    chance = np.random.default_rng(7)
    return Ridge(np.array([0, 2, 3, 5]), chance.standard_normal((4, 3)).astype(np.float32))


@pytest.mark.parametrize("text", ASKED)
def test_words_summed_up_say_what_the_landmarks_say(ridge, text):
    index = build_lexical_index(TEXTS)
    summed_up, compared = (words_of_ridge(ridge, index, is_quick=is_quick) for is_quick in (True, False))
    asked = index.asked(text)
    assert np.allclose(summed_up.scores(asked), compared.scores(asked), atol=1e-6)


def test_words_too_many_to_sum_up_are_compared(ridge, monkeypatch):
    monkeypatch.setattr(ridge_words, "MOST_SUMMED_UP", 10)
    assert isinstance(words_of_ridge(ridge, build_lexical_index(TEXTS), is_quick=True), ridge_words.Compared)


@pytest.mark.parametrize("text", ASKED)
def test_a_few_texts_are_as_alike_as_among_all(text):
    index, few = build_lexical_index(TEXTS), np.array([5, 2, 0])
    asked = index.asked(text)
    assert np.allclose(index.by_text().likeness(asked, few), index.likeness(text)[few], atol=1e-6)
