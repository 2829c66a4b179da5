"""Time that counts: adding and measuring working time by a team's schedule, less the pauses of one clock.

A pause (the customer has the turn) is a stretch of real time that counts for nobody, whatever the hours say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from loket.calendars.service_hours import Schedule, Span, open_spans

# Longer than any holiday: a team without one counted moment for so long has stopped working.
GIVE_UP_AFTER = timedelta(days=400)
_FIRST_LOOK = timedelta(days=1)
_LONGEST_LOOK = timedelta(days=32)
# No search goes on to where dates end.
_LATEST = datetime(9990, 1, 1, tzinfo=UTC)


def add_working(
    schedule: Schedule, start: datetime, amount: timedelta, *, pauses: Sequence[Span] = ()
) -> datetime | None:
    """The first moment, in UTC, by which ``amount`` has counted since ``start``.

    None where nothing counts for 400 days on the way: the team has stopped working, and no date would be honest.
    """
    if amount < timedelta():
        raise ValueError("Working time is added forwards; the amount must not be negative.")
    left = amount
    counted_until = start = _to_utc(start)
    if not left:
        return start
    for span in _counted_from(schedule, start, _merged(pauses)):
        if span.start - counted_until >= GIVE_UP_AFTER:
            return None
        if span.end - span.start >= left:
            return span.start + left
        if span.start < span.end:
            left -= span.end - span.start
            counted_until = span.end
    return None


def elapsed_working(schedule: Schedule, start: datetime, end: datetime, *, pauses: Sequence[Span] = ()) -> timedelta:
    """How much time has counted between two moments; none if ``end`` is not later than ``start``."""
    spans = _without(open_spans(schedule, start, end), _merged(pauses))
    return sum((span.end - span.start for span in spans), timedelta())


def _counted_from(schedule: Schedule, start: datetime, pauses: Sequence[Span]) -> Iterator[Span]:
    """What counts from ``start`` on, without end; empty spans in between say how far the search has come."""
    if not (schedule.intervals or schedule.extra):
        return
    look = _FIRST_LOOK
    # Looks grow, so that an hour is found without walking a month, and months are not walked a day at a time.
    while start < _LATEST:
        end = start + look
        yield from _without(open_spans(schedule, start, end), pauses)
        yield Span(end, end)
        start, look = end, min(look * 2, _LONGEST_LOOK)


def _without(spans: Iterator[Span], pauses: Sequence[Span]) -> Iterator[Span]:
    """What is left of ``spans`` outside the pauses; both are in order, and the pauses do not touch each other."""
    first = 0
    for span in spans:
        while first < len(pauses) and pauses[first].end <= span.start:
            first += 1
        begins = span.start
        for pause in pauses[first:]:
            if pause.start >= span.end:
                break
            if begins < pause.start:
                yield Span(begins, pause.start)
            begins = pause.end
        if begins < span.end:
            yield Span(begins, span.end)


def _merged(pauses: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted((_to_utc(pause.start), _to_utc(pause.end)) for pause in pauses):
        if start >= end:
            continue
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
            continue
        merged.append(Span(start, end))
    return merged


def _to_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("Working time needs a moment with a time zone, such as timezone.now().")
    return moment.astimezone(UTC)
