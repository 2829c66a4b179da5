from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone

from loket.history import dispatch
from loket.history.models import Event

LOOK_IS_ONE_FOR = timedelta(hours=1)


def record(
    action: str,
    subject: str,
    *,
    by: str,
    actor_id: int | None = None,
    data: Mapping[str, object] | None = None,
) -> Event:
    """Add one event and queue whatever the table of reactions says follows from it."""
    event = Event.objects.create(action=action, subject=subject, by=by, actor_id=actor_id, data=dict(data or {}))
    dispatch.defer_reactions(event)
    return event


def record_look(subject: str, *, by: str, actor_id: int | None = None) -> None:
    """Note that somebody saw personal data; once per person, object and hour."""
    since = timezone.now() - LOOK_IS_ONE_FOR
    if Event.objects.filter(action="personal_data.seen", subject=subject, by=by, at__gte=since).exists():
        return
    record("personal_data.seen", subject, by=by, actor_id=actor_id)
