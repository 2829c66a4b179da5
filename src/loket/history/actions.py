from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from loket.history import dispatch
from loket.history.models import Event

LOOK_IS_ONE_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event that is yet to be added."""

    action: str
    subject: str
    by: str
    actor_id: int | None = None
    data: Mapping[str, object] = field(default_factory=dict)


def record(
    action: str,
    subject: str,
    *,
    by: str,
    actor_id: int | None = None,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Add one event and queue whatever the table of reactions says follows from it."""
    event = _event(Happening(action, subject, by, actor_id, data or {}))
    event.save(force_insert=True)
    dispatch.defer_reactions(event)
    return event


def record_all(happenings: Iterable[Happening]) -> None:
    """Add many events, in their order, by one statement, and queue what follows from each."""
    for event in Event.objects.bulk_create(_event(each) for each in happenings):
        dispatch.defer_reactions(event)


def record_look(subject: str, *, by: str, actor_id: int | None = None) -> None:
    """Note that somebody saw personal data; once per person, object and hour."""
    since = timezone.now() - LOOK_IS_ONE_FOR
    if Event.objects.filter(action="personal_data.seen", subject=subject, by=by, at__gte=since).exists():
        return
    record("personal_data.seen", subject, by=by, actor_id=actor_id)


def _event(told: Happening) -> Event:
    return Event(action=told.action, subject=told.subject, by=told.by, actor_id=told.actor_id, data=dict(told.data))
