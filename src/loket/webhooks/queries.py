"""What the desk and the API show of endpoints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from loket.people.actors import Actor
from loket.webhooks.access import visible_to
from loket.webhooks.models import Delivery


@dataclass(frozen=True, slots=True)
class EndpointRow:
    """One endpoint without its secret; ``events`` is empty where it is told everything it may hear of."""

    id: UUID
    url: str
    name: str
    events: tuple[str, ...]
    key_name: str
    created_at: datetime
    is_on: bool
    off_because: str
    off_since: datetime | None
    is_failing: bool
    failing_since: datetime | None
    last_sent_at: datetime | None
    last_said: str
    waiting: int
    failed: int


def endpoints_of(actor: Actor) -> Sequence[EndpointRow]:
    """The endpoints that ``actor`` may see, the oldest first; one statement."""
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.WAITING))
    failed = Count("deliveries", filter=Q(deliveries__state=Delivery.State.FAILED))
    rows = visible_to(actor).annotate(waiting=waiting, failed=failed).order_by("created_at", "pk")
    return [
        EndpointRow(
            id=row.pk,
            url=row.url,
            name=row.name,
            events=tuple(row.names),
            key_name=row.key.name if row.key else "",
            created_at=row.created_at,
            is_on=row.off_since is None,
            off_because=row.off_because,
            off_since=row.off_since,
            is_failing=row.failing_since is not None,
            failing_since=row.failing_since,
            last_sent_at=row.last_sent_at,
            last_said=row.last_said,
            waiting=row.waiting,
            failed=row.failed,
        )
        for row in rows
    ]
