"""What happened to disputes in a stretch, counted by the database from their log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q, QuerySet

from loket.disputes.machine.codes import AppealResult, Consequence, Role
from loket.disputes.machine.events import Event
from loket.disputes.machine.states import State
from loket.disputes.models import DisputeEvent
from loket.disputes.numbers.figures import Appeals, ExpiredClock, LeadTime, TimeInState
from loket.disputes.numbers.stretch import Stretch

# What the clock does that ends nobody's time.
_NOT_AN_END = (Event.REMINDER, Event.UPDATE, Event.TOLD)
_ENDED = (State.CLOSED, State.WITHDRAWN)
# These end a possibility that nobody had to use.
_NO_DUTY = (Consequence.WINDOW_OPENS, Consequence.WINDOW_CLOSES, Consequence.CLOSED, Consequence.DRAFT_EXPIRES)
_TIMES = """
SELECT gone.came_from, count(*),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY gone.at - came.at), max(gone.at - came.at)
FROM disputes_disputeevent gone
CROSS JOIN LATERAL (
    SELECT earlier.at FROM disputes_disputeevent earlier
    WHERE earlier.dispute_id = gone.dispute_id AND earlier.sequence < gone.sequence
        AND earlier.came_from <> earlier.state
    ORDER BY earlier.sequence DESC LIMIT 1
) came
WHERE gone.at >= %(since)s AND gone.at < %(until)s AND gone.came_from <> gone.state AND {of}
GROUP BY gone.came_from
"""
# Whose clock it was stands in the step before, with the deadlines that ran then.
_EXPIRED = """
SELECT gone.rule, ran.whose, dispute.seller_id, count(*)
FROM disputes_disputeevent gone
CROSS JOIN LATERAL (
    SELECT each ->> 'whose' AS whose FROM jsonb_array_elements((
        SELECT before.details -> 'deadlines' FROM disputes_disputeevent before
        WHERE before.dispute_id = gone.dispute_id AND before.sequence = gone.sequence - 1
    )) each
    WHERE each ->> 'rule' = gone.rule AND NOT each ->> 'consequence' = ANY(%(no_duty)s)
) ran
JOIN disputes_dispute dispute ON dispute.id = gone.dispute_id
WHERE gone.at >= %(since)s AND gone.at < %(until)s AND gone.role = %(timer)s AND gone.rule <> ''
    AND NOT gone.name = ANY(%(not_an_end)s) AND {of}
GROUP BY gone.rule, ran.whose, dispute.seller_id
"""
_REFUNDS = """
SELECT count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY refund.arrived - refund.asked),
    max(refund.arrived - refund.asked)
FROM (SELECT DISTINCT dispute_id FROM disputes_disputeevent
    WHERE name = %(settled)s AND at >= %(since)s AND at < %(until)s) gone
JOIN disputes_dispute dispute ON dispute.id = gone.dispute_id
CROSS JOIN LATERAL (
    SELECT (each ->> 'settled_at')::timestamptz AS arrived, (each ->> 'asked_at')::timestamptz AS asked
    FROM jsonb_array_elements(dispute.document -> 'refunds') each
) refund
WHERE refund.arrived >= %(since)s AND refund.arrived < %(until)s AND {of}
"""
_EVERYBODYS = "true"
_SOME = """gone.dispute_id IN (SELECT id FROM disputes_dispute WHERE (%(market)s = '' OR market = %(market)s)
    AND (%(sellers)s::uuid[] IS NULL OR seller_id = ANY(%(sellers)s::uuid[])))"""


@dataclass(frozen=True, slots=True)
class Expired:
    """Clocks that ran out: by rule and side, and how many of each seller's own."""

    clocks: Sequence[ExpiredClock]
    of_sellers: Mapping[UUID, int]


def times_in(stretch: Stretch) -> Sequence[TimeInState]:
    """Of each stay that ended in the stretch, how long it was; in the order of the states."""
    found = {state: rest for state, *rest in _rows(_TIMES, stretch)}
    return [TimeInState(state, *found[state]) for state in State if state in found and state not in _ENDED]


def expired_in(stretch: Stretch) -> Expired:
    """Times that were let run out; that a window closes, such as the one to appeal, is no failure of anybody."""
    given = {"timer": Role.TIMER.value, "not_an_end": [*_NOT_AN_END], "no_duty": [*_NO_DUTY]}
    clocks: Counter[tuple[str, str]] = Counter()
    of_sellers: Counter[UUID] = Counter()
    for rule, whose, seller, many in _rows(_EXPIRED, stretch, **given):
        clocks[rule, whose] += many
        if whose == Role.SELLER:
            of_sellers[seller] += many
    return Expired([ExpiredClock(rule, whose, many) for (rule, whose), many in clocks.most_common()], of_sellers)


def appeals_in(stretch: Stretch) -> Appeals:
    """Appeals that were decided in it; what was not upheld was changed."""
    decided = _named(Event.APPEAL_DECIDED, stretch)
    upheld = Count("pk", filter=Q(details__body__result=AppealResult.UPHELD))
    counted = decided.aggregate(every=Count("pk"), upheld=upheld)
    return Appeals(counted["every"], counted["every"] - counted["upheld"])


def count_broken(stretch: Stretch) -> int:
    """How often a time of ours was not kept."""
    return _named(Event.BREACHED, stretch).count()


def refunds_in(stretch: Stretch) -> LeadTime:
    """Every refund that arrived in it, also a second one of the same dispute."""
    [(many, middle, longest)] = _rows(_REFUNDS, stretch, settled=Event.REFUND_SETTLED.value)
    return LeadTime(many, _rounded(middle), _rounded(longest))


def _named(event: Event, stretch: Stretch) -> QuerySet[DisputeEvent]:
    return DisputeEvent.objects.filter(stretch.within("at"), stretch.of("dispute__"), name=event).order_by()


def _rows(statement: str, stretch: Stretch, **given: Sequence[str]) -> Sequence[tuple[Any, ...]]:
    of = _SOME if stretch.is_narrowed else _EVERYBODYS
    sellers = None if stretch.sellers is None else list(stretch.sellers)
    asked: dict[str, Any] = {
        "since": stretch.since,
        "until": stretch.until,
        "market": stretch.market,
        "sellers": sellers,
        **given,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement.format(of=of), asked)
        return list(cursor.fetchall())


def _rounded(length: timedelta | None) -> timedelta | None:
    return None if length is None else timedelta(seconds=round(length.total_seconds()))
