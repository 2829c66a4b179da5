"""Notices that the code has changed, for development."""

from __future__ import annotations

from pathlib import Path

_ENDINGS = {".py", ".html", ".mo", ".css", ".js", ".svg"}


class SourceWatch:
    """Remembers the state of the sources below a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._state = self._read()

    def seen(self) -> bool:
        """Whether anything has changed since the last time it was asked."""
        state = self._read()
        changed, self._state = state != self._state, state
        return changed

    def _read(self) -> dict[Path, int]:
        found: dict[Path, int] = {}
        for path in self._directory.rglob("*"):
            if path.suffix in _ENDINGS:
                try:
                    found[path] = path.stat().st_mtime_ns
                except FileNotFoundError:
                    continue
        return found
