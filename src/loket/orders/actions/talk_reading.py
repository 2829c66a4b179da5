"""One side of a talk has it before them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest

from loket.notices.actions.telling import mark_opened
from loket.orders.models import Order, TalkReader
from loket.orders.talk.letters import KINDS, PURPOSE
from loket.orders.talk.lines import Side


def note_read(order: Order, side: Side, last: int, *, now: datetime) -> None:
    """Note up to which line a side has read; a letter about it that has not gone does not go any more."""
    if not keep_seen(order.pk, side, last):
        return
    recipient = order.customer_id if side == "buyer" else order.seller_id
    mark_opened(order.subject, recipient_kind=KINDS[side], recipient_id=str(recipient), purpose=PURPOSE, now=now)


def keep_seen(order_id: int, side: Side, last: int) -> bool:
    """Keep up to which line a side has read; whether that is further than before."""
    reader = TalkReader.objects.filter(order=order_id, side=side)
    known = reader.values_list("seen", flat=True).first()
    if known is None:
        _made, is_new = TalkReader.objects.get_or_create(order_id=order_id, side=side, defaults={"seen": last})
        if is_new:
            return True
    elif known >= last:
        return False
    return bool(reader.update(seen=Greatest(F("seen"), last)))


def keep_told(order_id: int, side: Side, last: int) -> None:
    """Keep up to which line a side was told by letter."""
    TalkReader.objects.update_or_create(
        order_id=order_id, side=side, defaults={"told": last}, create_defaults={"told": last}
    )
