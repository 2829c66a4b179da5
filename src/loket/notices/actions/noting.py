"""Noting what came of an attempt, each in a transaction of its own, right after it was made.

Only whoever still has the notice in hand notes anything: after a lost session somebody else may have taken it over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from loket.history.actions import record
from loket.notices.actions.addresses import mark_address
from loket.notices.actions.claiming import InHand
from loket.notices.actions.ending import end
from loket.notices.actions.folding import DIGEST
from loket.notices.facts import NotTaken, Receipt
from loket.notices.known import known_of
from loket.notices.models import AddressState, Attempt, Notice, Problem, State
from loket.notices.pace import pause_after
from loket.notices.references import label_of
from loket.people.actors import SYSTEM

Outcome = Attempt.Outcome
_LONGEST_SAID = 500
_DEATHS_FORGIVEN = 3


@transaction.atomic(durable=True)
def note_accepted(item: InHand, receipt: Receipt, *, folded: Sequence[Notice] = (), now: datetime) -> bool:
    """The other server has it: the recipient is told, of everything ``folded`` into the letter too."""
    notice = item.notice
    with connection.cursor() as cursor:
        said = _clean(receipt.said)
        told: list[Any] = [
            now,
            now,
            said,
            receipt.external_id[:200],
            notice.pk,
            notice.slot,
            now,
            said,
            item.attempt.pk,
        ]
        cursor.execute(_ACCEPT, told)
        if not cursor.rowcount:
            return False
    _record_accepted(notice)
    if notice.purpose == DIGEST:
        _note_folded(notice, folded, now)
    return True


@transaction.atomic(durable=True)
def note_not_taken(item: InHand, failure: NotTaken, *, now: datetime) -> None:
    """It was not taken: later again, by another channel, or never."""
    notice = _still_in_hand(item)
    if notice is None:
        return
    _note_attempt(item, Outcome.REFUSED if failure.permanent else Outcome.LATER, failure.said, now)
    notice.last_said = _clean(failure.said)
    notice.slot = None
    if notice.is_asked_back:
        _withdraw(notice, now)
    elif not failure.permanent:
        pause = pause_after(notice.attempts, retry_after=failure.retry_after)
        _back_to_ready(notice, min(now + pause, notice.expires_at))
    else:
        _go_another_way(item, notice, failure, now)


@transaction.atomic(durable=True)
def note_not_written(item: InHand, why: str, *, now: datetime) -> None:
    """No letter can be made of it: a person has to look."""
    notice = _still_in_hand(item)
    if notice is None:
        return
    _note_attempt(item, Outcome.REFUSED, why, now)
    end([notice], state=State.FAILED, problem=Problem.NOT_WRITTEN, said=_clean(why), now=now)


@transaction.atomic(durable=True)
def note_nothing_left(item: InHand, *, now: datetime) -> None:
    """Everything that a digest would have told was taken back."""
    notice = _still_in_hand(item)
    if notice is None:
        return
    item.attempt.delete()
    notice.slot = None
    _withdraw(notice, now)
    _withdraw_left_out(notice, now)


@transaction.atomic(durable=True)
def take_over(slot: int, *, now: datetime) -> int:
    """Make ready again what a sender had in hand that is no more; its slot's lock has to be held."""
    orphans = list(Notice.objects.select_for_update(no_key=True).filter(state=State.SENDING, slot=slot))
    Attempt.objects.filter(notice__in=orphans, outcome=Outcome.OPEN).update(outcome=Outcome.CUT_OFF, ended_at=now)
    for notice in orphans:
        notice.slot = None
        if notice.is_asked_back:
            _withdraw(notice, now)
            continue
        # At once the first times; what ends its sender again and again must not hold up all others.
        again_at = now if notice.attempts <= _DEATHS_FORGIVEN else now + pause_after(notice.attempts)
        _back_to_ready(notice, min(again_at, notice.expires_at))
    return len(orphans)


def _still_in_hand(item: InHand) -> Notice | None:
    """The notice, locked, unless somebody else has taken it over."""
    notice = Notice.objects.select_for_update(no_key=True).get(pk=item.notice.pk)
    is_ours = notice.state == State.SENDING and notice.slot == item.notice.slot
    return notice if is_ours else None


def _go_another_way(item: InHand, notice: Notice, failure: NotTaken, now: datetime) -> None:
    address = item.channel.address_of(notice.recipient)
    if failure.address_is_bad:
        mark_address(item.channel.name, address, state=AddressState.State.DEAD, said=failure.said, now=now)
    else:
        notice.given_up = [*notice.given_up, item.channel.name]
    choice = known_of([notice.recipient]).choice_for(notice)
    if choice.channel is not None:
        _back_to_ready(notice, now)
        return
    notice.save(update_fields=["given_up"])
    problem = Problem.BAD_ADDRESS if failure.address_is_bad else Problem.REFUSED
    state = State.UNREACHABLE if failure.address_is_bad else State.FAILED
    end([notice], state=state, problem=problem, said=notice.last_said, now=now)


def _back_to_ready(notice: Notice, again_at: datetime) -> None:
    notice.state = State.READY
    notice.next_attempt_at = again_at
    notice.save(update_fields=["state", "slot", "next_attempt_at", "last_said", "given_up"])


def _withdraw(notice: Notice, now: datetime) -> None:
    notice.state = State.WITHDRAWN
    notice.ended_at = now
    notice.next_attempt_at = None
    notice.sealed = ""
    notice.save(update_fields=["state", "slot", "ended_at", "next_attempt_at", "last_said", "sealed"])


def _note_attempt(item: InHand, outcome: str, said: str, now: datetime) -> None:
    Attempt.objects.filter(pk=item.attempt.pk).update(outcome=outcome, said=_clean(said), ended_at=now)


def _note_folded(digest: Notice, folded: Sequence[Notice], now: datetime) -> None:
    told = Notice.objects.filter(pk__in=[each.pk for each in folded], state=State.FOLDED)
    told.update(accepted_at=now, ended_at=now, channel=digest.channel, sealed="")
    for each in folded:
        each.channel = digest.channel
        _record_accepted(each)
    _withdraw_left_out(digest, now)


def _withdraw_left_out(digest: Notice, now: datetime) -> None:
    """What was taken back while its digest was on the way, and is not in it."""
    for left_out in digest.folded.filter(state=State.FOLDED, accepted_at=None):
        _withdraw(left_out, now)


def _record_accepted(notice: Notice) -> None:
    data = {
        "notice": notice.pk,
        "purpose": notice.purpose,
        "recipient": label_of(notice.recipient),
        "channel": notice.channel,
    }
    record("notice.accepted", notice.subject, by=SYSTEM.label, data=data)


def _clean(said: str) -> str:
    return said.replace("\0", "")[:_LONGEST_SAID]


# Once a letter, therefore both rows in one statement.
_ACCEPT = """
WITH mine AS (
    UPDATE notices_notice SET state = 'accepted', slot = NULL, accepted_at = %s, ended_at = %s,
        next_attempt_at = NULL, last_said = %s, external_id = %s, sealed = ''
    WHERE id = %s AND state = 'sending' AND slot = %s RETURNING id
)
UPDATE notices_attempt SET outcome = 'accepted', ended_at = %s, said = %s
FROM mine WHERE notices_attempt.id = %s AND notices_attempt.notice_id = mine.id
"""
