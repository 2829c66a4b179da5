"""Pages by key: each begins after the last row of the one before, wherever that has gone since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from loket.disputes.models import Dispute

_BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class Key:
    """The last row of a page: its moment, None for a row without one, and its id."""

    at: datetime | None
    id: UUID

    @classmethod
    def read(cls, written: str) -> Key | None:
        """The key as a link carries it; None for the first page, and for what is no key."""
        at, between, row = written.partition(_BETWEEN)
        if not between:
            return None
        try:
            moment = datetime.fromisoformat(at) if at else None
            key = cls(moment, UUID(row))
        except ValueError:
            return None
        return None if moment and moment.tzinfo is None else key

    def __str__(self) -> str:
        return f"{self.at.isoformat() if self.at else ''}{_BETWEEN}{self.id}"


def by_deadline(rows: QuerySet[Dispute], after: Key | None, limit: int) -> tuple[Sequence[Dispute], str]:
    """The nearest deadline first, those without one last; the rows of one page, and the key of the next."""
    found: list[Dispute] = []
    if after is None or after.at is not None:
        dated = rows.filter(deadline_at__isnull=False)
        if after is not None:
            # The first condition alone is what an index can begin at.
            dated = dated.filter(Q(deadline_at__gte=after.at), Q(deadline_at__gt=after.at) | Q(pk__gt=after.id))
        found = list(dated.order_by("deadline_at", "pk")[: limit + 1])
    if len(found) <= limit:
        undated = rows.filter(deadline_at__isnull=True)
        if after is not None and after.at is None:
            undated = undated.filter(pk__gt=after.id)
        found += undated.order_by("pk")[: limit + 1 - len(found)]
    return _cut(found, limit, key_of="deadline_at")


def by_creation(rows: QuerySet[Dispute], before: Key | None, limit: int) -> tuple[Sequence[Dispute], str]:
    """The newest first; the rows of one page, and the key of the next."""
    if before is not None and before.at is not None:
        rows = rows.filter(Q(created_at__lte=before.at), Q(created_at__lt=before.at) | Q(pk__lt=before.id))
    return _cut(list(rows.order_by("-created_at", "-pk")[: limit + 1]), limit, key_of="created_at")


def _cut(found: list[Dispute], limit: int, *, key_of: str) -> tuple[Sequence[Dispute], str]:
    if len(found) <= limit:
        return found, ""
    last = found[limit - 1]
    return found[:limit], str(Key(getattr(last, key_of), last.pk))
