from __future__ import annotations

from dataclasses import replace

import numpy as np

from loket.assistant import comparing
from loket.assistant.comparing import Marks, fixed_rows, mark
from loket.assistant.lessons import learn
from loket.assistant.ridge import Ridge, RidgeFit
from loket.assistant.tests.test_patching import ALL, TEXTS, WITHOUT_AN_ARTICLE, learnable


def spoilt(learnt):
    """The same lessons with the weights of articles mixed up."""
    stages = []
    for stage in learnt.stages:
        ridge = Ridge(stage.fit.ridge.landmarks, np.roll(stage.fit.ridge.weights, 1, axis=1))
        stages.append(replace(stage, fit=RidgeFit(ridge, stage.fit.inverse)))
    return replace(learnt, stages=tuple(stages))


def test_spoilt_lessons_are_worse_and_good_ones_are_not():
    learnt = learn(*learnable(ALL))
    (good,), (bad,) = mark(learnt), mark(spoilt(learnt))
    assert good.asked == len(ALL)
    assert good.right > 0.9 * good.asked > bad.right
    assert bad.is_worse_than(good)
    assert not good.is_worse_than(good)
    assert not good.is_worse_than(bad)


def test_a_little_worse_may_be_chance():
    before = Marks(asked=300, right=250, loss=0.40)
    assert not Marks(300, 247, 0.42).is_worse_than(before)
    assert Marks(300, 246, 0.40).is_worse_than(before)
    assert not Marks(48, 40, 0.45).is_worse_than(Marks(48, 40, 0.40))
    assert Marks(300, 250, 0.44).is_worse_than(before)
    assert Marks(300, 250, float("nan")).is_worse_than(before)


def test_the_set_stays_the_same_while_articles_change(monkeypatch):
    monkeypatch.setattr(comparing, "TEXTS_ASKED", 20)
    asked = [{TEXTS[rows[row]] for row in fixed_rows(learnable(rows)[0])} for rows in (ALL, WITHOUT_AN_ARTICLE)]
    assert len(asked[0]) == len(asked[1]) == 20
    gone = {TEXTS[row] for row in ALL if row not in WITHOUT_AN_ARTICLE}
    assert asked[0] - gone <= asked[1]
