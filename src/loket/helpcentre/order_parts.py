"""The parts of one order as its buyer reads them: way, items, parcels, payments, sums, coupons, group, address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from loket.design.wording import page_locale
from loket.orders.facts import CouponFacts, OrderFacts, PaymentFacts, ShipmentFacts
from loket.orders.models import Payment, Shipment
from loket.orders.telling.pictures import own_picture
from loket.orders.telling.standings import has_arrived, is_refund_late
from loket.orders.telling.timeline import ENDED
from loket.orders.telling.wording import carrier_name, day_of, moment, money, payment_method, refund_line, shipment_line

EVENTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order, as its buyer reads it."""

    line: int
    title: str
    picture: str
    quantity: int
    paid: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel, its news newest first."""

    title: str
    state: str
    tone: str
    line: str
    carrier: str
    number: str
    items: tuple[str, ...]
    events: tuple[tuple[str, str, str], ...]
    earlier: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment with what went back over it: each a sentence and whether it is bad news."""

    method: str
    amount: str
    says: str
    refunds: tuple[tuple[str, str], ...]


def order_items(facts: OrderFacts) -> tuple[Item, ...]:
    """The lines of an order."""
    return tuple(
        Item(each.line, each.title, own_picture(each.image_url), each.quantity, money(each.paid, facts.currency))
        for each in facts.items
    )


def progress_steps(facts: OrderFacts) -> tuple[tuple[str, str], ...]:
    """The way of an ordinary order: each step done, the last one reached now; empty where it ended otherwise."""
    reached = {"awaiting_payment": 1, "paid": 2, "shipped": 3, "delivered": 4, "completed": 4}.get(facts.state, 0)
    if not reached:
        return ()
    if has_arrived(facts):
        reached = 4
    names = (_("Ordered"), _("Paid"), pgettext("a parcel", "Sent"), _("Delivered"))
    states = ["done" if place < reached - 1 else "now" if place == reached - 1 else "" for place in range(4)]
    return tuple(zip(names, states, strict=True))


def parcels_of(facts: OrderFacts, zone: tzinfo) -> Iterator[Parcel]:
    """The parcels of an order; each has its number where there are several."""
    titles = {each.line: each.title for each in facts.items}
    # Of an order that has ended nothing is being prepared, whatever the shop's last word was.
    sent = [each for each in facts.shipments if facts.state not in ENDED or each.shipped_at]
    for place, each in enumerate(sent, start=1):
        numbered = _("Parcel %(place)d of %(total)d") % {"place": place, "total": len(sent)}
        alone = carrier_name(each.carrier) or _("Parcel")
        yield _parcel(each, numbered if len(sent) > 1 else alone, titles, zone)


def _parcel(shipment: ShipmentFacts, title: str, titles: dict[int, str], zone: tzinfo) -> Parcel:
    news = tuple((moment(each.at, zone), each.place, each.text or each.code) for each in reversed(shipment.events))
    tones = {"delivered": "positive", "customs": "warning", "returned": "danger", "lost": "danger"}
    return Parcel(
        title=title,
        state=_parcel_state(shipment),
        tone=tones.get(shipment.state, "accent"),
        line=shipment_line(shipment, zone),
        carrier=carrier_name(shipment.carrier),
        number=shipment.tracking_number,
        items=tuple(titles[line] for line in shipment.lines if line in titles),
        events=news[:EVENTS_SHOWN],
        earlier=news[EVENTS_SHOWN:],
    )


def _parcel_state(shipment: ShipmentFacts) -> str:
    known = Shipment.State.values
    return str(Shipment.State(shipment.state).label) if shipment.state in known else shipment.state


def payment_line(payment: PaymentFacts, facts: OrderFacts, zone: tzinfo, now: datetime) -> PaymentLine:
    """One payment and the money that went back over it."""
    today = now.astimezone(zone).date()
    refunds = tuple(
        (
            refund_line(each, payment, facts.currency, today=today),
            "warning" if each.state == "failed" or is_refund_late(each, today) else "",
        )
        for each in payment.refunds
    )
    amount = money(payment.amount, facts.currency)
    return PaymentLine(payment_method(payment.method), amount, _payment_says(payment, zone), refunds)


def _payment_says(payment: PaymentFacts, zone: tzinfo) -> str:
    if payment.state == Payment.State.CAPTURED:
        return _("Paid on %(when)s") % {"when": moment(payment.paid_at, zone)} if payment.paid_at else _("Paid")
    if payment.state == Payment.State.PENDING and payment.expires_at:
        return _("Not paid yet; possible until %(when)s") % {"when": moment(payment.expires_at, zone)}
    states = {
        Payment.State.PENDING: _("Not paid yet"),
        Payment.State.FAILED: _("It failed"),
        Payment.State.EXPIRED: _("Not paid in time"),
    }
    return states.get(Payment.State(payment.state), "") if payment.state in Payment.State.values else payment.state


def sums_of(facts: OrderFacts) -> Iterator[tuple[str, str, str]]:
    """What comes on top of the items, the total, and how much of it is tax."""
    if facts.shipping:
        yield _("Delivery"), money(facts.shipping, facts.currency), ""
    yield _("Total"), money(facts.total, facts.currency), "total"
    if facts.tax:
        yield _("Tax in it"), money(facts.tax, facts.currency), "note"


def coupons_of(facts: OrderFacts, zone: tzinfo) -> Iterator[tuple[str, str, str]]:
    """Each coupon with what it took off and how it stands."""
    for each in facts.coupons:
        yield each.code, money(each.discount, facts.currency), _coupon_state(each, zone)


def _coupon_state(coupon: CouponFacts, zone: tzinfo) -> str:
    if coupon.state == "returned" and coupon.expires_at:
        return _("yours again, until %(day)s") % {"day": day_of(coupon.expires_at, zone)}
    states = {"applied": _("used on this order"), "returned": _("yours again"), "lost": _("used up")}
    return states.get(coupon.state, coupon.state)


def group_line(facts: OrderFacts) -> str:
    """How full the group is that the order was placed in; empty where there is none."""
    group = facts.group or {}
    needed, joined = group.get("needed"), group.get("joined")
    if not isinstance(needed, int) or not isinstance(joined, int):
        return ""
    if joined >= needed:
        return _("The group is complete: %(joined)d people have joined.") % {"joined": joined}
    return _("%(joined)d of %(needed)d people have joined.") % {"joined": joined, "needed": needed}


def address_lines(facts: OrderFacts) -> Iterator[str]:
    """Where it is sent, line by line."""
    to = facts.ship_to
    lines = to.get("lines") or ()
    parts = (to.get("name"), *(lines if isinstance(lines, list | tuple) else ()))
    place = " ".join(str(each) for each in (to.get("postcode"), to.get("city")) if each)
    yield from (str(each) for each in (*parts, place, _country(to.get("country"))) if each)


def _country(code: object) -> str:
    return str(page_locale().territories.get(str(code or ""), code or ""))
