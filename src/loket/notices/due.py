"""Which notices may go next: due, and not behind an earlier one of the same thread that is still to go."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from loket.notices.models import IS_UNSENT, STILL_TO_GO, Notice


def due(now: datetime) -> QuerySet[Notice]:
    """What may go at ``now``, the urgent ones first. What is urgent waits for urgent ones alone."""
    earlier = Notice.objects.filter(
        IS_UNSENT,
        recipient_kind=OuterRef("recipient_kind"),
        recipient_id=OuterRef("recipient_id"),
        thread=OuterRef("thread"),
        id__lt=OuterRef("id"),
        is_urgent__gte=OuterRef("is_urgent"),
    )
    waiting = Notice.objects.filter(~Exists(earlier), state__in=STILL_TO_GO, next_attempt_at__lte=now)
    return waiting.order_by("-is_urgent", "next_attempt_at", "id")
