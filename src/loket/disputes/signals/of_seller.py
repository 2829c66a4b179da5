"""Signs about a seller: parcels that do not fit, deals outside the shop, refusals that did not stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from loket.disputes.machine.codes import AppealResult, Liability, Role
from loket.disputes.machine.events import Event
from loket.disputes.models import Dispute, DisputeEvent
from loket.disputes.signals.reading import is_elsewhere, wishes_in
from loket.disputes.signals.signs import Sign, Signal
from loket.orders.models import Shipment, TalkMessage, TrackingEvent
from loket.orders.parcel_weights import light_parcels

WITHIN = timedelta(days=180)
# So many refusals of a seller that appeals overturned are worth a look.
MANY_OVERTURNED = 2
_MOST_MESSAGES = 200
_MOST_NAMED = 5
_CHANGED = (AppealResult.CHANGED, AppealResult.EXTRA_REFUND)


def signs_of_seller(dispute: Dispute, *, now: datetime) -> Iterator[Signal]:
    """What speaks of the seller's side."""
    yield from _tracking_twice(dispute)
    yield from _other_city(dispute)
    yield from _light_parcel(dispute)
    yield from _outside_deals(dispute)
    yield from _overturned(dispute, now)


def _tracking_twice(dispute: Dispute) -> Iterator[Signal]:
    """A number that another buyer's parcel bears too; one parcel may well hold two orders of the same buyer."""
    keys = Shipment.objects.filter(order=dispute.order_id).exclude(tracking_key="").values("tracking_key")
    others = Shipment.objects.filter(tracking_key__in=keys).exclude(order=dispute.order_id)
    rows = others.exclude(order__customer=dispute.customer_id).order_by()
    numbers = sorted(set(rows.values_list("order__number", flat=True)))
    if numbers:
        yield Signal(Sign.TRACKING_TWICE, Role.SELLER, count=len(numbers), seen_in=tuple(numbers[:_MOST_NAMED]))


def _other_city(dispute: Dispute) -> Iterator[Signal]:
    city = str(dispute.order.ship_to.get("city") or "")
    delivered = Shipment.objects.filter(order=dispute.order_id, delivered_at__isnull=False)
    scans = TrackingEvent.objects.filter(shipment__in=delivered).exclude(place="").order_by("shipment", "at")
    last = dict(scans.values_list("shipment", "place"))
    place = next((each for each in last.values() if is_elsewhere(each, city)), "")
    if place:
        yield Signal(Sign.OTHER_CITY, Role.SELLER, detail=place)


def _light_parcel(dispute: Dispute) -> Iterator[Signal]:
    """The carrier weighed less than can be, by what the shop tells of parcel and goods."""
    for each in light_parcels(dispute.order):
        yield Signal(Sign.LIGHT_PARCEL, Role.SELLER, count=each.weighed, total=each.goods, detail=each.name)


def _outside_deals(dispute: Dispute) -> Iterator[Signal]:
    sent = TalkMessage.objects.filter(order=dispute.order_id, sender=TalkMessage.Sender.SELLER).exclude(text="")
    found: dict[Sign, str] = {}
    for text in sent.order_by("-sent_at", "-pk").values_list("text", flat=True)[:_MOST_MESSAGES]:
        for sign in wishes_in(text):
            found.setdefault(sign, text)
    for sign, text in sorted(found.items()):
        yield Signal(sign, Role.SELLER, detail=text)


def _overturned(dispute: Dispute, now: datetime) -> Iterator[Signal]:
    """Disputes in which the seller refused and an appeal found otherwise, at the seller's cost."""
    own = Dispute.objects.filter(seller=dispute.seller_id, resolved_at__gte=now - WITHIN).exclude(pk=dispute.pk)
    events = DisputeEvent.objects.filter(dispute__in=own)
    refused = events.filter(role=Role.SELLER, details__body__refusal__isnull=False).values("dispute")
    changed = events.filter(name=Event.APPEAL_DECIDED, details__body__result__in=_CHANGED).values("dispute")
    rows = own.filter(pk__in=refused)
    lost = rows.filter(pk__in=changed, liability=Liability.SELLER).values_list("number", flat=True)
    numbers = list(lost.order_by("-resolved_at"))
    if len(numbers) >= MANY_OVERTURNED:
        named = tuple(numbers[:_MOST_NAMED])
        yield Signal(Sign.REFUSALS_OVERTURNED, Role.SELLER, count=len(numbers), total=rows.count(), seen_in=named)
