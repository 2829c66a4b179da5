"""The order's own record beside a dispute: what was bought, where it is, what was paid, what both sides wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loket.design.wording import find_zone
from loket.desk.order_panels import Line, Paid, Parcel
from loket.disputes.view_parts import LineView
from loket.orders.facts import OrderFacts
from loket.orders.models import Order
from loket.orders.queries import order_facts
from loket.orders.talk.queries import latest_talk
from loket.orders.talk.reading import ReadLine, read_line
from loket.orders.talk.showing import ShownLine, show_lines
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.timeline import Entry, timeline
from loket.orders.telling.wording import refund_line, shipment_line, standing


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """What the marketplace and the carriers say, and the talk of both sides."""

    order: Order
    facts: OrderFacts
    standing: str
    disputed: tuple[Line, ...]
    others: tuple[Line, ...]
    parcels: tuple[Parcel, ...]
    payments: tuple[Paid, ...]
    steps: tuple[Entry, ...]
    talk: tuple[ShownLine, ...]
    read: tuple[ReadLine, ...]
    has_earlier_talk: bool


def order_record(order: Order, *, lines: Iterable[LineView], language: str, zone: str, now: datetime) -> OrderRecord:
    """The record of an order; whoever asks may see a dispute about it, and so all of this."""
    facts, wanted = order_facts(order), {each.line for each in lines}
    items = [Line(each, own_picture(each.image_url)) for each in facts.items]
    talk = latest_talk(order.pk)
    read = tuple(read_line(each, side=None, language=language) for each in talk.lines)
    names = {"buyer": order.contact_name or _("Buyer"), "seller": facts.seller or _("Seller")}
    return OrderRecord(
        order=order,
        facts=facts,
        standing=standing(facts, now, time_zone=zone),
        disputed=tuple(each for each in items if each.item.line in wanted),
        others=tuple(each for each in items if each.item.line not in wanted),
        parcels=tuple(Parcel(each, shipment_line(each, zone)) for each in facts.shipments),
        payments=tuple(_paid(facts)),
        steps=tuple(reversed(timeline(facts, now))),
        talk=show_lines(read, names=names, zone=find_zone(zone), now=now),
        read=read,
        has_earlier_talk=bool(talk.earlier),
    )


def _paid(facts: OrderFacts) -> Iterable[Paid]:
    for payment in facts.payments:
        yield Paid(payment, tuple(refund_line(each, payment, facts.currency) for each in payment.refunds))
