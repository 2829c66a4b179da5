"""The articles' own texts asked as questions, with part of the bank hidden: from these it is learnt when to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from loket.assistant.answers import Answers
from loket.assistant.calibration import SHARE_OF_UNKNOWN, Calibration, calibrate
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import Block, RidgeFit, kernel_between, targets_of
from loket.assistant.scoring import FEATURES, HIDDEN, Booleans, Floats, Integers, Layout, combine
from loket.assistant.vectors import Engine, mean_likeness

EXAMPLES = 600  # calibration learns four numbers; more examples than this change nothing
AT_ONCE = 64  # keeps the matrices small
NO_LANGUAGE = ""  # none that anything is written in: words say nothing


@dataclass(frozen=True, slots=True)
class Examples:
    """Features of the best article for each example, whether it was right, and how much the example counts."""

    features: Floats
    right: Booleans
    weights: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """What examples are made from: all texts, as the engines and the words see them, and the ridge fitted on them."""

    texts: Sequence[str]
    engines: Sequence[Engine]
    words: LexicalIndex
    layout: Layout
    answers: Answers
    fit: RidgeFit


@dataclass(frozen=True, slots=True)
class _Hiding:
    """Texts that ask, what is hidden from each, their likeness to all texts, and what the answers say to them."""

    rows: Integers
    hidden: Booleans
    meaning: Floats
    words: Floats
    foreign: Booleans
    answers: Floats


def calibrate_at_home(known: Known) -> Calibration:
    """For languages that articles are written in: hide the text itself (known, said anew), or its article (unknown)."""
    rows = _spread(rows_with_more(known.layout, known.answers))
    return _fit([view for views in _hiding_itself(known, rows) for view in views])


def examples_hiding_itself(known: Known, rows: Integers) -> Examples:
    """These texts (rows in order), each asked as if only it had never been seen."""
    return _joined([known_things for known_things, _unknown in _hiding_itself(known, rows)])


def rows_with_more(layout: Layout, answers: Answers) -> Integers:
    """The texts whose article can still be found when they are hidden."""
    has_more = (np.diff(layout.starts) > 1) | answers.speak(len(layout.starts) - 1)
    return np.flatnonzero(has_more[layout.labels])


def calibrate_abroad(known: Known) -> Calibration:
    """For languages that no article is written in: hide the text's language (known), and its article (unknown)."""
    layout = known.layout
    names = np.array(layout.languages, dtype=object)
    rows = _spread(np.arange(len(names))) if len(layout.speakers) > 1 else np.zeros(0, dtype=np.int64)
    found: list[Examples] = []
    blocks = _Blocks(known)
    for part in _parts(rows):
        meaning = mean_likeness(known.engines, part)
        compatriots = np.asarray(names[part][:, None] == names[None, :], dtype=np.bool_)
        foreign = np.ones(meaning.shape, dtype=np.bool_)
        words, answers = np.zeros_like(meaning), _evidence(known, part, [NO_LANGUAGE] * len(names))
        found += _examples(_Hiding(part, compatriots, meaning, words, foreign, answers), blocks)
    return _fit(found)


def _hiding_itself(known: Known, rows: Integers) -> Iterator[tuple[Examples, Examples]]:
    """Texts with only themselves hidden, and with their whole article hidden."""
    texts, layout, blocks = known.texts, known.layout, _Blocks(known)
    for part in _parts(rows):
        words = np.stack([known.words.likeness(texts[row]) for row in part])
        itself = part[:, None] == np.arange(len(texts))
        foreign = np.stack([layout.foreign(layout.languages[row]) for row in part])
        meaning, answers = mean_likeness(known.engines, part), _evidence(known, part, layout.languages)
        yield _examples(_Hiding(part, itself, meaning, words, foreign, answers), blocks)


def _evidence(known: Known, rows: Integers, languages: Sequence[str]) -> Floats:
    """What the answers would say to these texts, asked in these languages (of all texts)."""
    layout = known.layout
    found = []
    for row in rows:
        vectors = {each.name: each.as_embedded(int(row), layout.languages[row]) for each in known.engines}
        text, articles = known.texts[row], len(layout.starts) - 1
        found.append(known.answers.evidence(text, languages[row], vectors, articles, without=text))
    return np.stack(found)


def _examples(hiding: _Hiding, blocks: _Blocks) -> tuple[Examples, Examples]:
    """The questions without what is hidden, and without their articles."""
    layout = blocks.known.layout
    article = layout.labels[hiding.rows]
    own_article = article[:, None] == layout.labels[None, :]
    speak = blocks.known.answers.speak(len(layout.starts) - 1)
    is_left = (own_article & ~hiding.hidden).any(axis=1) | speak[article]
    without_texts, without_article = _learnt(hiding, blocks)
    rows = np.arange(len(article))
    without_texts += hiding.answers
    without_article += hiding.answers
    without_article[rows, article] = 0
    views: list[Examples] = []
    for hide, learnt, is_known in (
        (hiding.hidden, without_texts, True),
        (hiding.hidden | own_article, without_article, False),
    ):
        meaning, words = (np.where(hide, HIDDEN, each) for each in (hiding.meaning, hiding.words))
        scores = combine(learnt, meaning, words, hiding.foreign, layout)
        counts = np.where(is_left, 1 - SHARE_OF_UNKNOWN if is_known else SHARE_OF_UNKNOWN, 0.0)
        views.append(Examples(scores.features(), (scores.total.argmax(axis=1) == article) & is_known, counts))
    return views[0], views[1]


def _learnt(hiding: _Hiding, blocks: _Blocks) -> tuple[Floats, Floats]:
    """What the ridge would say without what is hidden of the own article, and without the article."""
    layout, landmarks = blocks.known.layout, blocks.known.fit.ridge.landmarks
    without_texts = np.zeros((len(hiding.rows), len(layout.starts) - 1), dtype=np.float32)
    without_article = np.zeros_like(without_texts)
    for place, row in enumerate(hiding.rows):
        article = int(layout.labels[row])
        own = np.arange(layout.starts[article], layout.starts[article + 1])
        asked = kernel_between(
            blocks.known.engines, hiding.words[place : place + 1, landmarks], np.array([row]), landmarks
        )
        block = blocks.of(article)
        without_texts[place] = block.scores_without(np.flatnonzero(hiding.hidden[place, own]), asked)[0]
        without_article[place] = block.scores_without(np.arange(len(own)), asked)[0]
    return without_texts, without_article


class _Blocks:
    """Each article's texts, ready to be hidden; examples come article by article, so only the last is kept."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._last: tuple[int, Block] | None = None

    def of(self, article: int) -> Block:
        if self._last is None or self._last[0] != article:
            self._last = (article, self._made(article))
        return self._last[1]

    def _made(self, article: int) -> Block:
        known = self.known
        layout, landmarks = known.layout, known.fit.ridge.landmarks
        own = np.arange(layout.starts[article], layout.starts[article + 1])
        words = np.stack([known.words.likeness(known.texts[row])[landmarks] for row in own])
        kernel = kernel_between(known.engines, words, own, landmarks)
        return known.fit.block(kernel, targets_of(layout.labels[own], len(layout.starts) - 1))


def _fit(found: Sequence[Examples]) -> Calibration:
    if not found:
        return calibrate(np.zeros((0, len(FEATURES)), dtype=np.float32), np.zeros(0, dtype=np.bool_), np.zeros(0))
    examples = _joined(found)
    return calibrate(examples.features, examples.right, examples.weights)


def _joined(parts: Sequence[Examples]) -> Examples:
    return Examples(
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.right for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def _spread(rows: npt.NDArray[np.generic]) -> Integers:
    """Evenly chosen rows, at most EXAMPLES."""
    chosen = np.linspace(0, len(rows) - 1, min(len(rows), EXAMPLES)).astype(np.int64)
    return np.asarray(rows[chosen], dtype=np.int64)


def _parts(rows: Integers) -> Iterator[Integers]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
