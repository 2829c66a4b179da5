"""Lessons changed for the few texts that changed, instead of learnt anew.

The ridge comes out as a fit on the texts of now would, with three things left as they were: landmarks (kernel points:
new texts become none, those that are gone go), calibrations, and how the unchanged texts look. That last shifts a
little with every change, for the mean of a language and the rarity of a word are counted over all texts; it is ignored
until all is learnt anew.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from loket.assistant.lessons import Learnt, Material, StageLearnt, kernel_of_rows
from loket.assistant.ridge import RidgeFit, targets_of
from loket.assistant.scoring import Integers
from loket.assistant.vectors import Engine

# Fewer texts than this are learnt anew in a moment, and every new one counts as a landmark then.
PATCHED_FROM = 400
# Of all texts. New texts have no landmarks of their own, and that costs: on the demo shop 1.1 % of new texts cost 9,
# and 2.1 % cost 20 of 300 texts asked as if never seen (225 right when all was learnt anew).
SHARE_PATCHED = 0.01


@dataclass(frozen=True, slots=True)
class _Change:
    """From old texts and articles to new ones: the new row or number of each, -1 where gone; `come` are new rows."""

    rows: Integers
    articles: Integers
    come: Integers

    @property
    def gone(self) -> Integers:
        return np.flatnonzero(self.rows < 0)


def patch(base: Learnt, material: Material, cascade: list[tuple[Engine, ...]]) -> Learnt | None:
    """What was learnt, as if from this material; None where too much changed, or the engines did."""
    is_same_cascade = [_names(each) for each in cascade] == [_names(each.engines) for each in base.stages]
    if len(material.texts) < PATCHED_FROM or not is_same_cascade:
        return None
    change = _change(base.material, material)
    if len(change.gone) + len(change.come) > SHARE_PATCHED * len(base.material.texts):
        return None
    pairs = zip(base.stages, cascade, strict=True)
    stages = [_patched(stage, base.material, material, engines, change) for stage, engines in pairs]
    return Learnt(material, tuple(stages), thorough=False)


def _patched(
    stage: StageLearnt, old: Material, new: Material, engines: tuple[Engine, ...], change: _Change
) -> StageLearnt:
    """Forgotten is what was there as it was seen then; learnt is what came as it is seen now."""
    fit = _without(stage, old, change.gone)
    fit = fit.about(change.articles, len(new.slugs)).at(change.rows[fit.ridge.landmarks])
    kernel = kernel_of_rows(new, engines, change.come, fit.ridge.landmarks)
    fit = fit.with_texts(kernel, targets_of(new.layout.labels[change.come], len(new.slugs)))
    return replace(stage, engines=engines, fit=fit)


def _without(stage: StageLearnt, old: Material, gone: Integers) -> RidgeFit:
    kernel = kernel_of_rows(old, stage.engines, gone, stage.fit.ridge.landmarks)
    return stage.fit.without_texts(kernel, targets_of(old.layout.labels[gone], len(old.slugs)))


def _change(old: Material, new: Material) -> _Change:
    place = {key: row for row, key in enumerate(_keys(new))}
    number = {slug: article for article, slug in enumerate(new.slugs)}
    rows = np.array([place.pop(key, -1) for key in _keys(old)], dtype=np.int64)
    articles = np.array([number.get(slug, -1) for slug in old.slugs], dtype=np.int64)
    return _Change(rows, articles, np.array(sorted(place.values()), dtype=np.int64))


def _keys(material: Material) -> list[tuple[str, str, str, int]]:
    """What a text is known by: article, language, words, and how often the same stood before it."""
    seen: Counter[tuple[str, str, str]] = Counter()
    keys = []
    layout = material.layout
    for label, language, text in zip(layout.labels, layout.languages, material.texts, strict=True):
        key = (material.slugs[label], language, text)
        keys.append((*key, seen[key]))
        seen[key] += 1
    return keys


def _names(engines: tuple[Engine, ...]) -> list[str]:
    return [each.name for each in engines]
