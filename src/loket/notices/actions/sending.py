"""Sending what is due: taken in hand, handed over with no transaction open, noted one by one.

A sender that is killed leaves notices in hand; whoever finds its slot free sends them again, under the same reference.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.notices import jobs
from loket.notices.actions.addresses import trust
from loket.notices.actions.claiming import InHand, claim, release
from loket.notices.actions.ending import end
from loket.notices.actions.folding import DIGEST
from loket.notices.actions.noting import (
    note_accepted,
    note_not_taken,
    note_not_written,
    note_nothing_left,
    take_over,
)
from loket.notices.actions.writing import CannotBeWritten, NothingLeft, write
from loket.notices.channels.choosing import close_all, places_of
from loket.notices.channels.resting import rest
from loket.notices.due import due
from loket.notices.facts import NotTaken
from loket.notices.locks import give_back, sending_slot, take
from loket.notices.models import STILL_TO_GO, Notice, Problem, State
from loket.notices.pace import CHANNEL_RESTS, CHANNEL_RESTS_AT_MOST
from loket.notices.purposes import PURPOSES
from loket.people.actors import StaffActor

Clock = Callable[[], datetime]
_MOST_ENDED = 500


class CannotBeRetried(ValueError):
    """A notice that went out, is on its way, or is of no use any more."""


@dataclass(slots=True)
class _Run:
    """One sender at work, until nothing is due or its time is over."""

    clock: Clock
    ends_at: float | None
    accepted: int = 0

    @property
    def is_over(self) -> bool:
        return self.ends_at is not None and time.monotonic() >= self.ends_at


def send(notice_id: int, *, now: datetime | None = None, seconds: float | None = None) -> int:
    """Send a notice that is due and with it all that is; returns how many letters were accepted.

    After ``seconds`` the rest is left to another job, because customers' answers wait for the same workers.
    """
    if not due(now or timezone.now()).filter(pk=notice_id).exists():
        return 0
    return send_more(now=now, seconds=seconds)


def send_due(now: datetime | None = None, *, seconds: float | None = None) -> int:
    """End what is of no use any more, take over what dead senders had in hand, and send all that is due."""
    _end_expired(now or timezone.now())
    return send_more(now=now, seconds=seconds)


def send_more(*, now: datetime | None = None, seconds: float | None = None) -> int:
    """Send all that is due, as the one sender of this process; returns how many letters were accepted."""
    run = _Run(_clock(now), None if seconds is None else time.monotonic() + seconds)
    while True:
        with sending_slot() as slot:
            if slot is None:
                # Whoever is at work looks again after leaving the slot.
                return run.accepted
            _take_over_from_dead(run.clock(), slot)
            try:
                _send_all(run, slot)
            finally:
                close_all()
        if not due(run.clock()).exists():
            return run.accepted
        if run.is_over:
            defer(jobs.send_more, queueing_lock="notices.send_more")
            return run.accepted


@transaction.atomic
def retry(notice: Notice, by: StaffActor, *, now: datetime | None = None) -> Notice:
    """Try a notice again that did not go out, at addresses that somebody has looked at; raises CannotBeRetried."""
    moment = now or timezone.now()
    found = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    purpose = PURPOSES[found.purpose]
    is_too_late = found.expires_at <= moment and purpose.is_urgent
    if found.state not in (State.FAILED, State.UNREACHABLE) or found.purpose == DIGEST or is_too_late:
        raise CannotBeRetried(found.state)
    trust(places_of(found.recipient))
    found.state, found.problem, found.given_up, found.is_asked_back = State.READY, "", [], False
    found.next_attempt_at, found.ended_at, found.seen_at, found.seen_by = moment, None, None, None
    found.expires_at = max(found.expires_at, moment + purpose.lives_for)
    found.save()
    record("notice.retried", found.subject, by=by.label, actor_id=by.actor_id, data={"notice": found.pk})
    defer(jobs.send, notice_id=found.pk)
    return found


@transaction.atomic
def mark_seen(notice: Notice, by: StaffActor) -> Notice:
    """Somebody knows that a notice did not go out; once more changes nothing."""
    found = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if found.seen_at is None and found.state in (State.FAILED, State.UNREACHABLE):
        found.seen_at, found.seen_by = timezone.now(), by.user
        found.save(update_fields=["seen_at", "seen_by"])
        record("notice.seen", found.subject, by=by.label, actor_id=by.actor_id, data={"notice": found.pk})
    return found


def _send_all(run: _Run, slot: int) -> None:
    while not run.is_over:
        batch = claim(slot, now=run.clock())
        if batch is None:
            return
        _hand_over(run, batch)


def _hand_over(run: _Run, batch: Sequence[InHand]) -> None:
    """Letter by letter; when a server is away, the rest of its letters are given back untried."""
    left = list(batch)
    while left and not run.is_over:
        item = left.pop(0)
        down_for = _hand_over_one(run, item)
        if down_for is not None:
            until = run.clock() + down_for
            rest(item.channel.name, until=until)
            release([each for each in left if each.channel is item.channel], until=until)
            left = [each for each in left if each.channel is not item.channel]
    release(left, until=run.clock())


def _hand_over_one(run: _Run, item: InHand) -> timedelta | None:
    """Make one attempt; returns how long its channel should be left alone, None when it works."""
    try:
        written = write(item.notice, references=item.references)
    except CannotBeWritten as problem:
        note_not_written(item, str(problem), now=run.clock())
        return None
    except NothingLeft:
        note_nothing_left(item, now=run.clock())
        return None
    try:
        receipt = item.channel.send(written.letter)
    except NotTaken as failure:
        note_not_taken(item, failure, now=run.clock())
        return _rest_after(failure) if failure.channel_is_down else None
    run.accepted += note_accepted(item, receipt, folded=written.folded, now=run.clock())
    return None


def _rest_after(failure: NotTaken) -> timedelta:
    asked = timedelta(seconds=min(failure.retry_after or 0.0, CHANNEL_RESTS_AT_MOST.total_seconds()))
    return max(CHANNEL_RESTS, asked)


def _take_over_from_dead(now: datetime, own_slot: int) -> None:
    """Make ready what senders had in hand whose sessions are gone; the own slot's is an earlier sender's."""
    in_hand = Notice.objects.filter(state=State.SENDING, slot__isnull=False)
    for slot in in_hand.order_by("slot").values_list("slot", flat=True).distinct():
        if slot == own_slot:
            take_over(slot, now=now)
        elif slot is not None and take(slot):
            try:
                take_over(slot, now=now)
            finally:
                give_back(slot)


def _end_expired(now: datetime) -> None:
    with transaction.atomic():
        expired = Notice.objects.filter(state__in=STILL_TO_GO, expires_at__lte=now).order_by("expires_at")
        locked = expired.select_for_update(skip_locked=True, no_key=True)
        end(list(locked[:_MOST_ENDED]), state=State.FAILED, problem=Problem.EXPIRED, now=now)


def _clock(now: datetime | None) -> Clock:
    """The real clock, or one that stands still."""
    return timezone.now if now is None else lambda: now
