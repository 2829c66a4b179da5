"""One sender at work: takes notices in hand, hands them over one by one, until nothing is due or its time is over.

A worker has several when there is much to send, each with a thread, a session, a slot and a connection of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection

from loket.notices.actions.claiming import InHand, claim, release
from loket.notices.actions.news import tell_of_outbox
from loket.notices.actions.noting import (
    note_accepted,
    note_not_taken,
    note_not_written,
    note_nothing_left,
    take_over,
)
from loket.notices.actions.writing import CannotBeWritten, NothingLeft, write
from loket.notices.channels.choosing import close_all
from loket.notices.channels.resting import rest
from loket.notices.due import due
from loket.notices.facts import NotTaken
from loket.notices.locks import give_back, sending_slot, take
from loket.notices.models import Notice, State
from loket.notices.pace import AT_A_TIME, CHANNEL_RESTS, CHANNEL_RESTS_AT_MOST, MOST_HANDS

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Run:
    """A sender's clock, the moment on the process's own clock when its time is over, and what it has achieved."""

    clock: Clock
    ends_at: float | None
    accepted: int = 0
    had_slot: bool = False

    @property
    def is_over(self) -> bool:
        """Whether other work comes first now."""
        return self.ends_at is not None and time.monotonic() >= self.ends_at


def send_with_many_hands(run: Run) -> None:
    """Send all that is due, with as many senders as there are letters for; each finds what the others left."""
    runs = [replace(run, accepted=0) for _each in range(_hands_for(run) - 1)]
    if not runs:
        send_with_one_hand(run)
        return
    with ThreadPoolExecutor(len(runs)) as others:
        lent = [others.submit(_lend_a_hand, each) for each in runs]
        send_with_one_hand(run)
        for each in lent:
            each.result()
    run.accepted += sum(each.accepted for each in runs)
    run.had_slot |= any(each.had_slot for each in runs)


def send_with_one_hand(run: Run) -> None:
    """Send all that is due over this thread's own connections, if a slot is free."""
    with sending_slot() as slot:
        if slot is None:
            return
        run.had_slot = True
        _take_over_from_dead(run.clock(), slot)
        try:
            _send_all(run, slot)
        finally:
            close_all()


def _hands_for(run: Run) -> int:
    """One for each batch. Inside of a transaction another session would see nothing of what is due."""
    if connection.in_atomic_block:
        return 1
    waiting = due(run.clock())[: MOST_HANDS * AT_A_TIME].count()
    return max(1, -(-waiting // AT_A_TIME))


def _lend_a_hand(run: Run) -> None:
    try:
        send_with_one_hand(run)
    finally:
        connection.close()


def _send_all(run: Run, slot: int) -> None:
    while not run.is_over:
        batch = claim(slot, now=run.clock())
        if batch is None:
            return
        _hand_over(run, batch)
        tell_of_outbox()


def _hand_over(run: Run, batch: Sequence[InHand]) -> None:
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


def _hand_over_one(run: Run, item: InHand) -> timedelta | None:
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
