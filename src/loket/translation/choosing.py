"""Which engines are asked for a pair, in which order, for how long, and which of their answers is believed."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from loket.lib.circuit_breaker import CircuitBreaker
from loket.translation.configured import configured_engines
from loket.translation.port import Engine, EngineFailed, Problem
from loket.translation.protecting import Protected, restore
from loket.translation.shapes import BRACKETS, Shape
from loket.translation.tags import plain

FAILURES_TO_OPEN = 3
OPEN_SECONDS = 30.0
# An engine that has another one behind it may not use up the time of both.
SHARE_OF_FIRST = 0.6
SHORTEST_SECONDS = 0.05
# A translation so much longer than its text is a machine that ran away, or an answer instead of a translation.
LONGER_AT_MOST, LETTERS_MORE = 6, 80

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engines made of a text: a whole translation and whose it is, or why there is none."""

    text: str = ""
    engine: str = ""
    problem: Problem = ""


def engines_for(source: str, target: str) -> list[Engine]:
    """The engines that speak this pair, in the operator's order; those that rest after failures are among them."""
    return [engine for engine in configured_engines() if speaks(engine, source, target)]


def speaks(engine: Engine, source: str, target: str) -> bool:
    """Whether an engine takes this pair; regions do not matter."""
    pairs = engine.pairs()
    return pairs is None or (plain(source), plain(target)) in pairs


def try_engines(
    protected: Protected, engines: Sequence[Engine], *, source: str, target: str, seconds: float
) -> Outcome:
    """Ask one engine after the other until one translation stands every check; ``seconds`` are for all together."""
    if not engines:
        return Outcome(problem="no_engine")
    deadline = time.monotonic() + seconds
    problems: list[Problem] = []
    for place, engine in enumerate(engines):
        remaining = deadline - time.monotonic()
        if remaining < SHORTEST_SECONDS:
            problems.append("too_slow")
            break
        share = remaining if place + 1 == len(engines) else remaining * SHARE_OF_FIRST
        outcome = _ask(engine, protected, source=source, target=target, seconds=share)
        if not outcome.problem:
            return outcome
        problems.append(outcome.problem)
    # What a person can do something about is said first.
    return Outcome(problem=next((each for each in ("not_safe", "too_slow") if each in problems), "failed"))


def _ask(engine: Engine, protected: Protected, *, source: str, target: str, seconds: float) -> Outcome:
    """One engine with each of its shapes, the one that held last time first."""
    deadline = time.monotonic() + seconds
    pair = engine.name, plain(source), plain(target)
    problem: Problem = "failed"
    for shape in _shapes(engine, pair, protected):
        remaining = deadline - time.monotonic()
        if remaining < SHORTEST_SECONDS or not breaker(engine.name).allows(time.monotonic()):
            break
        try:
            translated = _translated(engine, protected, shape, source=source, target=target, seconds=remaining)
        except EngineFailed as failure:
            return Outcome(problem="too_slow" if failure.is_late else "failed")
        whole = restore(translated, protected) if _is_plausible(translated, protected.text) else None
        if whole is not None:
            _kept_shapes[pair] = shape.name
            return Outcome(text=whole, engine=engine.name)
        problem = "not_safe"
    return Outcome(problem=problem)


def _translated(engine: Engine, protected: Protected, shape: Shape, *, source: str, target: str, seconds: float) -> str:
    """The text in the other language, line by line, so that no engine can lose a line break."""
    lines = [_Line.of(line) for line in protected.text.split("\n")]
    asked = [shape.written(line.words) for line in lines if line.has_letters]
    try:
        answered = iter(_asked(engine, asked, source=source, target=target, seconds=seconds))
    except EngineFailed as failure:
        _note_failure(engine, failure)
        raise
    breaker(engine.name).succeeded()
    done = [
        replace(line, words=shape.read(next(answered)).strip().replace("\n", " ")) if line.has_letters else line
        for line in lines
    ]
    return "\n".join(f"{line.before}{line.words}{line.after}" for line in done)


def _asked(engine: Engine, lines: list[str], *, source: str, target: str, seconds: float) -> list[str]:
    """As many lines as were asked for; whatever an engine does wrong is one kind of failure."""
    try:
        answered = engine.translate(lines, source=source, target=target, seconds=seconds)
    except EngineFailed:
        raise
    except Exception as error:
        raise EngineFailed(type(error).__name__) from error
    if len(answered) != len(lines):
        raise EngineFailed(f"{len(answered)} lines came back for {len(lines)}", is_down=False)
    return answered


@dataclass(frozen=True, slots=True)
class _Line:
    """One line with the blanks around it, which engines do not see."""

    before: str
    words: str
    after: str

    @classmethod
    def of(cls, line: str) -> _Line:
        words = line.strip()
        start = line.find(words) if words else len(line)
        return cls(line[:start], words, line[start + len(words) :])

    @property
    def has_letters(self) -> bool:
        return any(character.isalpha() for character in self.words)


def _is_plausible(translated: str, text: str) -> bool:
    return bool(translated.strip()) and len(translated) <= LONGER_AT_MOST * len(text) + LETTERS_MORE


def _shapes(engine: Engine, pair: tuple[str, str, str], protected: Protected) -> Sequence[Shape]:
    if not protected.parts:
        return (BRACKETS,)
    kept = _kept_shapes.get(pair)
    return sorted(engine.shapes, key=lambda shape: shape.name != kept)


def _note_failure(engine: Engine, failure: EngineFailed) -> None:
    if failure.is_down and breaker(engine.name).failed(time.monotonic()):
        logger.warning("The translator %s is left alone for %d s: %s.", engine.name, OPEN_SECONDS, failure.said)
    if not failure.is_down:
        breaker(engine.name).succeeded()


@lru_cache(maxsize=32)
def breaker(name: str) -> CircuitBreaker:
    """The circuit breaker of one engine in this process."""
    return CircuitBreaker(failures=FAILURES_TO_OPEN, open_seconds=OPEN_SECONDS)


# A fact of the engine and the pair, learnt as it is used.
_kept_shapes: dict[tuple[str, str, str], str] = {}
