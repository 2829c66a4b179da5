"""Sending what is due: in order for each dispute and conversation, at least once, with no transaction open meanwhile.

What is under way when a worker is killed is sent again; receivers know a repeat by its ``id``.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from loket.lib.jobs import defer
from loket.lib.outbound import Answer, CallFailed, call
from loket.people.actors import SYSTEM
from loket.webhooks import jobs
from loket.webhooks.actions.endpoints import judge_for, secrets_of, switch_off
from loket.webhooks.actions.warning import warn_of_silence
from loket.webhooks.models import Delivery, Endpoint
from loket.webhooks.patience import (
    KEPT_FOR,
    MOST_ATTEMPTS,
    RUN_SECONDS,
    SECONDS_TO_ANSWER,
    is_delinquent,
    pause_after,
    rests_after,
)
from loket.webhooks.signing import SIGNATURE_HEADER, TIMESTAMP_HEADER, signatures

# Of an answer nothing counts but its status.
BYTES_READ = 64 * 1024
_GONE = 410
_LONGEST_SAID = 200


def send_due(now: datetime | None = None) -> int:
    """Give every endpoint for which something is due a job of its own; returns how many."""
    moment = now or timezone.now()
    due = [pk for pk in _ready(moment).values_list("pk", flat=True) if _heads(pk, moment).exists()]
    for pk in due:
        defer(jobs.send, queueing_lock=f"webhooks.send:{pk}", endpoint_id=str(pk))
    return len(due)


def send_to(
    endpoint_id: UUID,
    *,
    now: datetime | None = None,
    seconds: float = RUN_SECONDS,
    answers_in: float = SECONDS_TO_ANSWER,
) -> int:
    """Send one endpoint all that is due; returns how many came through. After ``seconds`` another job goes on."""
    clock: Callable[[], datetime] = timezone.now if now is None else lambda: now
    ends_at, sent = time.monotonic() + seconds, 0
    while True:
        with _only_sender(endpoint_id) as is_free:
            if not is_free:
                return sent
            while time.monotonic() < ends_at and (delivery := _next(endpoint_id, clock())):
                sent += _send(delivery, clock=clock, seconds=answers_in)
        # Whoever found somebody at work has left; what they came for may be here by now.
        if _next(endpoint_id, clock()) is None:
            return sent
        if time.monotonic() >= ends_at:
            defer(jobs.send, queueing_lock=f"webhooks.send:{endpoint_id}", endpoint_id=str(endpoint_id))
            return sent


def sweep(now: datetime | None = None) -> int:
    """Forget what was delivered or given up long ago, and what waits longer for a server that is switched off."""
    before = (now or timezone.now()) - KEPT_FOR
    old = Q(ended_at__lt=before) | Q(endpoint__off_since__isnull=False, created_at__lt=before)
    return Delivery.objects.filter(old).delete()[0]


def _ready(now: datetime) -> QuerySet[Endpoint]:
    """Endpoints that may be called at this moment."""
    rested = Q(rests_until=None) | Q(rests_until__lte=now)
    return Endpoint.objects.filter(rested, off_since=None, key__revoked_at=None)


def _heads(endpoint_id: UUID, now: datetime) -> QuerySet[Delivery]:
    """What is due and has nothing of the same dispute or conversation waiting before it."""
    waiting = Delivery.objects.filter(endpoint=endpoint_id, state=Delivery.State.WAITING)
    earlier = waiting.filter(subject=OuterRef("subject"), event__lt=OuterRef("event"))
    return waiting.filter(~Exists(earlier), next_attempt_at__lte=now).order_by("event")


def _next(endpoint_id: UUID, now: datetime) -> Delivery | None:
    if not _ready(now).filter(pk=endpoint_id).exists():
        return None
    return _heads(endpoint_id, now).select_related("endpoint").first()


def _send(delivery: Delivery, *, clock: Callable[[], datetime], seconds: float) -> bool:
    """Try once; returns whether it came through."""
    now, attempts = clock(), delivery.attempts + 1
    # Noted before it is tried: a worker that dies in between does not try it for ever at once.
    again_at = now + pause_after(attempts)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=attempts, next_attempt_at=again_at)
    try:
        answer = _call(delivery, now, seconds)
    except CallFailed as failure:
        _keep_failure(delivery, attempts, str(failure), now=clock())
        return False
    if 200 <= answer.status < 300:
        _keep_success(delivery, answer, now=clock())
        return True
    _keep_failure(delivery, attempts, f"status {answer.status}", now=clock(), answer=answer)
    return False


def _call(delivery: Delivery, now: datetime, seconds: float) -> Answer:
    body = json.dumps(delivery.document, ensure_ascii=False, sort_keys=True).encode()
    timestamp = int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Loket",
        "Loket-Event": delivery.name,
        TIMESTAMP_HEADER: str(timestamp),
        SIGNATURE_HEADER: signatures(secrets_of(delivery.endpoint, now=now), timestamp=timestamp, body=body),
    }
    # Judged anew with every attempt: where the name led when it was entered says nothing about now.
    return call(
        delivery.endpoint.url,
        "POST",
        headers=headers,
        body=body,
        seconds=seconds,
        bytes_read=BYTES_READ,
        may_reach=judge_for(delivery.endpoint),
    )


@transaction.atomic
def _keep_success(delivery: Delivery, answer: Answer, *, now: datetime) -> None:
    said = f"status {answer.status}"
    sent = Delivery.objects.filter(pk=delivery.pk)
    sent.update(state=Delivery.State.SENT, ended_at=now, last_said=said)
    Endpoint.objects.filter(pk=delivery.endpoint_id).update(
        failures=0, failing_since=None, rests_until=None, last_sent_at=now, last_said=said
    )


@transaction.atomic
def _keep_failure(delivery: Delivery, attempts: int, said: str, *, now: datetime, answer: Answer | None = None) -> None:
    asked = answer.headers.get("retry-after", "") if answer else ""
    again_at = now + pause_after(attempts, retry_after=asked)
    changes: dict[str, object] = {"last_said": said[:_LONGEST_SAID], "next_attempt_at": again_at}
    if attempts >= MOST_ATTEMPTS:
        changes |= {"state": Delivery.State.FAILED, "ended_at": now}
    Delivery.objects.filter(pk=delivery.pk).update(**changes)
    endpoint = Endpoint.objects.select_for_update(no_key=True).get(pk=delivery.endpoint_id)
    endpoint.failures += 1
    endpoint.failing_since = endpoint.failing_since or now
    endpoint.rests_until = now + rests_after(endpoint.failures)
    endpoint.last_said = said[:_LONGEST_SAID]
    endpoint.save(update_fields=["failures", "failing_since", "rests_until", "last_said"])
    if answer and answer.status == _GONE:
        _give_up(endpoint, Endpoint.Off.GONE)
    elif is_delinquent(endpoint.failing_since, endpoint.failures, now):
        _give_up(endpoint, Endpoint.Off.DELINQUENT)


def _give_up(endpoint: Endpoint, because: Endpoint.Off) -> None:
    warn_of_silence(switch_off(endpoint, by=SYSTEM, because=because))


@contextmanager
def _only_sender(endpoint_id: UUID) -> Iterator[bool]:
    """Whether nobody else is sending to this endpoint; the lock goes with the session of a worker that dies."""
    number = int.from_bytes(endpoint_id.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        is_free = bool(cursor.fetchone()[0])
    try:
        yield is_free
    finally:
        if is_free:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
