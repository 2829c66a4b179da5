"""What the clock does to promises: look at every case that was touched, and at every promise whose moment has come."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from loket.conversations.models import Conversation, QueueEntry
from loket.promises.actions.refreshing import refresh
from loket.promises.models import Promise, TimeKept

BATCH = 500
# What was written before the last look may have been committed after it.
OVERLAP = timedelta(minutes=2)
FIRST_LOOK_BACK = timedelta(days=3)

logger = logging.getLogger(__name__)


def keep_time(now: datetime | None = None) -> int:
    """Refresh what was touched since the last run and what is due; returns how many cases. Safe to repeat."""
    moment = now or timezone.now()
    kept = TimeKept.objects.first()
    since = (kept.until if kept else moment - FIRST_LOOK_BACK) - OVERLAP
    count = refresh_each(dict.fromkeys([*_touched(since), *_due(moment)]), moment)
    TimeKept.objects.update_or_create(pk=1, defaults={"until": moment})
    return count


def refresh_running(now: datetime | None = None) -> int:
    """Compute every running promise anew, because rules, hours or holidays changed; returns how many cases."""
    running = Promise.objects.filter(stopped_at=None).order_by("due_at").values_list("conversation_id", flat=True)
    return refresh_each(list(running), now or timezone.now())


def refresh_each(conversation_ids: Iterable[UUID], now: datetime) -> int:
    """Refresh one after the other, each in a transaction of its own; a case that fails does not hold up the rest."""
    count = 0
    for conversation_id in conversation_ids:
        try:
            refresh(conversation_id, now)
        except Exception:
            logger.exception("The promises of conversation %s could not be refreshed.", conversation_id)
        count += 1
    return count


def _touched(since: datetime) -> list[UUID]:
    was_fetched = QueueEntry.objects.filter(conversation=OuterRef("pk"))
    is_running = Promise.objects.filter(conversation=OuterRef("pk"), stopped_at=None)
    touched = Conversation.objects.filter(updated_at__gte=since).filter(
        Exists(was_fetched) | Exists(is_running) | ~Q(owner=Conversation.Owner.ASSISTANT)
    )
    return list(touched.order_by("updated_at").values_list("pk", flat=True))


def _due(now: datetime) -> list[UUID]:
    due = Promise.objects.filter(stopped_at=None, look_at__lte=now).order_by("look_at", "pk")
    return list(due.values_list("conversation_id", flat=True)[:BATCH])
