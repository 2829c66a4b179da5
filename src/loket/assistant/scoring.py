"""From the likeness of single texts to one score an article, and the features that say how far to trust it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

# An article scores the mean of its nearest texts: one near text may be chance, four are a subject.
NEIGHBOURS = 4
# How much meaning counts beside words, where the article speaks the language of the question.
MEANING_SHARE = 0.4
# Where it does not, words say nothing; this much meaning weighs the same there.
FOREIGN_MEANING = 0.6
# How far apart scores must lie to be told apart, as the sharpness of a soft maximum over all articles.
SHARPNESS = np.float32(8.0)

HIDDEN = np.float32(-np.inf)
NOTHING = np.float32(0.0)

FEATURES = ("score", "nearest", "clearness")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which text belongs to which article (`labels`); `places` lists each article's texts, padded with their number."""

    labels: Integers
    places: Integers
    starts: Integers
    languages: tuple[str, ...]
    speakers: dict[str, Booleans]

    def foreign(self, language: str) -> Booleans:
        """The texts of articles that do not exist in this language."""
        speaks = self.speakers.get(language)
        return np.ones(len(self.labels), dtype=np.bool_) if speaks is None else ~speaks[self.labels]

    def scores(self, likeness: Floats, neighbours: int = NEIGHBOURS) -> Floats:
        """For each row of likeness to all texts: one score an article; hidden texts do not count."""
        edge = np.full((*likeness.shape[:-1], 1), HIDDEN)
        return _mean_of_nearest(np.concatenate((likeness, edge), axis=-1)[..., self.places], neighbours)

    def foreign_articles(self, language: str) -> Booleans:
        """The articles that do not exist in this language."""
        speaks = self.speakers.get(language)
        return np.ones(len(self.starts) - 1, dtype=np.bool_) if speaks is None else ~speaks


@dataclass(frozen=True, slots=True)
class Scores:
    """For each row one score an article, and the cosine of the article's nearest text by meaning alone."""

    total: Floats
    nearest: Floats

    def features(self) -> Floats:
        """What the decision whether to answer rests on, for each row's best article, in the order of FEATURES."""
        rows = np.arange(len(self.total))
        best = self.total.argmax(axis=1)
        return np.column_stack((self.total[rows, best], self.nearest[rows, best], self._clearness())).astype(np.float32)

    def shares(self) -> Floats:
        """How the scores of a row divide one whole among its articles."""
        strength = np.exp(SHARPNESS * (self.total - self.total.max(axis=1, keepdims=True)))
        return np.asarray(strength / strength.sum(axis=1, keepdims=True), dtype=np.float32)

    def _clearness(self) -> Floats:
        """Minus the entropy of the shares: 0 where one article stands alone, below where many compete."""
        shares = self.shares()
        return np.asarray((shares * np.log(np.maximum(shares, 1e-9))).sum(axis=1), dtype=np.float32)


def lay_out(labels: Sequence[int], languages: Sequence[str], *, articles: int) -> Layout:
    """Arrange texts that stand in the order of their articles."""
    numbers = np.array(labels, dtype=np.int64)
    counts = np.bincount(numbers, minlength=articles)
    starts = counts.cumsum() - counts
    steps = np.arange(int(counts.max(initial=1)))
    places = np.where(steps < counts[:, None], starts[:, None] + steps, len(numbers))
    names = np.array(languages, dtype=object)
    speakers = {
        language: np.bincount(numbers[names == language], minlength=articles) > 0
        for language in dict.fromkeys(languages)
    }
    return Layout(numbers, places, np.append(starts, len(numbers)), tuple(languages), speakers)


def combine(known: Floats, meaning: Floats, words: Floats, foreign: Booleans, layout: Layout) -> Scores:
    """Score articles for questions (rows): what ridge and answers say, and the nearest texts (columns; -inf hides)."""
    near = layout.scores(mix(meaning, words, foreign))
    return Scores(known + near, layout.scores(meaning, 1))


def combine_few(known: Floats, articles: Integers, meaning: Floats, words: Floats, foreign: Booleans) -> Scores:
    """The same for one question where only some articles are compared, by the likeness to some texts of each.

    One row an article; -inf where it has no more texts. `foreign` says it of these articles.
    """
    near, nearest = (np.zeros((1, len(known)), dtype=np.float32) for _ in range(2))
    near[0, articles] = _mean_of_nearest(mix(meaning, words, foreign[:, None]), NEIGHBOURS)
    nearest[0, articles] = _mean_of_nearest(meaning, 1)
    return Scores(known + near, nearest)


def mix(meaning: Floats, words: Floats, foreign: Booleans) -> Floats:
    """The likeness of texts, from that of their meaning and of their words."""
    both = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * words
    return np.asarray(np.where(foreign, FOREIGN_MEANING * meaning, both), dtype=np.float32)


def _mean_of_nearest(each: Floats, neighbours: int) -> Floats:
    if each.shape[-1] > neighbours:
        each = np.partition(each, -neighbours, axis=-1)[..., -neighbours:]
    shown = each > HIDDEN
    found = shown.sum(axis=-1)
    mean = np.where(shown, each, np.float32(0)).sum(axis=-1) / np.maximum(found, 1)
    return np.maximum(np.where(found > 0, mean, NOTHING), NOTHING).astype(np.float32)
