"""Build a bank of a set's articles, ask its lines one by one, and count: what is right, and what it costs."""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.public.rows import SEED, PublicSet
from loket.assistant.article_texts import ArticleText
from loket.assistant.bank import Bank, build_bank
from loket.assistant.evaluation import Figures, Outcome, Progress, evaluate, measure, run_line
from loket.lib.embedding import Embedder, Vectors, e5, use
from loket.lib.vector_cache import VectorCache

SECONDS_BETWEEN_LINES = 5.0


class Clocked:
    """An engine that knows how often it was asked, and what that took of the processor."""

    def __init__(self, engine: Embedder) -> None:
        self.engine, self.name, self.dimensions = engine, engine.name, engine.dimensions
        self.calls, self.seconds = 0, 0.0

    @property
    def passages(self) -> Embedder:
        """The engine's own; passages are read before the first question."""
        return self.engine.passages

    def embed(self, texts: Sequence[str]) -> Vectors:
        """As the engine does."""
        started = time.process_time()
        vectors = self.engine.embed(texts)
        self.calls += 1
        self.seconds += time.process_time() - started
        return vectors


@dataclass(frozen=True, slots=True)
class Building:
    """What it took to make the bank; seconds of wall time. Texts whose vectors were stored already cost nothing."""

    articles: int
    texts: int
    embedded: dict[str, int]
    embedding_seconds: float
    learning_seconds: float


@dataclass(frozen=True, slots=True)
class Pace:
    """Questions one after the other, on one core where the system can pin a process."""

    questions: int
    processor_seconds: float
    wall_seconds: float
    embedded: dict[str, int]
    embedding_seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """All that a set gave."""

    figures: Figures
    groups: dict[str, Figures]
    building: Building
    pace: Pace
    megabytes: int
    outcomes: list[Outcome]


def measure_set(public: PublicSet, *, name: str, cache: Path, reuse: bool = False) -> Measured:
    """Everything in this process, from texts to figures; with `reuse` what was learnt before is not learnt anew."""
    engines = (Clocked(use()), Clocked(e5()))
    bank, building = _built(public.articles, engines, name=name, cache=VectorCache(cache), reuse=reuse)
    with one_core():
        outcomes, pace = _asked(public, bank, engines, name=name)
    groups = {group: measure([outcomes[place] for place in where]) for group, where in public.groups.items()}
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Measured(measure(outcomes), groups, building, pace, megabytes, outcomes)


def sample(public: PublicSet, limit: int) -> PublicSet:
    """At most this many of the lines, chosen by chance; the articles stay."""
    if len(public.lines) <= limit:
        return public
    chosen = sorted(random.Random(SEED).sample(range(len(public.lines)), limit))
    at = {place: new for new, place in enumerate(chosen)}
    groups = {group: [at[place] for place in where if place in at] for group, where in public.groups.items()}
    return PublicSet(public.articles, [public.lines[place] for place in chosen], groups)


def _built(
    articles: Sequence[ArticleText], engines: Sequence[Embedder], *, name: str, cache: VectorCache, reuse: bool
) -> tuple[Bank, Building]:
    texts = [text for each in articles for text in dict.fromkeys((each.question, *each.also_asked))]
    started = time.perf_counter()
    embedded = {}
    for engine in engines:
        embedded[engine.name] = cache.missing(texts, engine.name)
        cache.vectors(texts, engine, progress=teller(f"{name}: embedding with {engine.name}"))
    middle = time.perf_counter()
    if not reuse:
        _forget_lessons(cache.directory)
    bank = build_bank(articles, *engines, cache=cache, learning="all", progress=teller(f"{name}: building"))
    seconds = (round(middle - started, 1), round(time.perf_counter() - middle, 1))
    return bank, Building(len(bank.slugs), len(texts), embedded, *seconds)


def _forget_lessons(directory: Path) -> None:
    """The directory is the measurements' own; what was learnt before must not make this run look quick."""
    for kind in ("bank", "lessons"):
        for path in directory.glob(f"{kind}-*.npz"):
            path.unlink(missing_ok=True)


def _asked(public: PublicSet, bank: Bank, engines: Sequence[Clocked], *, name: str) -> tuple[list[Outcome], Pace]:
    """As `evaluate` asks, which serves to warm up; its outcomes are kept here, to measure parts of them too."""
    evaluate(public.lines[:1], bank)
    tell = teller(f"{name}: asking")
    before = {each.name: (each.calls, each.seconds) for each in engines}
    outcomes = []
    wall, processor = time.perf_counter(), time.process_time()
    for done, line in enumerate(public.lines, start=1):
        outcomes.append(run_line(line, bank))
        tell(done, len(public.lines))
    seconds = (round(time.process_time() - processor, 3), round(time.perf_counter() - wall, 3))
    calls = {each.name: each.calls - before[each.name][0] for each in engines}
    spent = {each.name: round(each.seconds - before[each.name][1], 3) for each in engines}
    return outcomes, Pace(len(outcomes), *seconds, calls, spent)


@contextmanager
def one_core() -> Iterator[None]:
    """Keep this process on one core, where the system lets it."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def teller(what: str) -> Progress:
    """A line on stderr every few seconds."""
    latest = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal latest
        if time.monotonic() - latest >= SECONDS_BETWEEN_LINES:
            latest = time.monotonic()
            print(f"  {what}, {done} of {total}", file=sys.stderr, flush=True)

    return tell
