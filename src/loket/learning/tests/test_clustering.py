from __future__ import annotations

import time

import numpy as np
import pytest

from loket.learning import clustering
from loket.learning.clustering import Asked, group
from loket.learning.wordings import Wordings, typical_wordings
from loket.lib.embedding import use

TICKETS = ("do you sell concert tickets", "can I buy tickets for a concert", "vocês vendem ingresso para show?")
CARDS = ("can I pay with two cards", "splitting the payment between two cards", "dá pra pagar com dois cartões?")


def asked(*texts, languages=("en", "en", "pt-BR")):
    return Asked(texts, [languages[place % len(languages)] for place in range(len(texts))], use().embed(texts))


def random_asked(count, *, subjects=5, seed=0):
    """Points around a few subjects, each with words of its own."""
    generator = np.random.default_rng(seed)
    middles = generator.normal(size=(subjects, 64)).astype(np.float32)
    subject = generator.integers(0, subjects, count)
    vectors = middles[subject] + generator.normal(scale=0.4, size=(count, 64)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Asked([f"word{each} text" for each in subject], ["en"] * count, vectors), subject


def test_questions_about_one_thing_come_together_across_languages():
    groups = group(asked(*TICKETS, *CARDS))
    assert sorted(sorted(rows) for rows in groups) == [[0, 1, 2], [3, 4, 5]]


def test_nothing_gives_no_groups_and_one_gives_one():
    assert group(asked()) == []
    assert group(asked("hello there")) == [[0]]


@pytest.mark.parametrize("count", [2, 40, 300])
def test_every_row_stands_in_exactly_one_group(count):
    given, _subject = random_asked(count)
    assert sorted(row for rows in group(given) for row in rows) == list(range(count))


def test_leaders_change_nothing_about_what_belongs_together(monkeypatch):
    given, subject = random_asked(400)
    monkeypatch.setattr(clustering, "MOST_LEADERS", 50)
    for rows in group(given):
        assert len(set(subject[rows])) == 1


def test_joining_chains_gives_what_joining_the_nearest_pair_gives():
    given, _subject = random_asked(60, subjects=12, seed=3)
    features = clustering._Features(given)
    everybody = np.arange(60)
    likeness = features.likeness(everybody, everybody)
    labels = clustering._average_linkage(likeness, np.ones(60, dtype=np.float32), 0.3)
    expected = _by_nearest_pair(likeness, 0.3)
    assert {frozenset(np.flatnonzero(labels == each)) for each in np.unique(labels)} == expected


def test_thousands_are_grouped_in_seconds():
    given, _subject = random_asked(3_000, subjects=60)
    started = time.process_time()
    group(given)
    assert time.process_time() - started < 20


def test_near_identical_wordings_are_one():
    texts = ("where is my order", "Where is my order??", "how do I cancel my order")
    met = Wordings()
    places = [place if (place := met.find(text, vector)) is not None else met.add(text, vector)
              for text, vector in zip(texts, use().embed(texts), strict=True)]  # fmt: skip
    assert places == [0, 0, 1]
    assert len(typical_wordings(list(zip(texts, use().embed(texts), strict=True)))) == 2


def _by_nearest_pair(likeness, threshold):
    groups = [frozenset([row]) for row in range(len(likeness))]
    while True:
        pairs = [(likeness[np.ix_(list(a), list(b))].mean(), a, b) for a in groups for b in groups if a != b]
        best, first, second = max(pairs, key=lambda each: each[0])
        if best < threshold:
            return set(groups)
        groups = [each for each in groups if each not in (first, second)] + [first | second]
