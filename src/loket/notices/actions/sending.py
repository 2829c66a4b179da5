"""Sending what is due: taken in hand, handed over with no transaction open, noted one by one.

A sender that is killed leaves notices in hand; whoever finds its slot free sends them again, under the same reference.
"""

from __future__ import annotations

import time
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from loket.history.actions import record
from loket.lib.jobs import defer
from loket.notices import jobs
from loket.notices.actions.addresses import trust
from loket.notices.actions.ending import end
from loket.notices.actions.folding import DIGEST
from loket.notices.actions.handing_over import Clock, Run, send_with_many_hands
from loket.notices.actions.news import tell_of_outbox
from loket.notices.channels.choosing import places_of
from loket.notices.due import due
from loket.notices.locks import only_sender_here
from loket.notices.models import STILL_TO_GO, Notice, Problem, State
from loket.notices.purposes import PURPOSES
from loket.people.actors import StaffActor

_MOST_ENDED = 500


class CannotBeRetried(ValueError):
    """A notice that went out, is on its way, or is of no use any more."""


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
    """Send all that is due, as the only one of this process who does; returns how many letters were accepted."""
    run = Run(_clock(now), None if seconds is None else time.monotonic() + seconds)
    while True:
        run.had_slot = False
        with only_sender_here() as is_free:
            if is_free:
                send_with_many_hands(run)
        # Whoever is at work looks again after leaving the slot.
        if not run.had_slot or not due(run.clock()).exists():
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
    tell_of_outbox()
    return found


@transaction.atomic
def mark_seen(notice: Notice, by: StaffActor) -> Notice:
    """Somebody knows that a notice did not go out; once more changes nothing."""
    found = Notice.objects.select_for_update(no_key=True).get(pk=notice.pk)
    if found.seen_at is None and found.state in (State.FAILED, State.UNREACHABLE):
        found.seen_at, found.seen_by = timezone.now(), by.user
        found.save(update_fields=["seen_at", "seen_by"])
        record("notice.seen", found.subject, by=by.label, actor_id=by.actor_id, data={"notice": found.pk})
        tell_of_outbox()
    return found


def _end_expired(now: datetime) -> None:
    with transaction.atomic():
        expired = Notice.objects.filter(state__in=STILL_TO_GO, expires_at__lte=now).order_by("expires_at")
        locked = expired.select_for_update(skip_locked=True, no_key=True)
        end(list(locked[:_MOST_ENDED]), state=State.FAILED, problem=Problem.EXPIRED, now=now)


def _clock(now: datetime | None) -> Clock:
    """The real clock, or one that stands still."""
    return timezone.now if now is None else lambda: now
