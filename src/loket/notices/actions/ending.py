"""Notices that end without having gone out: never silently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from loket.history.actions import record
from loket.notices.actions.news import tell_of_outbox
from loket.notices.models import Notice, State
from loket.notices.references import label_of
from loket.people.actors import SYSTEM


def end(notices: Iterable[Notice], *, state: State, problem: str, said: str = "", now: datetime) -> None:
    """End locked notices with the same words; those folded into one stand for themselves again, to be retried."""
    for notice in notices:
        _end(notice, state=state, problem=problem, said=said, now=now)
        for folded in Notice.objects.filter(folded_into=notice, state=State.FOLDED, accepted_at=None):
            _end(folded, state=state, problem=problem, said=said, now=now)


def note_end(notice: Notice) -> None:
    """Write down in the history of what it is about that a notice did not reach its recipient."""
    tell_of_outbox()
    record(
        "notice.failed",
        notice.subject,
        by=SYSTEM.label,
        data={
            "notice": notice.pk,
            "purpose": notice.purpose,
            "recipient": label_of(notice.recipient),
            "problem": notice.problem,
        },
    )


def _end(notice: Notice, *, state: State, problem: str, said: str, now: datetime) -> None:
    notice.state = state
    notice.problem = problem
    notice.last_said = said or notice.last_said
    notice.ended_at = now
    notice.next_attempt_at = None
    notice.slot = None
    notice.folded_into = None
    notice.save(update_fields=["state", "problem", "last_said", "ended_at", "next_attempt_at", "slot", "folded_into"])
    note_end(notice)
