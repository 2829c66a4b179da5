"""Compile the interface's translations: ``python -m loket.config.messages``. By Babel, for msgfmt may be missing."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues(directory: Path = LOCALE) -> int:
    """Compile every catalogue that is newer than its compiled file; returns how many."""
    stale = [source for source in sorted(directory.glob("*/LC_MESSAGES/*.po")) if _is_stale(source)]
    for source in stale:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        unfinished = source.with_suffix(".mo.part")
        with unfinished.open("wb") as file:
            write_mo(file, catalogue)
        unfinished.replace(source.with_suffix(".mo"))
    return len(stale)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues()
    sys.exit(0)
