"""Reads of talks; whoever asks has taken the order from ``orders.access`` before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import cast

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from loket.orders.models import Order, OrderItem, TalkFile, TalkMessage
from loket.orders.talk.lines import SentFile, Side, TalkLine, TalkPage, TalkRow, TalkSnapshot, TalkWords
from loket.people.models import Customer

A_PAGE = 50
A_LIST = 20


def talk_of(order_id: int, *, after: int | None = None, limit: int = 100) -> tuple[TalkLine, ...]:
    """What was said about an order, the oldest first, after the line with the id ``after``."""
    rows = TalkMessage.objects.filter(order=order_id)
    if after is not None:
        rows = rows.filter(_later_than(_place(order_id, after)))
    return lines_of(rows.order_by("sent_at", "pk")[:limit])


def latest_talk(order_id: int, *, before: int | None = None, limit: int = A_PAGE) -> TalkPage:
    """The last lines of a talk, or the last ones before the line with the id ``before``."""
    rows = TalkMessage.objects.filter(order=order_id)
    if before is not None:
        rows = rows.filter(_earlier_than(_place(order_id, before)))
    found = lines_of(rows.order_by("-sent_at", "-pk")[: limit + 1])
    shown = found[:limit]
    return TalkPage(shown[::-1], shown[-1].id if len(found) > limit else None)


def count_talk(order_id: int) -> int:
    """How many lines a talk has."""
    return TalkMessage.objects.filter(order=order_id).count()


def snapshot_of_talk(order_id: int) -> TalkSnapshot:
    """The whole talk as it stands now, for a file that must not change any more."""
    number = Order.objects.values_list("number", flat=True).get(pk=order_id)
    lines = lines_of(TalkMessage.objects.filter(order=order_id).order_by("sent_at", "pk"))
    return TalkSnapshot(number, lines, _digest(lines))


def talks_of(customer: Customer) -> tuple[TalkSnapshot, ...]:
    """Everything that was said about the orders of one customer, for the customer's own copy."""
    orders = Order.objects.filter(customer=customer, talk__isnull=False).distinct()
    return tuple(map(snapshot_of_talk, orders.order_by("pk").values_list("pk", flat=True)))


def talk_rows(orders: QuerySet[Order], *, before: int | None = None, limit: int = A_LIST) -> tuple[TalkRow, ...]:
    """The talks of these orders, the one with the latest word first, after the line with the id ``before``."""
    last = TalkMessage.objects.filter(order=OuterRef("pk")).order_by("-sent_at", "-pk")
    ids = orders.order_by().annotate(last_line=Subquery(last.values("pk")[:1])).values("last_line")
    rows = TalkMessage.objects.filter(pk__in=ids)
    if before is not None:
        rows = rows.filter(_earlier_than(TalkMessage.objects.filter(pk=before, order__in=orders).first()))
    rows = (
        _whole(rows)
        .select_related("order")
        .prefetch_related(Prefetch("order__items", OrderItem.objects.order_by("line")))
    )
    return tuple(TalkRow(each.order.number, _title(each.order), _line(each)) for each in rows.order_by(
        "-sent_at", "-pk"
    )[:limit])  # fmt: skip


def _place(order_id: int, message_id: int) -> TalkMessage | None:
    return TalkMessage.objects.filter(order=order_id, pk=message_id).first()


def _later_than(place: TalkMessage | None) -> Q:
    """What follows a line; everything where that is none of this talk."""
    return Q() if place is None else Q(sent_at__gt=place.sent_at) | Q(sent_at=place.sent_at, pk__gt=place.pk)


def _earlier_than(place: TalkMessage | None) -> Q:
    return Q() if place is None else Q(sent_at__lt=place.sent_at) | Q(sent_at=place.sent_at, pk__lt=place.pk)


def _whole(rows: QuerySet[TalkMessage]) -> QuerySet[TalkMessage]:
    files = Prefetch("files", TalkFile.objects.select_related("upload").order_by("pk"))
    return rows.prefetch_related("translations", files)


def lines_of(rows: QuerySet[TalkMessage]) -> tuple[TalkLine, ...]:
    """These messages in their order, with their files and translations."""
    return tuple(map(_line, _whole(rows)))


def _line(row: TalkMessage) -> TalkLine:
    uploads = [each.upload for each in row.files.all()]
    return TalkLine(
        id=row.pk,
        sender=cast(Side, row.sender),
        text=row.text,
        language=row.language,
        sent_at=row.sent_at,
        external_id=row.external_id,
        attachments=tuple(row.attachments),
        files=tuple(SentFile(each.pk, each.name, each.media_type, each.size, each.sha256) for each in uploads),
        translations=tuple(
            TalkWords(each.language, each.text, each.engine, each.is_machine, each.problem)
            for each in row.translations.all()
        ),
        masked=row.masked,
        is_erased=row.erased_at is not None,
    )


def _title(order: Order) -> str:
    return next((each.title for each in order.items.all()), "")


def _digest(lines: Iterable[TalkLine]) -> str:
    said: Sequence[object] = [
        [
            each.sender,
            each.sent_at.isoformat(),
            each.language,
            each.text,
            each.attachments,
            [file.sha256 for file in each.files],
        ]
        for each in lines
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
