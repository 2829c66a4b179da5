from __future__ import annotations

import numpy as np
import pytest

from loket.assistant.ridge import SMOOTHNESS, choose_landmarks, fit_ridge, kernel_of, targets_of

ARTICLES, EACH = 6, 7
LABELS = np.repeat(np.arange(ARTICLES), EACH)


@pytest.fixture(scope="module")
def kernel():
    chance = np.random.default_rng(5)
    middles = chance.normal(size=(ARTICLES, 12))
    vectors = middles[LABELS] + 0.7 * chance.normal(size=(len(LABELS), 12))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    cosine = (vectors @ vectors.T).astype(np.float32)
    return kernel_of([cosine], np.maximum(cosine, 0))


def fitted(kernel, kept, landmarks):
    rows = np.flatnonzero(kept)
    parts = ((part, kernel[np.ix_(part, landmarks)]) for part in np.array_split(rows, 3))
    return fit_ridge(parts, LABELS, landmarks, articles=ARTICLES)


def ridge_without(kernel, hidden, landmarks):
    """The slow and obvious way: solve for the weights with the hidden texts left out, the landmarks kept."""
    kept = np.setdiff1d(np.arange(len(LABELS)), hidden)
    known = kernel[np.ix_(kept, landmarks)].astype(np.float64)
    between = kernel[np.ix_(landmarks, landmarks)]
    gram = known.T @ known + SMOOTHNESS * between + 0.02 * np.eye(len(landmarks))
    return np.linalg.solve(gram, known.T @ targets_of(LABELS[kept], ARTICLES))


@pytest.mark.parametrize("limit", [len(LABELS), 20])
@pytest.mark.parametrize("article", range(ARTICLES))
def test_what_it_would_say_without_texts_is_what_it_says_when_fitted_without_them(kernel, limit, article):
    landmarks = choose_landmarks(LABELS, limit)
    fit = fitted(kernel, np.ones(len(LABELS)), landmarks)
    own = np.flatnonzero(article == LABELS)
    block = fit.block(kernel[np.ix_(own, landmarks)], targets_of(LABELS[own], ARTICLES))
    for hidden in (np.array([2]), np.array([0, 3, 4]), np.arange(EACH)):
        asked = kernel[np.ix_([own[hidden[0]]], landmarks)]
        expected = asked @ ridge_without(kernel, own[hidden], landmarks)
        assert block.scores_without(hidden, asked) == pytest.approx(expected, abs=0.02)


def test_texts_are_told_apart_by_all_that_was_asked(kernel):
    landmarks = choose_landmarks(LABELS, 20)
    ridge = fitted(kernel, np.ones(len(LABELS)), landmarks).ridge
    assert (ridge.scores(kernel[:, landmarks]).argmax(axis=1) == LABELS).mean() > 0.95


def test_landmarks_are_taken_from_all_articles_alike():
    labels = np.repeat([0, 1, 2], [100, 10, 3])
    chosen = choose_landmarks(labels, 30)
    assert np.bincount(labels[chosen]).tolist() == [17, 10, 3]
    assert len(set(chosen)) == 30
    assert choose_landmarks(labels, 500).tolist() == list(range(113))
