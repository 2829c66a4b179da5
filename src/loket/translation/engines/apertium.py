"""Apertium as Debian packages it: a program with rules and dictionaries for neighbouring languages.

It gets each line as a paragraph of its own. Marks of unknown words ("*", "@", "#") are switched off.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from loket.translation.port import EngineFailed
from loket.translation.shapes import BRACKETS, LETTERS, Shape
from loket.translation.tags import plain, region

PROGRAM = "apertium"
DATA = Path("/usr/share/apertium")
BETWEEN = "\n\n"
# Portuguese without a region is Brazil's here, as everywhere in Loket.
_USUAL_REGION = {"pt": "BR"}


class Apertium:
    """Asks the program ``apertium`` once per text; each pair is a package such as apertium-es-pt."""

    name = "apertium"
    shapes: tuple[Shape, ...] = (BRACKETS, LETTERS)

    def __init__(self, program: str = PROGRAM, data: Path = DATA) -> None:
        self._program = program
        self._data = data

    def pairs(self) -> frozenset[tuple[str, str]] | None:
        """Those whose package is installed; none without the program."""
        if shutil.which(self._program) is None:
            return frozenset()
        return frozenset((plain(source), plain(target)) for source, target in map(_languages, self._modes))

    def translate(self, texts: Sequence[str], *, source: str, target: str, seconds: float) -> list[str]:
        mode = self._mode(source, target)
        written = self._piped(BETWEEN.join(map(_one_line, texts)) + "\n", mode, seconds)
        translated = written.rstrip("\n").split(BETWEEN)
        if len(translated) != len(texts):
            raise EngineFailed("another number of lines came back", is_down=False)
        return translated

    @cached_property
    def _modes(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self._data / "modes").glob("*-*.mode")))

    def _mode(self, source: str, target: str) -> str:
        wanted = region(target) or _USUAL_REGION.get(plain(target), "")
        fitting = [
            mode for mode in self._modes if tuple(map(plain, _languages(mode))) == (plain(source), plain(target))
        ]
        if not fitting:
            raise EngineFailed(f"there is no package for {source} to {target}", is_down=False)
        return min(fitting, key=lambda mode: (region(_languages(mode)[1]) != wanted, bool(region(_languages(mode)[1]))))

    def _piped(self, text: str, mode: str, seconds: float) -> str:
        # A shell script with a pipe behind it: only its whole group can be ended.
        try:
            process = subprocess.Popen(  # noqa: S603  the program is the operator's, the mode one of the installed
                [self._program, "-u", "-d", str(self._data), mode],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise EngineFailed(f"apertium could not be started ({type(error).__name__})") from None
        try:
            written, _ = process.communicate(text.encode(), timeout=seconds)
        except subprocess.TimeoutExpired:
            raise EngineFailed(f"no answer within {seconds:g} s", is_late=True) from None
        finally:
            _end(process)
        if process.returncode:
            raise EngineFailed(f"apertium ended with status {process.returncode}")
        return written.decode(errors="replace")


def _languages(mode: str) -> tuple[str, str]:
    source, _, target = mode.partition("-")
    return source, target


def _one_line(text: str) -> str:
    # A zero byte would make the pipe flush, another kind of line break end a paragraph.
    return " ".join(text.replace("\0", " ").splitlines())


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
