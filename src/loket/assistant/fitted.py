"""What is learnt from the articles (words, calibrations, ridges), kept on disk by the bank's version."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import Calibration
from loket.assistant.lexical import LexicalIndex
from loket.assistant.ridge import Ridge

T = TypeVar("T")

Doubles = npt.NDArray[np.float64]
Arrays = Mapping[str, npt.NDArray[Any]]

FILES_KEPT = 6  # a version for each set of engines, and the ones before, for processes that start meanwhile


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one stage of the cascade learnt: a ridge, and how to read its scores."""

    ridge: Ridge
    home: Calibration
    abroad: Calibration


@dataclass(frozen=True, slots=True)
class Lessons:
    """A lesson for each stage; `thorough` where all was learnt anew, not where earlier lessons were patched."""

    stages: tuple[Lesson, ...]
    thorough: bool = True


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a bank needs at once: the words of all texts and of the answers, and a lesson for a start."""

    words: LexicalIndex
    passages: LexicalIndex
    lesson: Lesson


def fitted_or_fit(directory: Path | None, version: str, fit: Callable[[], Fitted]) -> Fitted:
    """The quick parts of this version from the directory; else made now and left there for the next start."""
    stored = _read(directory, f"bank-{version}.npz", _fitted)
    if stored is not None:
        return stored
    made = fit()
    _write(directory, f"bank-{version}.npz", _arrays(made))
    return made


def lessons_stamp(directory: Path, version: str) -> int | None:
    """When the lessons of this version were stored (nanoseconds), None if they were not: better ones are newer."""
    try:
        return (directory / f"lessons-{version}.npz").stat().st_mtime_ns
    except FileNotFoundError:
        return None


def stored_lessons(directory: Path | None, version: str) -> Lessons | None:
    """The lessons of this version; None if they were not learnt yet."""
    return _read(directory, f"lessons-{version}.npz", _lessons)


def store_lessons(directory: Path | None, version: str, lessons: Lessons) -> None:
    """Leave lessons for every process of this installation, in place of those that were there."""
    arrays = {
        f"{name}{n}": array for n, each in enumerate(lessons.stages) for name, array in _lesson_arrays(each).items()
    }
    _write(directory, f"lessons-{version}.npz", {**arrays, "thorough": np.array(lessons.thorough)})


def _fitted(stored: Arrays) -> Fitted:
    return Fitted(_words(stored, ""), _words(stored, "passages_"), _lesson(stored, ""))


def _words(stored: Arrays, prefix: str) -> LexicalIndex:
    terms = bytes(stored[f"{prefix}terms"]).decode("utf-8", "surrogatepass").split("\n")
    arrays = {name: stored[f"{prefix}{name}"] for name in ("rarity", "starts", "holders", "weights")}
    return LexicalIndex(
        {term: row for row, term in enumerate(terms) if term}, **arrays, texts=int(stored[f"{prefix}texts"])
    )


def _lessons(stored: Arrays) -> Lessons:
    count = sum(1 for name in stored if name.startswith("home"))
    stages = tuple(_lesson(stored, str(number)) for number in range(count))
    return Lessons(stages, bool(stored["thorough"]))


def _lesson(stored: Arrays, suffix: str) -> Lesson:
    ridge = Ridge(stored[f"landmarks{suffix}"], stored[f"ridge{suffix}"])
    return Lesson(ridge, _calibration(stored[f"home{suffix}"]), _calibration(stored[f"abroad{suffix}"]))


def _lesson_arrays(lesson: Lesson) -> Arrays:
    return {
        "landmarks": lesson.ridge.landmarks,
        "ridge": lesson.ridge.weights,
        "home": _row(lesson.home),
        "abroad": _row(lesson.abroad),
    }


def _arrays(fitted: Fitted) -> Arrays:
    return {
        **_word_arrays(fitted.words, ""),
        **_word_arrays(fitted.passages, "passages_"),
        **_lesson_arrays(fitted.lesson),
    }


def _word_arrays(words: LexicalIndex, prefix: str) -> Arrays:
    terms = "\n".join(words.terms).encode("utf-8", "surrogatepass")
    return {
        f"{prefix}terms": np.frombuffer(terms, dtype=np.uint8),
        f"{prefix}rarity": words.rarity,
        f"{prefix}starts": words.starts,
        f"{prefix}holders": words.holders,
        f"{prefix}weights": words.weights,
        f"{prefix}texts": np.array(words.texts),
    }


def _calibration(row: Doubles) -> Calibration:
    return Calibration(tuple(float(weight) for weight in row[:-1]), int(row[-1]))


def _row(calibration: Calibration) -> Doubles:
    return np.array([*calibration.weights, calibration.examples])


def _read(directory: Path | None, name: str, understand: Callable[[Arrays], T]) -> T | None:
    """What the file holds; a damaged one counts as missing, and is written anew."""
    if directory is None:
        return None
    try:
        with np.load(directory / name) as stored:
            return understand(stored)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _write(directory: Path | None, name: str, arrays: Arrays) -> None:
    if directory is None:
        return
    directory.mkdir(parents=True, exist_ok=True)
    # A reader must never meet half a file, so it appears under its name in one step.
    with tempfile.NamedTemporaryFile(dir=directory, suffix=".part", delete=False) as file:
        np.savez(file, allow_pickle=False, **dict(arrays))
    os.replace(file.name, directory / name)
    _prune(directory, name.split("-")[0])


def _prune(directory: Path, kind: str) -> None:
    stored = sorted(((path.stat().st_mtime, path) for path in directory.glob(f"{kind}-*.npz")), reverse=True)
    for _, path in stored[FILES_KEPT:]:
        path.unlink(missing_ok=True)
