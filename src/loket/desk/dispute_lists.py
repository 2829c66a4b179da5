"""The queue of disputes at the desk: what waits for those who decide, the nearest deadline first; reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from loket.desk.forms.orders import read_amount
from loket.disputes.access import may_decide
from loket.disputes.alerts import OpenAlerts, open_alerts
from loket.disputes.listed import DisputesPage
from loket.disputes.machine.policy import default_policy
from loket.disputes.queries import (
    QUEUED,
    adjudication_queue,
    count_queue,
    disputes_of,
    languages_in_queue,
)
from loket.people.actors import StaffActor

LONGEST = 100
_OWN = {"mine": True, "nobodys": False}
_ALL = "all"


@dataclass(frozen=True, slots=True)
class WantedQueue:
    """Which part of the queue somebody asked for; what is nonsense counts as not asked."""

    state: str = ""
    language: str = ""
    whose: str = ""
    currency: str = ""
    least: str = ""
    most: str = ""
    after: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> WantedQueue:
        """What the address asks for."""
        given = {name: parameters.get(name, "").replace("\0", "").strip()[:LONGEST] for name in cls.__slots__}
        return cls(**given)

    @property
    def filters(self) -> dict[str, str]:
        """What is asked for, but for the place in the list."""
        return {name: getattr(self, name) for name in self.__slots__ if name != "after" and getattr(self, name)}


def queue_context(actor: StaffActor, wanted: WantedQueue) -> dict[str, Any]:
    """One page of the queue, or of all disputes, with its filters."""
    page = _page(actor, wanted)
    counts = count_queue(actor)
    return {
        "section": "disputes",
        "here": "all" if wanted.state == _ALL else "queue",
        "rows": page.disputes,
        "asked": wanted,
        "is_filtered": bool(wanted.filters),
        "is_first": not wanted.after,
        "first_query": urlencode(wanted.filters),
        "next_query": urlencode({**wanted.filters, "after": page.next}) if page.next else "",
        "languages": languages_in_queue(actor),
        "currencies": list(default_policy().second_person_limits),
        "states": [(state.value, counts.get(state, 0)) for state in QUEUED],
        "waiting": sum(counts.values()),
        "decides": may_decide(actor),
        "alerts": OpenAlerts() if wanted.state == _ALL else open_alerts(actor),
        "now": timezone.now(),
    }


def _page(actor: StaffActor, wanted: WantedQueue) -> DisputesPage:
    if wanted.state == _ALL:
        return disputes_of(actor, before=wanted.after)
    # Amounts of different currencies are not compared.
    has_currency = bool(wanted.currency)
    return adjudication_queue(
        actor,
        language=wanted.language,
        state=wanted.state,
        currency=wanted.currency,
        least=_amount(wanted.least) if has_currency else None,
        most=_amount(wanted.most) if has_currency else None,
        is_own=_OWN.get(wanted.whose),
        after=wanted.after,
    )


def _amount(typed: str) -> Decimal | None:
    return read_amount(typed, decimals=2) if typed else None
