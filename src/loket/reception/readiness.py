"""What a process does once before it is ready."""

from __future__ import annotations

from loket.assistant import banks


def prepare(*, embed_slowly: bool = False) -> None:
    """Index the articles and keep watching them; ``embed_slowly`` lets this process do the slow engine's work."""
    banks.keep(embed_slowly=embed_slowly)
