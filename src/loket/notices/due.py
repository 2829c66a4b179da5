"""Which notices may go next: due, and not behind an earlier one of the same thread that is still to go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from loket.notices.models import IS_UNSENT, STILL_TO_GO, Notice


def due(now: datetime) -> QuerySet[Notice]:
    """What may go at ``now``, the urgent ones first. What is urgent waits for urgent ones alone.

    What was told for a later hour holds up nothing until then.
    """
    earlier = Notice.objects.filter(
        IS_UNSENT,
        Q(not_before=None) | Q(not_before__lte=now),
        recipient_kind=OuterRef("recipient_kind"),
        recipient_id=OuterRef("recipient_id"),
        thread=OuterRef("thread"),
        id__lt=OuterRef("id"),
        is_urgent__gte=OuterRef("is_urgent"),
    )
    waiting = Notice.objects.filter(~Exists(earlier), state__in=STILL_TO_GO, next_attempt_at__lte=now)
    return waiting.order_by("-is_urgent", "next_attempt_at", "id")


def earlier_mails(notice_ids: Iterable[int]) -> Mapping[int, tuple[str, ...]]:
    """The Message-IDs of the first and the last mail of each notice's thread that was accepted before it."""
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER_MAILS, [list(notice_ids)])
        return {notice_id: tuple(dict.fromkeys((first, last))) for notice_id, first, last in cursor.fetchall()}


# All a mail program needs (RFC 5322, 3.6.4), however long a thread has become.
_EARLIER_MAILS = """
SELECT notice.id, (array_agg(earlier.message_id ORDER BY earlier.id))[1],
       (array_agg(earlier.message_id ORDER BY earlier.id DESC))[1]
FROM notices_notice notice JOIN notices_notice earlier
  ON earlier.recipient_kind = notice.recipient_kind AND earlier.recipient_id = notice.recipient_id
     AND earlier.thread = notice.thread AND earlier.id < notice.id
WHERE notice.id = ANY(%s) AND earlier.state = 'accepted' AND earlier.channel = 'email'
GROUP BY notice.id
"""
