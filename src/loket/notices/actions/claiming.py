"""Taking notices in hand: all that may go now, in one transaction, with the attempts written down before they are made.

What may not go yet gets the moment when it may; what cannot go any more ends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Count

from loket.notices.actions.ending import end
from loket.notices.actions.folding import fold
from loket.notices.channels.port import Channel
from loket.notices.channels.resting import rests_until
from loket.notices.due import due, earlier_mails
from loket.notices.known import Known, known_of
from loket.notices.letters.envelope import message_id
from loket.notices.models import Attempt, Notice, Problem, State
from loket.notices.pace import AT_A_TIME, CHANNEL_RESTS_AT_MOST, MOST_A_MINUTE_AND_DOMAIN
from loket.notices.purposes import PURPOSES
from loket.notices.references import destination_of, masked, reference_of

A_MINUTE = timedelta(minutes=1)
# The first of PostgreSQL's two numbers; the pace holds only if one claims at a time.
_CLAIM_LOCK = 0x4E4F5443


@dataclass(frozen=True, slots=True)
class InHand:
    """A notice that is to be handed over now, and the attempt that says so; ``references`` are its thread's mails."""

    notice: Notice
    attempt: Attempt
    channel: Channel
    references: tuple[str, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """What becomes of the notices that were found due."""

    now: datetime
    go: list[tuple[Notice, Channel]] = field(default_factory=list)
    later: list[tuple[Notice, datetime]] = field(default_factory=list)
    ended: dict[str, list[Notice]] = field(default_factory=dict)


@transaction.atomic(durable=True)
def claim(slot: int, *, now: datetime) -> list[InHand] | None:
    """Take in hand what may go now; None when nothing was due, an empty list when what was due could not go."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_CLAIM_LOCK])
    found = list(due(now).select_for_update(of=("self",), skip_locked=True, no_key=True)[:AT_A_TIME])
    if not found:
        return None
    known = known_of(each.recipient for each in found)
    folded = fold(found, known=known, now=now)
    sorting = _sort(folded.to_go, known, now)
    sorting.later += folded.later
    _put_off(sorting.later)
    for problem, notices in sorting.ended.items():
        end(notices, state=_state_of(problem), problem=problem, now=now)
    return _take(sorting.go, slot=slot, now=now)


def release(items: Iterable[InHand], *, until: datetime) -> None:
    """Give back what was not tried after all; it counts as never begun."""
    untried = list(items)
    if not untried:
        return
    with transaction.atomic():
        Attempt.objects.filter(pk__in=[each.attempt.pk for each in untried]).delete()
        with connection.cursor() as cursor:
            cursor.execute(_RELEASE, [until, [each.notice.pk for each in untried]])


def _sort(notices: Iterable[Notice], known: Known, now: datetime) -> _Sorted:
    sorting = _Sorted(now)
    for notice in notices:
        _sort_one(sorting, notice, known)
    _keep_pace(sorting)
    return sorting


def _sort_one(sorting: _Sorted, notice: Notice, known: Known) -> None:
    now = sorting.now
    choice = known.choice_for(notice)
    allowed_at = known.first_allowed(now, PURPOSES[notice.purpose], notice.recipient)
    if notice.expires_at <= now:
        sorting.ended.setdefault(Problem.EXPIRED, []).append(notice)
    elif choice.channel is None:
        sorting.ended.setdefault(choice.problem, []).append(notice)
    elif allowed_at > now:
        sorting.later.append((notice, allowed_at))
    elif until := rests_until(choice.channel.name, now=now, at_most=CHANNEL_RESTS_AT_MOST):
        sorting.later.append((notice, until))
    else:
        sorting.go.append((notice, choice.channel))


def _state_of(problem: str) -> State:
    is_failure = problem in (Problem.EXPIRED, Problem.REFUSED)
    return State.FAILED if is_failure else State.UNREACHABLE


def _keep_pace(sorting: _Sorted) -> None:
    """No domain gets more than its share of a minute; the rest waits for the next."""
    going = [(notice, channel, _destination(notice, channel)) for notice, channel in sorting.go]
    lately = _sent_lately({each for _notice, _channel, each in going if each}, sorting.now)
    sorting.go = []
    for notice, channel, destination in going:
        if destination and lately[destination] >= MOST_A_MINUTE_AND_DOMAIN:
            sorting.later.append((notice, sorting.now + A_MINUTE / 4))
            continue
        lately[destination] += 1
        sorting.go.append((notice, channel))


def _sent_lately(destinations: set[str], now: datetime) -> Counter[str]:
    tries = Attempt.objects.filter(destination__in=destinations, began_at__gt=now - A_MINUTE)
    return Counter(dict(tries.values_list("destination").annotate(Count("pk"))))


def _destination(notice: Notice, channel: Channel) -> str:
    return destination_of(channel.address_of(notice.recipient))


def _put_off(later: Iterable[tuple[Notice, datetime]]) -> None:
    """Never past the moment at which it would be pointless: then it has to end."""
    rows = [(notice.pk, min(until, notice.expires_at)) for notice, until in later]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_PUT_OFF, [[pk for pk, _until in rows], [until for _pk, until in rows]])


def _take(go: list[tuple[Notice, Channel]], *, slot: int, now: datetime) -> list[InHand]:
    if not go:
        return []
    for notice, channel in go:
        notice.state, notice.slot = State.SENDING, slot
        notice.channel = channel.name
        notice.attempts += 1
        notice.message_id = notice.message_id or message_id(reference_of(notice.pk))
    with connection.cursor() as cursor:
        columns = zip(*((each.pk, each.channel, each.message_id) for each, _channel in go), strict=True)
        cursor.execute(_TAKE, [slot, *map(list, columns)])
    attempts = Attempt.objects.bulk_create(_attempt(notice, channel, now) for notice, channel in go)
    threads = earlier_mails(notice.pk for notice, _channel in go)
    return [
        InHand(notice, attempt, channel, threads.get(notice.pk, ()))
        for (notice, channel), attempt in zip(go, attempts, strict=True)
    ]


def _attempt(notice: Notice, channel: Channel, now: datetime) -> Attempt:
    address = channel.address_of(notice.recipient)
    return Attempt(
        notice=notice,
        channel=channel.name,
        address=masked(address),
        destination=destination_of(address),
        began_at=now,
    )


# Each for many rows at once: one statement a row would take longer than the letters.
_PUT_OFF = """
UPDATE notices_notice AS notice SET next_attempt_at = told.until
FROM unnest(%s::bigint[], %s::timestamptz[]) AS told(id, until) WHERE notice.id = told.id
"""
_TAKE = """
UPDATE notices_notice AS notice SET state = 'sending', slot = %s, channel = told.channel,
    message_id = told.message_id, attempts = attempts + 1
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS told(id, channel, message_id) WHERE notice.id = told.id
"""
_RELEASE = """
UPDATE notices_notice SET state = 'ready', slot = NULL, attempts = attempts - 1,
    next_attempt_at = least(%s, expires_at)
WHERE id = ANY(%s) AND state = 'sending'
"""
