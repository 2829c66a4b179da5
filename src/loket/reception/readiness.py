"""What a process does once before it is ready."""

from __future__ import annotations

from loket.assistant import banks
from loket.assistant.policies import held
from loket.reception import people_at_hand


def prepare(*, study: bool = False) -> None:
    """Index the articles and keep watching them; ``study`` lets this process do the slow engine's work and learn."""
    banks.keep(study=study, beside=(held.refresh, people_at_hand.refresh))
