from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.learning.actions.erasure import forget_what_is_old
from loket.learning.actions.grouping import embed_some, group_unanswered
from loket.learning.actions.reading import learn_from
from loket.learning.jobs import LEARNING, learn
from loket.learning.models import Reading
from loket.learning.transcripts import Place, conversations_after, count_after
from loket.lib import jobs
from loket.lib.embedding import use
from loket.people.actors import SYSTEM, Actor

State = Reading.State

# In seconds: how long one job works before others have their turn.
SLICE = 3.0
CONVERSATIONS_AT_ONCE = 400
# What was touched a moment ago may have been committed later than what was read already.
SETTLED_AFTER = timedelta(seconds=5)


@transaction.atomic
def start(*, by: Actor) -> None:
    """Begin to read what was said since the last time; does nothing while somebody reads."""
    now = timezone.now()
    reading = _locked()
    if reading.is_at_work(now):
        return
    reading.state, reading.worked_at = State.READING, now
    reading.done, reading.total = 0, count_after(_place(reading), until=now - SETTLED_AFTER)
    reading.save()
    record("learning.started", LEARNING, by=by.label, actor_id=by.actor_id)
    _queue()


def start_nightly() -> None:
    """Forget what is too old to say anything, and read what is new."""
    forget_what_is_old()
    start(by=SYSTEM)


def warm_up() -> None:
    """Load the engine; threads that it starts here keep their priority."""
    use().embed(["Where is my parcel?"])


def work() -> None:
    """Work some seconds on what has begun, and queue the rest."""
    deadline = time.monotonic() + SLICE
    while _step():
        if time.monotonic() > deadline:
            _queue()
            return


def _step() -> bool:
    """Read or group a little; whether more is left to do."""
    reading = Reading.objects.filter(pk=1).first()
    if reading is None or reading.state == State.RESTING:
        return False
    if reading.state == State.READING:
        _read_some()
        return True
    if embed_some():
        _note_work()
        return True
    group_unanswered()
    Reading.objects.filter(pk=1).update(state=State.RESTING, ended_at=timezone.now())
    return False


@transaction.atomic
def _read_some() -> None:
    now = timezone.now()
    reading = _locked()
    found = conversations_after(_place(reading), until=now - SETTLED_AFTER, limit=CONVERSATIONS_AT_ONCE)
    learn_from(found)
    if found:
        reading.touched_at, reading.conversation_id = found[-1].touched_at, found[-1].id
    reading.done += len(found)
    reading.total = max(reading.total, reading.done)
    if len(found) < CONVERSATIONS_AT_ONCE:
        reading.state = State.GROUPING
    reading.worked_at = now
    reading.save()


def _note_work(now: datetime | None = None) -> None:
    Reading.objects.filter(pk=1).update(worked_at=now or timezone.now())


def _locked() -> Reading:
    Reading.objects.get_or_create(pk=1)
    return Reading.objects.select_for_update().get(pk=1)


def _place(reading: Reading) -> Place | None:
    if reading.touched_at is None or reading.conversation_id is None:
        return None
    return Place(reading.touched_at, reading.conversation_id)


def _queue() -> None:
    jobs.defer(learn, lock=LEARNING, queueing_lock=LEARNING)
