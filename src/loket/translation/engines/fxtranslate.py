"""Firefox Translations models from a folder of the operator's, run in this process by the library ``fxtranslate``.

The folder holds one directory a pair, as ``fxtranslate models add`` makes them: ``en-es/`` with ``model.*.bin`` and one
``vocab.*.spm``, or ``srcvocab.*`` and ``trgvocab.*``. Nothing is ever fetched, and no third language stands between.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from loket.translation.port import EngineFailed
from loket.translation.shapes import BRACKETS, LETTERS, Shape
from loket.translation.tags import plain

MODELS_HELD = 4  # about 100 MB each


class Model(Protocol):
    """What the library makes of a directory."""

    def translate_long(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """The files of one pair."""

    model: Path
    source_vocabulary: Path
    target_vocabulary: Path


class FxTranslate:
    """Loads a pair's model when it is first asked for, and translates one text at a time."""

    name = "fxtranslate"
    # Their vocabularies know letters and digits, but hardly a rare bracket.
    shapes: tuple[Shape, ...] = (LETTERS, BRACKETS)

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loaded: OrderedDict[tuple[str, str], Model] = OrderedDict()
        self._busy = threading.Lock()

    def pairs(self) -> frozenset[tuple[str, str]] | None:
        """Those whose directory is complete; read anew each time, for models may be added while Loket runs."""
        return frozenset(self._complete())

    def translate(self, texts: Sequence[str], *, source: str, target: str, seconds: float) -> list[str]:
        deadline = time.monotonic() + seconds
        # One at a time: a text takes a whole core, and a second one would only make both late.
        if not self._busy.acquire(timeout=seconds):
            raise EngineFailed(f"busy for {seconds:g} s", is_down=False, is_late=True)
        work: Future[list[str]] = Future()
        asked = (work, list(texts), (plain(source), plain(target)), deadline)
        threading.Thread(target=self._run, args=asked, name=self.name, daemon=True).start()
        try:
            return work.result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            raise EngineFailed(f"no answer within {seconds:g} s", is_late=True) from None

    def _run(self, work: Future[list[str]], texts: list[str], pair: tuple[str, str], deadline: float) -> None:
        """In a thread of its own, which gives up between two texts once nobody waits any more."""
        try:
            model = self._model(pair)
            done: list[str] = []
            for text in texts:
                if time.monotonic() > deadline:
                    raise EngineFailed("given up", is_down=False, is_late=True)
                done.append(model.translate_long(text))
            work.set_result(done)
        except EngineFailed as failure:
            work.set_exception(failure)
        finally:
            # A fault within the library ends this thread, and nobody waits for it.
            if not work.done():
                work.set_exception(EngineFailed("the model failed"))
            self._busy.release()

    def _model(self, pair: tuple[str, str]) -> Model:
        if pair not in self._loaded:
            files = self._complete().get(pair)
            if files is None:
                raise EngineFailed(f"the folder has no model for {pair[0]} to {pair[1]}", is_down=False)
            self._loaded[pair] = load_model(files)
        self._loaded.move_to_end(pair)
        while len(self._loaded) > MODELS_HELD:
            self._loaded.popitem(last=False)
        return self._loaded[pair]

    def _complete(self) -> dict[tuple[str, str], ModelFiles]:
        found: dict[tuple[str, str], ModelFiles] = {}
        try:
            directories = sorted(path for path in self._folder.iterdir() if path.is_dir())
        except OSError:
            return found
        for directory in directories:
            source, _, target = directory.name.partition("-")
            files = _files(directory)
            if target and files:
                found[plain(source), plain(target)] = files
        return found


def load_model(files: ModelFiles) -> Model:
    """The model in these files, in memory; raises EngineFailed where they are none."""
    try:
        # Who has no models pays for no library of several megabytes.
        from fxtranslate import Translator  # noqa: PLC0415

        loaded: Model = Translator(
            files.model.read_bytes(), files.source_vocabulary.read_bytes(), files.target_vocabulary.read_bytes()
        )
    except ImportError:
        raise EngineFailed("the library fxtranslate is not installed") from None
    except (OSError, ValueError) as error:
        raise EngineFailed(f"{files.model.parent.name} could not be loaded: {error}") from None
    return loaded


def _files(directory: Path) -> ModelFiles | None:
    models = sorted(directory.glob("model.*.bin"))
    shared = sorted(directory.glob("vocab.*.spm"))
    sources = shared or sorted(directory.glob("srcvocab.*.spm"))
    targets = shared or sorted(directory.glob("trgvocab.*.spm"))
    if not (models and sources and targets):
        return None
    return ModelFiles(models[0], sources[0], targets[0])
