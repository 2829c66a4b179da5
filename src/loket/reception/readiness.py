"""What a process does once before it is ready."""

from __future__ import annotations

from loket.assistant import banks


def prepare(*, study: bool = False) -> None:
    """Index the articles and keep watching them; ``study`` lets this process do the slow engine's work and learn."""
    banks.keep(study=study)
