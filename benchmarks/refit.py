"""One article of a thousand changes: how soon its lessons are patched, and what questions feel of it meanwhile."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank, build_bank
from loket.assistant.fitted import stored_lessons
from loket.assistant.studying import Student, Task
from loket.lib.embedding import Vectors
from loket.lib.vector_cache import VectorCache

ARTICLES = 1_000
WAYS_OF_ASKING = 20
LIMIT_SECONDS = 10.0
QUESTIONS_BEFORE = 200
PAUSE_SECONDS = 0.05  # between questions: a busy shop, not an attack; without pauses the low priority gets no turn
VOCABULARY = 4_000
PATIENCE_SECONDS = 1_800


class MadeUpMeaning:
    """Stands in for an engine: texts that begin with the same word are near, at the cost of a lookup."""

    name = "use"
    dimensions = 512

    @property
    def passages(self) -> MadeUpMeaning:
        """Passages are read alike."""
        return self

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors."""
        found = np.stack([_direction(text.split()[0]) + 0.8 * _direction(text) for text in texts])
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Asked:
    """The seconds that each question took."""

    seconds: list[float]

    def __str__(self) -> str:
        middle, slow = statistics.median(self.seconds), statistics.quantiles(self.seconds, n=20)[-1]
        return f"p50 {middle * 1000:5.1f} ms  p95 {slow * 1000:5.1f} ms of {len(self.seconds)} questions"


def run() -> list[str]:
    """Learn from all articles, change one, and ask all the while."""
    articles = _articles()
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as directory:
        cache, student = VectorCache(Path(directory)), Student()
        began = time.perf_counter()
        _study(student, Task("before", articles, (MadeUpMeaning(),), cache))
        learning = time.perf_counter() - began
        bank = build_bank(articles, MadeUpMeaning(), cache=cache)
        alone = _ask(bank, lambda asked: asked < QUESTIONS_BEFORE)
        changed = _changed(articles)
        began = time.perf_counter()
        beside = _ask_beside(bank, lambda: _study(student, Task("after", changed, (MadeUpMeaning(),), cache)))
        patching = time.perf_counter() - began
        after = build_bank(changed, MadeUpMeaning(), cache=cache)
        lessons = stored_lessons(Path(directory), after.version)
        return [
            f"{ARTICLES} articles, {ARTICLES * WAYS_OF_ASKING} texts, made up; all learnt in {learning:.1f} s",
            f"patched  {patching:.2f} s, {patching / LIMIT_SECONDS:.2f} of the limit of {LIMIT_SECONDS:.0f} s"
            + ("" if lessons is not None and not lessons.thorough else "; NOT PATCHED but learnt anew"),
            f"before   {alone}",
            f"during   {beside}, {_ratio(beside, alone):.2f} times as long in the middle",
        ]


def _study(student: Student, task: Task) -> None:
    student.catch_up(task)
    for thread in threading.enumerate():
        if thread.name == "bank-student":
            thread.join(PATIENCE_SECONDS)


def _ask_beside(bank: Bank, work: Callable[[], None]) -> Asked:
    working = threading.Thread(target=work)
    working.start()
    return _ask(bank, lambda _asked: working.is_alive())


def _ask(bank: Bank, goes_on: Callable[[int], bool]) -> Asked:
    seconds: list[float] = []
    questions = _questions()
    while goes_on(len(seconds)):
        began = time.perf_counter()
        bank.search(questions[len(seconds) % len(questions)], "en")
        seconds.append(time.perf_counter() - began)
        time.sleep(PAUSE_SECONDS)
    return Asked(seconds)


def _ratio(left: Asked, right: Asked) -> float:
    return statistics.median(left.seconds) / statistics.median(right.seconds)


def _articles() -> list[ArticleText]:
    chance = np.random.default_rng(11)
    return [
        ArticleText(f"article-{n:04}", "orders", "en", ways[0], "Do as it says.", tuple(ways[1:]), 1)
        for n in range(ARTICLES)
        for ways in [[_text(n, chance) for _ in range(WAYS_OF_ASKING)]]
    ]


def _changed(articles: Sequence[ArticleText]) -> list[ArticleText]:
    """One article gets another question, loses a way of asking and gains two."""
    place, chance = len(articles) // 2, np.random.default_rng(12)
    fresh = [_text(place, chance) for _ in range(3)]
    edited = replace(articles[place], question=fresh[0], also_asked=(*articles[place].also_asked[1:], *fresh[1:]))
    return [*articles[:place], edited, *articles[place + 1 :]]


def _questions() -> list[str]:
    chance = np.random.default_rng(13)
    return [_text(int(n), chance) for n in chance.integers(0, ARTICLES, 500)]


def _text(article: int, chance: np.random.Generator) -> str:
    """Words made up: the article's own first, then some that any text may hold, the early ones more often."""
    numbers = (VOCABULARY * chance.random(7) ** 2).astype(int)
    return " ".join([_word(VOCABULARY + article), *map(_word, numbers)])


def _word(number: int) -> str:
    """Two or three syllables out of a hundred, scattered, so that few words share their letters."""
    scattered = number * 7_919 % 1_000_003
    syllables = [scattered // 100**place % 100 for place in range(2 + scattered % 2)]
    return "".join("bcdfghjklmnprstvwxyz"[each // 5] + "aeiou"[each % 5] for each in syllables)


def _direction(text: str) -> Vectors:
    chance = np.random.default_rng(list(text.encode()))
    return np.asarray(chance.standard_normal(MadeUpMeaning.dimensions), dtype=np.float32) / np.float32(22.6)
