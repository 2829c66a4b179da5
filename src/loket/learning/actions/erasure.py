"""Forgetting: with a customer goes all that was learnt from them, and with time what says nothing any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from loket.learning.actions.grouping import count_gaps_again
from loket.learning.actions.proposing import count_again
from loket.learning.models import Evidence

KEPT_FOR = timedelta(days=400)
FORGOTTEN_AT_ONCE = 5_000


@transaction.atomic
def erase_lessons(conversation_ids: Sequence[UUID]) -> int:
    """Forget what these conversations taught; proposals and gaps that nobody else speaks for go with them."""
    return _forget(list(Evidence.objects.filter(conversation__in=conversation_ids).defer("vector")))


def forget_what_is_old() -> None:
    """Forget questions of more than a year ago."""
    while _forget_some():
        pass


@transaction.atomic
def _forget_some() -> int:
    old = Evidence.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR).defer("vector")
    return _forget(list(old.order_by("asked_at")[:FORGOTTEN_AT_ONCE]))


def _forget(rows: Sequence[Evidence]) -> int:
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).delete()
    count_again({row.proposal_id for row in rows if row.proposal_id})
    count_gaps_again({row.gap_id for row in rows if row.gap_id})
    return len(rows)
