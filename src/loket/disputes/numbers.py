"""How disputes went in a stretch of time, for leads: how they ended, where they waited, whose clocks ran out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median

from django.db.models import F, OuterRef, Subquery, Window
from django.db.models.functions import Lead

from loket.disputes.machine.codes import AppealResult, Role
from loket.disputes.machine.events import Event
from loket.disputes.machine.states import State
from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.policies.access import may_change_policies
from loket.people.access import NotVisible
from loket.people.actors import Actor

# Sellers with the most disputes; the others are left out of that table.
MOST_SELLERS = 50
# What the clock does that ends nobody's time.
_NOT_AN_END = (Event.REMINDER, Event.UPDATE, Event.TOLD)
_ENDED = (State.CLOSED, State.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of ``total`` bear a code: an outcome, a reason, a market, or a seller by name."""

    code: str
    count: int
    total: int

    @property
    def percent(self) -> int:
        """The share, rounded."""
        return round(100 * self.count / self.total) if self.total else 0


@dataclass(frozen=True, slots=True)
class TimeInState:
    """How long disputes that left a state had been in it."""

    state: str
    count: int
    median: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class ExpiredClock:
    """How often a rule's clock ran out, and against whom."""

    rule: str
    whose: str
    count: int


@dataclass(frozen=True, slots=True)
class Appeals:
    """Appeals that were decided, and how many changed what had been decided."""

    decided: int
    reversed: int


@dataclass(frozen=True, slots=True)
class LeadTime:
    """From the instruction of a refund to its arrival; None where none arrived."""

    count: int
    median: timedelta | None
    longest: timedelta | None


@dataclass(frozen=True, slots=True)
class DisputeNumbers:
    """All numbers of the stretch; shares are of disputes submitted in it, the rest of what happened in it."""

    submitted: int
    open_now: int
    by_outcome: Sequence[Share]
    by_reason: Sequence[Share]
    by_market: Sequence[Share]
    by_seller: Sequence[Share]
    times: Sequence[TimeInState]
    expired: Sequence[ExpiredClock]
    appeals: Appeals
    refunds: LeadTime


def numbers_of(actor: Actor, *, since: datetime, until: datetime) -> DisputeNumbers:
    """The numbers from ``since`` up to, not including, ``until``, for leads; raises NotVisible."""
    if not may_change_policies(actor):
        raise NotVisible
    submitted = Dispute.objects.filter(submitted_at__gte=since, submitted_at__lt=until)
    rows = list(submitted.order_by().values_list("outcome", "reason", "market", "seller__name"))
    return DisputeNumbers(
        submitted=len(rows),
        open_now=Dispute.objects.filter(is_open=True).exclude(state=State.DRAFT).count(),
        by_outcome=_shares(row[0] for row in rows if row[0]),
        by_reason=_shares(row[1] for row in rows),
        by_market=_shares(row[2] for row in rows),
        by_seller=_shares(row[3] for row in rows)[:MOST_SELLERS],
        times=_times(since, until),
        expired=_expired(since, until),
        appeals=_appeals(since, until),
        refunds=_refunds(since, until),
    )


def _shares(codes: Iterable[str]) -> list[Share]:
    """The most frequent first."""
    counted = Counter(codes)
    total = counted.total()
    return [Share(code, count, total) for code, count in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]


def _times(since: datetime, until: datetime) -> list[TimeInState]:
    """Of each stay that ended in the stretch, how long it was."""
    touched = DisputeEvent.objects.filter(at__gte=since, at__lt=until).values("dispute")
    changes = DisputeEvent.objects.filter(dispute__in=touched).exclude(came_from=F("state"))
    left = Window(Lead("at"), partition_by="dispute", order_by="sequence")
    stays = changes.annotate(left=left).order_by().values_list("state", "at", "left")
    ended = sorted(
        (state, gone - came) for state, came, gone in stays.iterator() if gone is not None and since <= gone < until
    )
    kept = {state: [each for _state, each in found] for state, found in groupby(ended, key=lambda each: each[0])}
    return [
        TimeInState(state, len(kept[state]), _median(kept[state]), kept[state][-1])
        for state in State
        if state in kept and state not in _ENDED
    ]


def _expired(since: datetime, until: datetime) -> list[ExpiredClock]:
    """Whose clock it was stands in the step before, with the deadlines that ran then."""
    ends = DisputeEvent.objects.filter(at__gte=since, at__lt=until, role=Role.TIMER).exclude(rule="")
    before = DisputeEvent.objects.filter(dispute=OuterRef("dispute"), sequence=OuterRef("sequence") - 1)
    rows = ends.exclude(name__in=_NOT_AN_END).annotate(ran=Subquery(before.values("details__deadlines")[:1]))
    found = Counter(
        (rule, str(each["whose"]))
        for rule, ran in rows.order_by().values_list("rule", "ran").iterator()
        for each in ran or ()
        if each["rule"] == rule
    )
    return [ExpiredClock(rule, whose, count) for (rule, whose), count in found.most_common()]


def _appeals(since: datetime, until: datetime) -> Appeals:
    decided = DisputeEvent.objects.filter(name=Event.APPEAL_DECIDED, at__gte=since, at__lt=until)
    upheld = decided.filter(details__body__result=AppealResult.UPHELD).count()
    count = decided.count()
    return Appeals(count, count - upheld)


def _refunds(since: datetime, until: datetime) -> LeadTime:
    """Every refund that arrived in the stretch, also a second one of the same dispute."""
    settled = DisputeEvent.objects.filter(name=Event.REFUND_SETTLED, at__gte=since, at__lt=until).values("dispute")
    documents = Dispute.objects.filter(pk__in=settled).order_by().values_list("document__refunds", flat=True)
    taken = [
        arrived - datetime.fromisoformat(each["asked_at"])
        for refunds in documents
        for each in refunds or ()
        if each.get("settled_at") and since <= (arrived := datetime.fromisoformat(each["settled_at"])) < until
    ]
    return LeadTime(len(taken), _median(taken) if taken else None, max(taken, default=None))


def _median(lengths: Sequence[timedelta]) -> timedelta:
    return timedelta(seconds=median(each.total_seconds() for each in lengths))
