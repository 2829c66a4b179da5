"""What the shop tells of our refunds: a claim against the ledger becomes a task for a person, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from loket.history.actions import record
from loket.orders.actions.news import tell_of_duties
from loket.orders.documents.refund_merging import Disagreement
from loket.orders.models import Order, OrderTask
from loket.orders.money import written
from loket.people.actors import SYSTEM

KIND = OrderTask.Kind.REFUND_DISAGREES


@dataclass(frozen=True, slots=True)
class Claim:
    """The shop tells otherwise than our ledger of one refund of an order."""

    order: Order
    disagreement: Disagreement

    @property
    def data(self) -> dict[str, Any]:
        """Both sides, as whoever clears it up reads them."""
        ours, told = self.disagreement.ours, self.disagreement.told
        return {
            "refund": ours.id,
            "ours": {
                "payment": ours.payment,
                "amount": written(ours.amount, self.order.currency),
                "destination": ours.destination,
                "state": ours.state,
            },
            "shop": {
                "payment": self.disagreement.payment,
                "amount": written(told.amount, self.order.currency),
                "destination": told.destination,
                "state": told.state,
            },
        }


def note_claims(claims: Sequence[Claim], *, now: datetime) -> None:
    """Give people a task for each claim that nobody has made before."""
    if not claims:
        return
    entries = [UUID(each.disagreement.ours.id) for each in claims]
    stored = OrderTask.objects.filter(entry__in=entries, kind=KIND).values_list("data", flat=True)
    known = [(data.get("refund"), data.get("shop")) for data in stored]
    new = [each for each in claims if (each.data["refund"], each.data["shop"]) not in known]
    OrderTask.objects.bulk_create(
        OrderTask(order=each.order, entry_id=each.disagreement.ours.id, kind=KIND, data=each.data, created_at=now)
        for each in new
    )
    for each in new:
        record("order.refund_disagrees", each.order.subject, by=SYSTEM.label, data={"refund": each.data["refund"]})
        tell_of_duties(each.order.pk)
