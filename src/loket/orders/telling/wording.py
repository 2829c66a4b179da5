"""Orders in words, for buyers and for the desk alike: in the active language, on the viewer's clock."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from loket.design.wording import find_zone
from loket.orders.facts import OrderFacts, PaymentFacts, RefundFacts, ShipmentFacts
from loket.orders.rulebook.rule_labels import reason_label
from loket.orders.states import OrderState, ShipmentState
from loket.orders.telling.formats import Zone, day, day_of, moment, money
from loket.orders.telling.naming import carrier_name, destination_label, payment_method, refund_place
from loket.orders.telling.standings import Standing, is_refund_late, last_seen, standing_of

__all__ = [
    "carrier_name",
    "day",
    "day_of",
    "destination_label",
    "moment",
    "money",
    "payment_method",
    "reason_label",
    "refund_line",
    "refund_place",
    "shipment_line",
    "standing",
    "state_label",
]


def state_label(facts: OrderFacts) -> str:
    """The order's state in a few words; a parcel at customs or lost says more than "shipped"."""
    if facts.state == OrderState.SHIPPED:
        states = {each.state for each in facts.shipments}
        for state in (ShipmentState.LOST, ShipmentState.RETURNED, ShipmentState.CUSTOMS):
            if state in states:
                return str(state.label)
    return _label(OrderState, facts.state)


def standing(facts: OrderFacts, now: datetime, *, time_zone: Zone = None) -> str:
    """One plain sentence, or two, about where the order is and what was promised; on the order's own clock."""
    return say_standing(standing_of(facts, now), facts, now, time_zone=time_zone or facts.time_zone)


def say_standing(found: Standing, facts: OrderFacts, now: datetime, *, time_zone: Zone) -> str:
    """The same for a standing that is known already."""
    zone = find_zone(time_zone)
    if found.refund and found.payment:
        line = refund_line(found.refund, found.payment, facts.currency, today=now.astimezone(zone).date())
        return _("The order was cancelled. %(refund)s") % {"refund": line} if facts.state == "cancelled" else line
    parcel = shipment_line(found.shipment, zone) if found.shipment else ""
    parts = {
        "parcel": parcel,
        # A promised day is the buyer's day, whoever looks.
        "promised": day_of(facts.promised_by, facts.time_zone),
        "until": moment(found.payment.expires_at, zone) if found.payment else "",
        "method": payment_method(found.payment.method) if found.payment else "",
        "amount": money(found.payment.amount, facts.currency) if found.payment else "",
        "refundable": money(facts.refundable, facts.currency),
        "seller": facts.seller,
        "needed": str((facts.group or {}).get("needed", "")),
        "joined": str((facts.group or {}).get("joined", "")),
    }
    return _standing_pattern(found.kind, parts) % parts


def _standing_pattern(kind: str, has: dict[str, str]) -> str:
    if kind in {"awaiting_payment", "payment_expiring"}:
        return _awaiting_pattern(kind, has)
    if kind in {"paid", "shipped", "group_open"}:
        return _on_its_way_pattern(kind, has)
    if kind == "late":
        late = _("It was promised by %(promised)s and is late. %(parcel)s")
        return late if has["parcel"] else _("It was promised by %(promised)s and is late. It has not been sent yet.")
    if kind == "customs" and has["promised"]:
        return _("%(parcel)s It was promised by %(promised)s.")
    return _other_pattern(kind, has)


def _awaiting_pattern(kind: str, has: dict[str, str]) -> str:
    if not has["method"]:
        return _("The order waits for its payment.")
    if not has["until"]:
        return _("The order waits for %(amount)s by %(method)s.")
    if kind == "payment_expiring":
        return _("The order waits for %(amount)s by %(method)s. Without it, the order ends on %(until)s.")
    return _("The order waits for %(amount)s by %(method)s, until %(until)s.")


def _on_its_way_pattern(kind: str, has: dict[str, str]) -> str:
    if kind == "group_open":
        return _("It is paid. %(joined)s of %(needed)s people have joined the group; it is sent once all are there.")
    if has["parcel"]:
        return _("%(parcel)s It is promised by %(promised)s.") if has["promised"] else "%(parcel)s"
    if has["promised"]:
        return _("It is paid, and %(seller)s is preparing it. It is promised by %(promised)s.")
    return _("It is paid, and %(seller)s is preparing it.")


def _other_pattern(kind: str, has: dict[str, str]) -> str:
    patterns = {
        "payment_failed": _("The payment did not go through, so the order was not placed."),
        "expired": _("The payment did not arrive in time, so the order has ended."),
        "delivered": _("The order was delivered."),
        "completed": _("The order arrived and is complete."),
        "cancelled": _("The order was cancelled."),
        "refund_missing": _("The order was cancelled, but nobody has sent %(refundable)s back yet."),
        "charged_twice": _("It seems that %(amount)s was taken twice."),
    }
    return "%(parcel)s" if has["parcel"] else patterns.get(kind, "")


def shipment_line(shipment: ShipmentFacts, time_zone: Zone = None) -> str:
    """Where a parcel is: "On its way with Correios since 3 November, last seen in Curitiba on 18 November."."""
    seen = last_seen(shipment)
    parts = {
        "carrier": carrier_name(shipment.carrier),
        "shipped": day_of(shipment.shipped_at, time_zone),
        "delivered": day_of(shipment.delivered_at, time_zone),
        "place": seen.place if seen else "",
        "seen": day_of(seen.at, time_zone) if seen else "",
    }
    return _shipment_pattern(shipment.state, parts) % parts


def _shipment_pattern(state: str, has: dict[str, str]) -> str:
    if state == ShipmentState.PREPARING:
        return _("The seller is preparing it.")
    if state == ShipmentState.CUSTOMS:
        return _customs_pattern(has)
    if state == ShipmentState.DELIVERED:
        return _("Delivered on %(delivered)s.") if has["delivered"] else _("Delivered.")
    if state == ShipmentState.RETURNED:
        return _("It is on its way back to the seller, or has arrived there.")
    if state == ShipmentState.LOST:
        return _lost_pattern(has)
    return _under_way_pattern(has)


def _customs_pattern(has: dict[str, str]) -> str:
    if has["place"]:
        return _("Held at customs in %(place)s, last noted on %(seen)s.")
    return _("Held at customs since %(seen)s.") if has["seen"] else _("Held at customs.")


def _lost_pattern(has: dict[str, str]) -> str:
    if has["place"]:
        return _("The parcel is lost; it was last seen in %(place)s on %(seen)s.")
    return _("The parcel is lost.")


def _under_way_pattern(has: dict[str, str]) -> str:
    if has["carrier"] and has["shipped"] and has["place"]:
        return _("On its way with %(carrier)s since %(shipped)s, last seen in %(place)s on %(seen)s.")
    if has["carrier"] and has["shipped"]:
        return _("On its way with %(carrier)s since %(shipped)s.")
    if has["shipped"] and has["place"]:
        return _("On its way since %(shipped)s, last seen in %(place)s on %(seen)s.")
    return _("On its way since %(shipped)s.") if has["shipped"] else _("On its way.")


def refund_line(refund: RefundFacts, payment: PaymentFacts, currency: str, *, today: date | None = None) -> str:
    """Where exactly the money is: "R$ 94,90 is on its way back to the card; expected by 30 November."."""
    parts = {
        "amount": money(refund.amount, currency),
        "where": refund_place(refund, payment),
        "day": day(refund.expected_by),
    }
    return _refund_pattern(refund, today or timezone.now().date()) % parts


def _refund_pattern(refund: RefundFacts, today: date) -> str:
    if refund.state == "settled":
        return _("%(amount)s has gone back %(where)s.")
    if refund.state == "failed":
        return _("%(amount)s could not be sent back %(where)s.")
    if is_refund_late(refund, today):
        return _("%(amount)s should have been back %(where)s by %(day)s, and is not there yet.")
    if refund.state == "requested":
        with_day = _("%(amount)s goes back %(where)s; expected by %(day)s.")
        return with_day if refund.expected_by else _("%(amount)s goes back %(where)s; the day is not known yet.")
    if refund.expected_by is None:
        return _("%(amount)s is on its way back %(where)s; the day is not known yet.")
    return _("%(amount)s is on its way back %(where)s; expected by %(day)s.")


def _label(states: type[OrderState], value: str) -> str:
    return str(states(value).label) if value in states.values else value
