"""Where an order stands, in one word: what matters most to the person who waits for it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loket.design.wording import find_zone
from loket.orders.facts import EventFacts, OrderFacts, PaymentFacts, RefundFacts, ShipmentFacts

# What is still to be carried out, seen from the person who asked.
PENDING = frozenset({"awaiting_approval", "waiting", "ready", "sending", "accepted", "needs_person"})
UNDER_WAY = frozenset({"requested", "sent"})
BEFORE_ARRIVAL = frozenset({"paid", "shipped"})
SOON = timedelta(hours=24)
# A payment that failed longer ago is no news any more.
NEWS_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Standing:
    """The kind of standing, whether somebody has to do something about it, and what it speaks of."""

    kind: str
    is_problem: bool = False
    payment: PaymentFacts | None = None
    refund: RefundFacts | None = None
    shipment: ShipmentFacts | None = None


def standing_of(facts: OrderFacts, now: datetime) -> Standing:
    """The first problem if there is one, else where the order is."""
    return next(_problems(facts, now), None) or _calm(facts)


def is_refund_late(refund: RefundFacts, today: date) -> bool:
    """Whether money that is under way should have arrived by now."""
    return refund.state in UNDER_WAY and refund.expected_by is not None and refund.expected_by < today


def is_late(facts: OrderFacts, now: datetime) -> bool:
    """Whether the promised time is over and something has not arrived."""
    is_over = facts.promised_by is not None and facts.promised_by < now
    return is_over and facts.state in BEFORE_ARRIVAL and not has_arrived(facts)


def has_arrived(facts: OrderFacts) -> bool:
    """Whether every parcel was delivered."""
    return bool(facts.shipments) and facts.delivered_at is not None


def last_seen(shipment: ShipmentFacts) -> EventFacts | None:
    """The carrier's last word that names a place; its last word where none does."""
    named = [each for each in shipment.events if each.place]
    return next(reversed(named or shipment.events), None)


def is_being_asked(facts: OrderFacts, *kinds: str) -> bool:
    """Whether the ledger holds an action of these kinds that is not finished."""
    return any(each.kind in kinds and each.state in PENDING for each in facts.ledger)


def _problems(facts: OrderFacts, now: datetime) -> Iterator[Standing]:
    yield from _money_problems(facts, now)
    if not _is_money_back(facts):
        yield from _parcel_problems(facts, now)
    yield from _payment_problems(facts, now)


def _money_problems(facts: OrderFacts, now: datetime) -> Iterator[Standing]:
    today = now.astimezone(find_zone(facts.time_zone)).date()
    for payment in facts.payments:
        for refund in payment.refunds:
            if refund.state == "failed" and facts.refundable:
                yield Standing("refund_failed", True, payment, refund)
            if is_refund_late(refund, today):
                yield Standing("refund_late", True, payment, refund)
    if facts.state == "cancelled" and facts.refundable and not is_being_asked(facts, "cancel", "refund"):
        yield Standing("refund_missing", True)
    twice = [each for each in facts.payments if each.state == "captured" and each.amount == facts.total]
    if len(twice) > 1 and facts.paid - facts.refunded > facts.total:
        yield Standing("charged_twice", True, twice[-1])


def _parcel_problems(facts: OrderFacts, now: datetime) -> Iterator[Standing]:
    for kind in ("lost", "returned"):
        yield from (Standing(kind, True, shipment=each) for each in facts.shipments if each.state == kind)
    if is_late(facts, now):
        yield Standing("late", True, shipment=_under_way(facts))
    yield from (Standing("customs", True, shipment=each) for each in facts.shipments if each.state == "customs")


def _payment_problems(facts: OrderFacts, now: datetime) -> Iterator[Standing]:
    payment = _last_payment(facts)
    if facts.state == "awaiting_payment" and payment and payment.expires_at and now > payment.expires_at - SOON:
        yield Standing("payment_expiring", True, payment)
    if facts.state == "payment_failed" and now - facts.placed_at < NEWS_LASTS:
        yield Standing("payment_failed", True, payment)


def _calm(facts: OrderFacts) -> Standing:
    payment = _last_payment(facts)
    back = [(pay, each) for pay in facts.payments for each in pay.refunds if each.state != "failed"]
    if back and (facts.state == "cancelled" or _is_money_back(facts)):
        under_way = [each for each in back if each[1].state in UNDER_WAY]
        paid_over, refund = (under_way or back)[-1]
        return Standing("refund_coming" if under_way else "refunded", payment=paid_over, refund=refund)
    if facts.state == "paid" and _is_group_open(facts):
        return Standing("group_open", payment=payment)
    if facts.state == "delivered" or (facts.state == "shipped" and has_arrived(facts)):
        return Standing("delivered", shipment=_last_there(facts))
    shipment = _under_way(facts) if facts.state in BEFORE_ARRIVAL else None
    return Standing(facts.state, payment=payment, shipment=shipment)


def _is_money_back(facts: OrderFacts) -> bool:
    return bool(facts.refunded) and not facts.refundable


def _is_group_open(facts: OrderFacts) -> bool:
    group = facts.group or {}
    needed, joined = group.get("needed"), group.get("joined")
    return isinstance(needed, int) and isinstance(joined, int) and joined < needed


def _last_there(facts: OrderFacts) -> ShipmentFacts | None:
    there = [each for each in facts.shipments if each.delivered_at]
    return max(there, key=lambda each: str(each.delivered_at), default=None)


def _under_way(facts: OrderFacts) -> ShipmentFacts | None:
    left = [each for each in facts.shipments if each.shipped_at and not each.delivered_at]
    return left[-1] if left else None


def _last_payment(facts: OrderFacts) -> PaymentFacts | None:
    return facts.payments[-1] if facts.payments else None
