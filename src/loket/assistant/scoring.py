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

HIDDEN = np.float32(-np.inf)
NOTHING = np.float32(0.0)

FEATURES = ("score", "margin", "agreement")


@dataclass(frozen=True, slots=True)
class Layout:
    """Which text belongs to which article (`labels`); `places` lists each article's texts, padded with their number."""

    labels: Integers
    places: Integers
    languages: tuple[str, ...]
    speakers: dict[str, Booleans]

    def foreign(self, language: str) -> Booleans:
        """The texts of articles that do not exist in this language."""
        speaks = self.speakers.get(language)
        return np.ones(len(self.labels), dtype=np.bool_) if speaks is None else ~speaks[self.labels]

    def scores(self, likeness: Floats) -> Floats:
        """For each row of likeness to all texts: one score an article; hidden texts do not count."""
        edge = np.full((*likeness.shape[:-1], 1), HIDDEN)
        each = np.concatenate((likeness, edge), axis=-1)[..., self.places]
        if each.shape[-1] > NEIGHBOURS:
            each = np.partition(each, -NEIGHBOURS, axis=-1)[..., -NEIGHBOURS:]
        shown = each > HIDDEN
        found = shown.sum(axis=-1)
        mean = np.where(shown, each, np.float32(0)).sum(axis=-1) / np.maximum(found, 1)
        return np.maximum(np.where(found > 0, mean, NOTHING), NOTHING).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Scores:
    """For each row one score an article: all told, by meaning alone, and by words alone."""

    total: Floats
    meaning: Floats
    words: Floats

    def features(self, articles: Integers) -> Floats:
        """What the decision whether to answer rests on, one row for each row's article, in the order of FEATURES."""
        rows = np.arange(len(articles))
        own = self.total[rows, articles]
        rivals = self.total.copy()
        rivals[rows, articles] = NOTHING
        agreement = 0.5 * (self.meaning.argmax(axis=1) == articles) + 0.5 * (self.words.argmax(axis=1) == articles)
        return np.column_stack((own, own - rivals.max(axis=1), agreement)).astype(np.float32)

    def repeated(self, times: int) -> Scores:
        """The same scores in so many rows, to compare several articles for one question."""
        return Scores(*(np.repeat(each, times, axis=0) for each in (self.total, self.meaning, self.words)))


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
    return Layout(numbers, places, tuple(languages), speakers)


def combine(meaning: Floats, words: Floats, foreign: Booleans, layout: Layout) -> Scores:
    """Score articles from the likeness of questions (rows) to texts (columns); -inf hides a text."""
    mixed = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * words
    total = np.where(foreign, FOREIGN_MEANING * meaning, mixed).astype(np.float32)
    return Scores(layout.scores(total), layout.scores(meaning), layout.scores(words))
