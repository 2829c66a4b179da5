"""What a process does once before it is ready."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from loket.assistant import banks
from loket.assistant.policies import held
from loket.assistant.studying import QUIET_MINUTES
from loket.reception import people_at_hand
from loket.reception.queries import has_been_quiet
from loket.texts import held as ready_texts


def prepare(*, study: bool = False) -> None:
    """Index the articles and keep watching them; ``study`` lets this process do the slow engine's work and learn."""
    beside = (held.refresh, people_at_hand.refresh, ready_texts.refresh)
    banks.keep(study=study, beside=beside, is_quiet=_is_quiet)


def _is_quiet() -> bool:
    return has_been_quiet(timezone.now() - timedelta(minutes=QUIET_MINUTES))
