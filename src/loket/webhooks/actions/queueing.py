"""From history to what has to be sent: for each endpoint the events that it asked for and may hear of, in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from loket.conversations.access import visible_to as conversations_visible_to
from loket.conversations.models import Conversation
from loket.disputes.models import Dispute
from loket.history.models import Event
from loket.lib.jobs import defer
from loket.people.actors import ServerActor
from loket.people.scopes import KeyScope
from loket.webhooks import jobs
from loket.webhooks.documents import document_of
from loket.webhooks.models import Delivery, Endpoint
from loket.webhooks.names import NAMES, scope_of

# What came before an event and is not queued yet is looked for so far back; older has been queued long ago.
_LOOKS_BACK = timedelta(days=1)


def queue_event(event_id: int) -> int:
    """Queue an event for every endpoint that wants it; returns for how many it is new. Once more changes nothing.

    Jobs run in any order: what happened to the same thing before it and is not queued yet goes along, ahead of it.
    """
    event = Event.objects.filter(pk=event_id, action__in=NAMES).first()
    if event is None:
        return 0
    endpoints = list(Endpoint.objects.filter(off_since=None, created_at__lte=event.at).select_related("key"))
    thing = _thing(event.subject) if endpoints else None
    if thing is None:
        return 0
    return sum(_queue(endpoint, event, thing) for endpoint in endpoints if _may_hear(endpoint, thing))


@transaction.atomic
def _queue(endpoint: Endpoint, event: Event, thing: Dispute | Conversation) -> int:
    queued = Delivery.objects.filter(endpoint=endpoint, subject=event.subject, event__lte=event.pk)
    newest = queued.aggregate(newest=Max("event"))["newest"] or 0
    if newest == event.pk:
        return 0
    since = max(event.at - _LOOKS_BACK, endpoint.created_at)
    before = Event.objects.filter(subject=event.subject, pk__gt=newest, pk__lt=event.pk, at__gte=since)
    wanted = _wanted(endpoint, [*before.order_by("pk"), event])
    rows = [
        Delivery(endpoint=endpoint, event=each.pk, name=each.action, subject=each.subject, document=document)
        for each, document in ((each, document_of(each, thing)) for each in wanted)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        defer(jobs.send, queueing_lock=f"webhooks.send:{endpoint.pk}", endpoint_id=str(endpoint.pk))
    return len(rows)


def _wanted(endpoint: Endpoint, events: Iterable[Event]) -> list[Event]:
    scopes = set(endpoint.key.scopes) if endpoint.key else {each.value for each in KeyScope}
    names = {name for name in endpoint.names or NAMES if scope_of(name) in scopes}
    return [each for each in events if each.action in names]


def _thing(subject: str) -> Dispute | Conversation | None:
    kind, _, key = subject.partition(":")
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    if kind == "dispute":
        return Dispute.objects.select_related("order", "seller").filter(pk=wanted).first()
    return Conversation.objects.filter(pk=wanted).first() if kind == "conversation" else None


def _may_hear(endpoint: Endpoint, thing: Dispute | Conversation) -> bool:
    """A key hears of all disputes where its scope says so, and of the conversations that it opened."""
    key = endpoint.key
    if key is None:
        return True
    if key.revoked_at is not None:
        return False
    if isinstance(thing, Dispute):
        return KeyScope.DISPUTES in key.scopes
    actor = ServerActor(key.pk, key.name, tuple(key.scopes))
    return conversations_visible_to(actor).filter(pk=thing.pk).exists()
