"""The aim of the order is held by the suite, not only printed."""

from __future__ import annotations

import pytest

from benchmarks.order_number_messages import messages
from benchmarks.order_numbers import AIM, SEED, score_of, written_independently


@pytest.mark.parametrize("seed", [SEED, 1])
def test_numbers_in_made_up_messages_are_found_and_nothing_else(seed):
    score = score_of(messages(1_000, seed=seed))
    assert score.named > 500
    assert min(score.precision, score.recall) >= AIM


def test_numbers_in_messages_by_others_are_found_and_nothing_else():
    score = score_of(written_independently())
    assert score.named > 1_500
    assert min(score.precision, score.recall) >= AIM
