"""What is learnt from the articles (words and calibrations), kept on disk by the bank's version."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from loket.assistant.calibration import Calibration
from loket.assistant.lexical import LexicalIndex

Doubles = npt.NDArray[np.float64]

FILES_KEPT = 6  # a version for each set of engines, and the ones before, for processes that start meanwhile


@dataclass(frozen=True, slots=True)
class Fitted:
    """The parts of a bank that cost time to make."""

    words: LexicalIndex
    home: Calibration
    abroad: Calibration


def fitted_or_fit(directory: Path | None, version: str, fit: Callable[[], Fitted]) -> Fitted:
    """The parts of this version from the directory; else made now and left there for the next start."""
    if directory is None:
        return fit()
    path = directory / f"bank-{version}.npz"
    found = _read(path)
    if found is not None:
        return found
    made = fit()
    _write(path, made)
    _prune(directory)
    return made


def _read(path: Path) -> Fitted | None:
    """What the file holds; a damaged one counts as missing, and is written anew."""
    try:
        with np.load(path) as stored:
            terms = bytes(stored["terms"]).decode("utf-8", "surrogatepass").split("\n")
            arrays = {name: stored[name] for name in ("rarity", "starts", "holders", "weights")}
            words = LexicalIndex(
                {term: row for row, term in enumerate(terms) if term}, **arrays, texts=int(stored["texts"])
            )
            return Fitted(words, _calibration(stored["home"]), _calibration(stored["abroad"]))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def _calibration(row: Doubles) -> Calibration:
    return Calibration(tuple(float(weight) for weight in row[:-1]), int(row[-1]))


def _row(calibration: Calibration) -> Doubles:
    return np.array([*calibration.weights, calibration.examples])


def _write(path: Path, fitted: Fitted) -> None:
    words = fitted.words
    path.parent.mkdir(parents=True, exist_ok=True)
    # A reader must never meet half a file, so it appears under its name in one step.
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.savez(
            file,
            terms=np.frombuffer("\n".join(words.terms).encode("utf-8", "surrogatepass"), dtype=np.uint8),
            rarity=words.rarity,
            starts=words.starts,
            holders=words.holders,
            weights=words.weights,
            texts=np.array(words.texts),
            home=_row(fitted.home),
            abroad=_row(fitted.abroad),
        )
    os.replace(file.name, path)


def _prune(directory: Path) -> None:
    stored = sorted(((path.stat().st_mtime, path) for path in directory.glob("bank-*.npz")), reverse=True)
    for _, path in stored[FILES_KEPT:]:
        path.unlink(missing_ok=True)
