"""Which functions follow from which action, read from ``settings.LOKET_REACTIONS``.

Reactions are idempotent and unordered; they run as jobs, so they see committed data only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from loket.history import jobs
from loket.history.models import Event
from loket.lib.jobs import defer

Reaction = Callable[[int], None]


@cache
def reactions() -> Mapping[str, Sequence[str]]:
    """The table ``{action: [dotted paths of functions taking an event id]}``."""
    table: Mapping[str, Sequence[str]] = import_string(settings.LOKET_REACTIONS)
    return table


def defer_reactions(event: Event) -> None:
    """Queue one job if anything follows from ``event``."""
    if event.action in reactions():
        defer(jobs.react, event_id=event.pk)


def react(event_id: int) -> None:
    """Run everything that follows from the event."""
    event = Event.objects.get(pk=event_id)
    for path in reactions().get(event.action, ()):
        reaction: Reaction = import_string(path)
        reaction(event.pk)
