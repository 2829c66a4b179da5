"""Which promises run, for whoever shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DateTimeField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from loket.conversations.models import Conversation
from loket.promises.models import Promise

# Where nothing is promised, a row stands behind all that has a date, whoever has waited longest first.
BEHIND = timedelta(days=365_000)


@dataclass(frozen=True, slots=True)
class Promised:
    """The running promise of a case: what is due when, since when it is pressing, and the rule that says so."""

    kind: str
    due_at: datetime | None
    warn_at: datetime | None
    is_renewed: bool
    rule: str
    rule_name: str
    why: tuple[str, ...]

    def is_near(self, now: datetime) -> bool:
        """Whether little of its time is left."""
        return self.warn_at is not None and self.warn_at <= now


def promises_of(conversation_ids: Collection[UUID]) -> Mapping[UUID, Promised]:
    """The running promise of each case that has one; one statement, and none where nobody is asked about."""
    if not conversation_ids:
        return {}
    rows = Promise.objects.filter(conversation__in=conversation_ids, stopped_at=None)
    return {row.conversation_id: _promised(row) for row in rows}


def promised_by(conversation_id: UUID) -> datetime | None:
    """By when a case's customer has our answer; None where nothing is promised or it is not our turn."""
    found = promises_of([conversation_id]).get(conversation_id)
    return found.due_at if found else None


def promise_history(conversation_id: UUID) -> list[Promise]:
    """Everything that was promised in a case, the latest first."""
    return list(Promise.objects.filter(conversation=conversation_id).order_by("-started_at", "-renewal"))


@dataclass(frozen=True, slots=True)
class DueCursor:
    """Where a page of the queue ends: whether the row is urgent, when it is due, and its id."""

    is_urgent: bool
    due_at: datetime
    id: UUID


def by_due_time(conversations: QuerySet[Conversation], *, after: DueCursor | None, limit: int) -> list[Conversation]:
    """One page of conversations that wait: urgent ones first, then what is due first; paged by key.

    ``conversations`` are annotated with ``is_urgent`` and ``waiting_since``; the rows come with ``due_by`` too.
    """
    running = Promise.objects.filter(conversation=OuterRef("pk"), stopped_at=None).values("due_at")[:1]
    waits = ExpressionWrapper(Coalesce("waiting_since", "updated_at") + BEHIND, output_field=DateTimeField())
    rows = conversations.annotate(
        due_by=Coalesce(Subquery(running), waits), presses=Coalesce("is_urgent", Value(False))
    )
    if after is not None:
        later = Q(due_by__gt=after.due_at) | Q(due_by=after.due_at, id__gt=after.id)
        behind = Q(presses=True) & later | Q(presses=False) if after.is_urgent else Q(presses=False) & later
        rows = rows.filter(behind)
    return list(rows.order_by("-presses", "due_by", "id")[:limit])


def _promised(row: Promise) -> Promised:
    return Promised(
        row.kind, row.due_at, row.warn_at, row.renewal > 0, row.rule, row.rule_name, tuple(map(str, row.why))
    )
