from __future__ import annotations

import numpy as np
import pytest

from loket.assistant import lessons, patching
from loket.assistant.answers import Answers, Shelf, cut_passages, index_passages
from loket.assistant.lessons import Material, learn
from loket.assistant.lexical import build_lexical_index
from loket.assistant.patching import patch
from loket.assistant.scoring import lay_out
from loket.assistant.vectors import Engine
from loket.lib.embedding import use

EACH = 6
POOL = [f"article-{number:02}" for number in range(12) for _ in range(EACH)]
WORDS = np.random.default_rng(2).choice(["kapi", "tolo", "mura", "sene", "wigo", "duna", "lefa"], (len(POOL), 4))
TEXTS = [f"{' '.join(words)} {slug[-2:]}x" for words, slug in zip(WORDS, POOL, strict=True)]
INDEX = build_lexical_index(TEXTS)


def _vectors():
    chance = np.random.default_rng(3)
    middles = np.repeat(chance.normal(size=(len(POOL) // EACH, 16)), EACH, axis=0)
    vectors = (middles + 0.6 * chance.normal(size=middles.shape)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


VECTORS = _vectors()


def learnable(rows):
    """Some texts of the pool, which look the same whichever others are there."""
    rows = np.array(rows)
    slugs = sorted({POOL[row] for row in rows})
    layout = lay_out([slugs.index(POOL[row]) for row in rows], ["en"] * len(rows), articles=len(slugs))
    titles, parts = (Shelf(each, {}) for each in cut_passages({}))
    answers = Answers(titles, parts, index_passages(parts.passages))
    none = np.zeros(16, dtype=np.float32)
    engine = Engine(use(), VECTORS[rows], np.ones(len(rows), dtype=np.float32), {"en": none}, none)
    return Material(slugs, [TEXTS[row] for row in rows], INDEX.only(rows), layout, answers), [(engine,)]


@pytest.fixture(autouse=True)
def _however_few(monkeypatch):
    monkeypatch.setattr(patching, "PATCHED_FROM", 0)
    monkeypatch.setattr(patching, "SHARE_PATCHED", 0.5)


ALL = list(range(len(POOL)))
WITHOUT_AN_ARTICLE = [row for row in ALL if POOL[row] != "article-04"]
CHANGES = {
    "nothing": (ALL, ALL),
    "an article comes": (WITHOUT_AN_ARTICLE, ALL),
    "an article goes": (ALL, WITHOUT_AN_ARTICLE),
    "an article is worded anew": ([row for row in ALL if row not in (20, 22)], [row for row in ALL if row != 21]),
    "the order of the texts": (ALL, [1, 0, *ALL[2:]]),
    "one goes, another comes": (WITHOUT_AN_ARTICLE, [row for row in ALL if POOL[row] != "article-07"]),
}


@pytest.mark.parametrize("landmarks", [30, 500])
@pytest.mark.parametrize("change", CHANGES)
def test_a_patched_ridge_is_the_one_that_would_be_fitted(monkeypatch, change, landmarks):
    monkeypatch.setattr(lessons, "LANDMARKS", landmarks)
    before, after = CHANGES[change]
    material, cascade = learnable(after)
    patched = patch(learn(*learnable(before)), material, cascade)
    found = patched.stages[0].fit
    kept = found.ridge.landmarks
    assert (np.diff(kept) > 0).all()
    expected = lessons._fit(material, cascade[0], kept, None)
    kernel = lessons.kernel_of_rows(material, cascade[0], np.arange(len(after)), kept)
    assert found.ridge.scores(kernel) == pytest.approx(expected.ridge.scores(kernel), abs=1e-3)
    assert found.inverse == pytest.approx(expected.inverse, abs=1e-2)
    assert not patched.lessons.thorough


def test_calibrations_are_those_of_the_last_thorough_lessons():
    base = learn(*learnable(WITHOUT_AN_ARTICLE))
    patched = patch(base, *learnable(ALL))
    assert (patched.stages[0].home, patched.stages[0].abroad) == (base.stages[0].home, base.stages[0].abroad)


def test_a_new_article_is_found_by_its_patched_lessons():
    material, cascade = learnable(ALL)
    fit = patch(learn(*learnable(WITHOUT_AN_ARTICLE)), material, cascade).stages[0].fit
    own = np.flatnonzero(np.array(POOL) == "article-04")
    scores = fit.ridge.scores(lessons.kernel_of_rows(material, cascade[0], own, fit.ridge.landmarks))
    assert [material.slugs[best] for best in scores.argmax(axis=1)] == ["article-04"] * EACH


@pytest.mark.parametrize(("limit", "value"), [("SHARE_PATCHED", 0.05), ("PATCHED_FROM", 400)])
def test_too_much_change_and_small_banks_are_learnt_anew(monkeypatch, limit, value):
    monkeypatch.setattr(patching, limit, value)
    assert patch(learn(*learnable(WITHOUT_AN_ARTICLE)), *learnable(ALL)) is None


def test_other_engines_are_learnt_anew():
    material, cascade = learnable(ALL)
    assert patch(learn(material, cascade), material, [*cascade, cascade[0] * 2]) is None
