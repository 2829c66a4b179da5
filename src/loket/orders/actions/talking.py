"""What buyer and seller say to each other about an order: written here, or told by the marketplace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from loket.files.actions import claim, erase, store_upload
from loket.files.models import Upload
from loket.history.actions import record
from loket.lib.masking import mask_cards
from loket.notices.actions.erasure import forget_words_about
from loket.orders.access import side_of
from loket.orders.actions.news import tell_of_talk
from loket.orders.actions.talk_reading import keep_seen
from loket.orders.actions.talk_translating import translate_behind
from loket.orders.documents.talk_document import ToldMessage, read_talk
from loket.orders.models import Order, TalkFile, TalkMessage, TalkTranslation
from loket.orders.talk.letters import PURPOSE, language_of
from loket.orders.talk.lines import SIDES, Side, other_side
from loket.people.access import NotVisible
from loket.people.actors import Actor
from loket.translation.detection import detect

TEXT_LIMIT = 5000
BATCH = 500


class NothingSaid(ValueError):
    """A message needs words or a file."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says; ``uploads`` were stored for ``upload_scope`` before, ``key`` recognises a form sent twice."""

    text: str
    key: str = ""
    uploads: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class PutTalk:
    """What a telling of the marketplace came to."""

    told: int
    new: int


def upload_scope(order: Order, side: Side) -> str:
    """For whom files of a talk are stored until they are said."""
    return _scope(order.pk, side)


def say_with_files(
    order: Order, saying: Saying, files: Iterable[UploadedFile[bytes]], *, by: Actor, now: datetime
) -> None:
    """As ``say``, with files as a form brings them; raises UploadRefused too, and then nothing was said."""
    side = side_of(by, order)
    if side is None:
        raise NotVisible
    if saying.key and order.talk.filter(sender=side, key=saying.key).exists():
        return
    scope = upload_scope(order, side)
    uploads = [store_upload(each, scope=scope).pk for each in files]
    say(order, replace(saying, uploads=uploads), by=by, now=now)


def say(order: Order, saying: Saying, *, by: Actor, now: datetime) -> TalkMessage:
    """Add what the buyer or the seller says; the same form once more finds the first.

    Raises NotVisible for everybody else, NothingSaid, and what ``files.actions.claim`` raises.
    """
    side, text = side_of(by, order), saying.text.strip()[:TEXT_LIMIT]
    if side is None:
        raise NotVisible
    if not text and not saying.uploads:
        raise NothingSaid
    with transaction.atomic():
        _lock(order)
        said = order.talk.filter(sender=side, key=saying.key).first() if saying.key else None
        if said is not None:
            return said
        masked = mask_cards(text)
        message = TalkMessage.objects.create(
            order=order,
            sender=side,
            text=masked.text,
            masked=masked.changed,
            language=detect(text, prior=[language_of(order, side)]).language,
            sent_at=now,
            key=saying.key,
            by=by.label,
            created_at=now,
        )
        _take_files(message, claim(saying.uploads, scope=upload_scope(order, side)))
        record("talk.said", order.subject, by=by.label, actor_id=by.actor_id, data={"message": message.pk, "as": side})
        # Whoever writes has read what stands above.
        keep_seen(order.pk, side, message.pk)
        translate_behind(order, language_of(order, other_side(side)), sender=side)
        tell_of_talk(order.pk)
    return message


def put_talk(order: Order, document: Mapping[str, Any], *, by: Actor) -> PutTalk:
    """Bring in what the marketplace tells; what is known stays as it was. Raises OrderRefused."""
    told = read_talk(document, time_zone=order.time_zone)
    now = timezone.now()
    with transaction.atomic():
        _lock(order)
        ids = [each.external_id for each in told]
        known = set(order.talk.filter(external_id__in=ids).values_list("external_id", flat=True))
        new = [each for each in told if each.external_id not in known]
        TalkMessage.objects.bulk_create(_rows(order, new, by=by, now=now), batch_size=BATCH)
        if new:
            data = {"told": len(told), "new": len(new)}
            record("talk.imported", order.subject, by=by.label, actor_id=by.actor_id, data=data)
            tell_of_talk(order.pk)
        for side in sorted({each.sender for each in new}):
            translate_behind(order, language_of(order, other_side(side)), sender=side)
    return PutTalk(told=len(told), new=len(new))


@transaction.atomic
def erase_talks(orders: Iterable[int], *, now: datetime) -> int:
    """Take away the words and files of these orders' talks; who spoke and when stays. Returns how many lines."""
    ids = list(orders)
    lines = TalkMessage.objects.filter(order__in=ids)
    files = TalkFile.objects.filter(message__in=lines)
    unsent = [_scope(each, side) for each in ids for side in SIDES]
    uploads = list(Upload.objects.filter(Q(pk__in=files.values("upload")) | Q(scope__in=unsent)))
    TalkTranslation.objects.filter(message__in=lines).delete()
    files.delete()
    erase(uploads)
    forget_words_about([each.subject for each in Order.objects.filter(pk__in=ids)], purpose=PURPOSE)
    for each in ids:
        tell_of_talk(each)
    return lines.filter(erased_at=None).update(text="", attachments=[], unknown={}, erased_at=now)


def _scope(order_id: int, side: Side) -> str:
    return f"talk:{order_id}:{side}"


def _lock(order: Order) -> None:
    """Two tellings of one talk wait for each other."""
    Order.objects.select_for_update(no_key=True).values_list("pk", flat=True).get(pk=order.pk)


def _rows(order: Order, told: Iterable[ToldMessage], *, by: Actor, now: datetime) -> list[TalkMessage]:
    rows = []
    for each in told:
        masked = mask_cards(each.text)
        prior = [language_of(order, each.sender)]
        rows.append(
            TalkMessage(
                order=order,
                sender=each.sender,
                text=masked.text,
                masked=masked.changed,
                language=each.language or detect(each.text, prior=prior).language,
                sent_at=each.sent_at,
                external_id=each.external_id,
                attachments=list(each.attachments),
                unknown=dict(each.unknown),
                by=by.label,
                created_at=now,
            )
        )
    return rows


def _take_files(message: TalkMessage, uploads: Iterable[Upload]) -> None:
    TalkFile.objects.bulk_create(TalkFile(message=message, upload=each) for each in uploads)
