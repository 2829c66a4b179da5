"""Who has to be told by letter what the other side of a talk wrote. Computed from state, the clock is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from loket.orders.models import TalkMessage, TalkReader
from loket.orders.talk.lines import SIDES, Side, TalkLine, other_side
from loket.orders.talk.queries import lines_of

# What nobody could tell for so long, because nothing ran, is old news.
LOOK_BACK = timedelta(days=2)


def waiting_sides(now: datetime, *, limit: int) -> Sequence[tuple[int, Side]]:
    """Orders and sides with a line that was written here and that the side has left unread for a while."""
    found = _unread(now).filter(created_at__lte=now - settings.LOKET_TELL_AFTER)
    rows = found.order_by("order", "sender").values_list("order", "sender").distinct()[:limit]
    return [(order, other_side(side)) for order, sender in rows for side in SIDES if side == sender]


def unread_lines(order_id: int, side: Side, *, now: datetime) -> tuple[TalkLine, ...]:
    """What a side of a talk has neither read nor been told of, the oldest first."""
    return lines_of(_unread(now).filter(order=order_id, sender=other_side(side)).order_by("pk"))


def _unread(now: datetime) -> QuerySet[TalkMessage]:
    """Written here alone: what the marketplace brings it has shown its people itself."""
    covers = Q(seen__gte=OuterRef("pk")) | Q(told__gte=OuterRef("pk"))
    others = TalkReader.objects.filter(covers, order=OuterRef("order")).exclude(side=OuterRef("sender"))
    lately = TalkMessage.objects.filter(external_id="", erased_at=None, created_at__gt=now - LOOK_BACK)
    return lately.filter(~Exists(others), order__customer__erased_at=None)
