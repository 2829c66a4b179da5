"""All numbers of a stretch, for leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from typing import TypeVar
from uuid import UUID

from django.core.cache import cache
from django.db.models import Aggregate, Count, DurationField, F, Q, QuerySet

from loket.disputes.machine.codes import DecidedBy
from loket.disputes.machine.states import OPEN
from loket.disputes.models import Dispute
from loket.disputes.numbers.figures import DisputeNumbers, Headline
from loket.disputes.numbers.happened import appeals_in, count_broken, expired_in, refunds_in, times_in
from loket.disputes.numbers.stretch import Stretch
from loket.disputes.numbers.submitted import (
    by_languages,
    by_seller,
    evidence_given,
    products_again,
    shares_by,
    submitted_in,
)
from loket.disputes.policies.access import may_change_policies
from loket.people.access import NotVisible
from loket.people.actors import Actor
from loket.people.models import Seller

# A year of many disputes takes seconds to count, and nobody needs it newer than this; seconds.
KEPT_FOR = 600
# What is over hardly changes any more.
BEFORE_KEPT_FOR = 86_400
# Another one whenever a figure is added or dropped, so that nothing kept by an older program is read.
_SHAPE = "1"
T = TypeVar("T")


class Median(Aggregate):
    """The middle of all lengths."""

    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


def numbers_of(actor: Actor, stretch: Stretch) -> DisputeNumbers:
    """The numbers of a stretch, for leads, at most ten minutes old; raises NotVisible."""
    _must_lead(actor)
    return _kept("numbers", stretch, KEPT_FOR, partial(_numbers, stretch))


def headline_of(actor: Actor, stretch: Stretch) -> Headline:
    """The few figures on top alone, of a time that is over, at most a day old; raises NotVisible."""
    _must_lead(actor)
    return _kept("headline", stretch, BEFORE_KEPT_FOR, partial(_headline, stretch))


def sellers_called(actor: Actor, typed: str) -> tuple[UUID, ...]:
    """The sellers who bear that name or number, whatever the case of its letters; raises NotVisible."""
    _must_lead(actor)
    called = Seller.objects.filter(Q(external_id=typed) | Q(name__iexact=typed))
    return tuple(called.order_by("external_id").values_list("pk", flat=True))


def markets_with_claims(actor: Actor) -> Sequence[str]:
    """The markets in which anybody ever disputed anything; raises NotVisible."""
    _must_lead(actor)
    return list(Dispute.objects.order_by("market").values_list("market", flat=True).distinct())


def _numbers(stretch: Stretch) -> DisputeNumbers:
    headline, expired, ended = _headline(stretch), expired_in(stretch), _ended_in(stretch)
    return DisputeNumbers(
        headline=headline,
        open_now=Dispute.objects.filter(stretch.of(), state__in=OPEN).count(),
        by_outcome=shares_by(ended, "outcome"),
        by_ending=shares_by(ended, "decided_by"),
        by_reason=shares_by(submitted_in(stretch), "reason"),
        by_market=shares_by(submitted_in(stretch), "market"),
        by_seller=by_seller(stretch, headline.submitted, expired.of_sellers),
        products=products_again(stretch),
        languages=by_languages(stretch, headline.submitted),
        evidence=evidence_given(stretch),
        times=times_in(stretch),
        expired=expired.clocks,
    )


def _headline(stretch: Stretch) -> Headline:
    took = Median(F("resolved_at") - F("submitted_at"), filter=Q(submitted_at__isnull=False))
    agreed = Count("resolved_at", filter=Q(decided_by=DecidedBy.AGREEMENT))
    ended = _ended_in(stretch).aggregate(many=Count("*"), agreed=agreed, took=took)
    return Headline(
        submitted=submitted_in(stretch).count(),
        ended=ended["many"],
        agreed=ended["agreed"],
        until_end=ended["took"],
        broken=count_broken(stretch),
        appeals=appeals_in(stretch),
        refunds=refunds_in(stretch),
    )


def _ended_in(stretch: Stretch) -> QuerySet[Dispute]:
    return Dispute.objects.filter(stretch.within("resolved_at"), stretch.of()).order_by()


def _kept(name: str, stretch: Stretch, seconds: int, count: Callable[[], T]) -> T:
    key = f"disputes:{name}:{_SHAPE}:{sha256(repr(stretch).encode()).hexdigest()}"
    kept: T | None = cache.get(key)
    if kept is None:
        kept = count()
        cache.set(key, kept, seconds)
    return kept


def _must_lead(actor: Actor) -> None:
    if not may_change_policies(actor):
        raise NotVisible
