"""When money should have arrived, by the way it goes; what people are told, and no promise of the law's."""

from __future__ import annotations

from datetime import date

from loket.orders.rulebook.business_days import Closed, weekends
from loket.orders.rulebook.policy_document import ANY_WAY, PolicyDocument, Span

# Where a policy names neither the way nor any.
OTHERWISE = Span(14, "d")


def expected_by(
    policy: PolicyDocument, method: str, destination: str, *, market: str, today: date, closed: Closed | None = None
) -> date:
    """By when money that is sent today over ``method`` (or to another ``destination``) should be there.

    ``closed`` tells on which days banks of ``market`` do nothing; without it only weekends are known.
    """
    way = method if destination in ("", "original") else destination
    span = policy.refund_dates.get(way) or policy.refund_dates.get(ANY_WAY) or OTHERWISE
    return span.last_day(today, closed=closed or weekends(market))
