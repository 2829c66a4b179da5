"""What happened to an order and what is to come, oldest first. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from loket.design.wording import find_zone
from loket.orders.facts import EntryFacts, EventFacts, OrderFacts, PaymentFacts, RefundFacts, ShipmentFacts
from loket.orders.telling.standings import UNDER_WAY, has_arrived, is_late, is_refund_late

ENDED = frozenset({"cancelled", "expired", "payment_failed"})
CUSTOMS_WORDS = ("customs", "clearance", "aduana", "alfandeg")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on an order's time line.

    ``kind``: placed, payment_due, paid, payment_failed, payment_expired, group_closes, shipped, customs, seen,
    delivered, returned, lost, promise, cancelled, asked, refund_coming, refund_settled, refund_failed.
    ``tone``: done, now, coming or wrong. ``moment`` is None where nobody told when; ``is_day`` where only its day is.
    ``parcel`` counts from 1 where there are several.
    """

    moment: datetime | None
    kind: str
    place: str = ""
    tone: str = "done"
    text: str = ""
    is_day: bool = False
    amount: Decimal | None = None
    parcel: int = 0
    payment: PaymentFacts | None = None
    refund: RefundFacts | None = None
    shipment: ShipmentFacts | None = None
    asked: EntryFacts | None = None


def timeline(facts: OrderFacts, now: datetime) -> tuple[Entry, ...]:
    """Every entry, oldest first; what nobody dated stands between what was and what is to come."""
    entries = [*_beginning(facts, now), *_parcels(facts), *_asked(facts), *_end(facts, now), *_money_back(facts, now)]
    far = datetime.max.replace(tzinfo=UTC)
    dated = sorted((each for each in entries if each.moment), key=lambda each: each.moment or far)
    past = [each for each in dated if each.moment and each.moment <= now]
    undated = [each for each in entries if each.moment is None]
    return (*past, *undated, *dated[len(past) :])


def _beginning(facts: OrderFacts, now: datetime) -> Iterator[Entry]:
    yield Entry(facts.placed_at, "placed", amount=facts.total)
    for payment in facts.payments:
        yield from _payment(payment, facts, now)
    until = _moment((facts.group or {}).get("until"))
    if until and facts.state not in ENDED:
        yield Entry(until, "group_closes", tone="coming" if until > now else "done")


def _payment(payment: PaymentFacts, facts: OrderFacts, now: datetime) -> Iterator[Entry]:
    if payment.state == "captured":
        yield Entry(payment.paid_at, "paid", amount=payment.amount, payment=payment)
    if payment.state == "pending" and payment.expires_at and facts.state not in ENDED:
        tone = "coming" if payment.expires_at > now else "wrong"
        yield Entry(payment.expires_at, "payment_due", tone=tone, amount=payment.amount, payment=payment)
    if payment.state in {"failed", "expired"}:
        moment = payment.expires_at if payment.state == "expired" else None
        kind = f"payment_{payment.state}"
        yield Entry(moment, kind, tone="wrong", amount=payment.amount, payment=payment)


def _parcels(facts: OrderFacts) -> Iterator[Entry]:
    several = len(facts.shipments) > 1
    for place, shipment in enumerate(facts.shipments, start=1):
        yield from _parcel(shipment, place if several else 0)


def _parcel(shipment: ShipmentFacts, parcel: int) -> Iterator[Entry]:
    if shipment.shipped_at:
        yield Entry(shipment.shipped_at, "shipped", parcel=parcel, shipment=shipment)
    at_customs = next((each for each in shipment.events if _is_customs(each)), None)
    if at_customs or shipment.state == "customs":
        yield _at_customs(at_customs, shipment, parcel)
    seen = shipment.events[-1] if shipment.events else None
    if seen and shipment.state in {"in_transit", "customs"} and seen is not at_customs:
        yield Entry(seen.at, "seen", seen.place, "now", seen.text, parcel=parcel, shipment=shipment)
    seen_at = seen.at if seen else None
    if shipment.delivered_at or shipment.state == "delivered":
        yield Entry(shipment.delivered_at or seen_at, "delivered", parcel=parcel, shipment=shipment)
    elif shipment.state in {"returned", "lost"}:
        yield Entry(seen_at, shipment.state, tone="wrong", parcel=parcel, shipment=shipment)


def _at_customs(event: EventFacts | None, shipment: ShipmentFacts, parcel: int) -> Entry:
    tone = "now" if shipment.state == "customs" else "done"
    found = event or (shipment.events[-1] if shipment.events else None)
    if found is None:
        return Entry(None, "customs", tone=tone, parcel=parcel, shipment=shipment)
    return Entry(found.at, "customs", found.place, tone, found.text, parcel=parcel, shipment=shipment)


def _is_customs(event: EventFacts) -> bool:
    return any(word in event.code.lower() for word in CUSTOMS_WORDS)


def _asked(facts: OrderFacts) -> Iterator[Entry]:
    for each in facts.ledger:
        tone = "wrong" if each.state in {"refused", "declined"} else "done"
        yield Entry(each.created_at, "asked", tone=tone, amount=each.amount, asked=each)


def _money_back(facts: OrderFacts, now: datetime) -> Iterator[Entry]:
    today = now.astimezone(find_zone(facts.time_zone)).date()
    # These stand there already, with the moment when they were asked for.
    done = {each.id for each in facts.ledger if each.state == "settled"}
    for payment in facts.payments:
        for refund in (each for each in payment.refunds if not (each.state == "settled" and each.id in done)):
            yield _refund(refund, payment, facts, today)


def _refund(refund: RefundFacts, payment: PaymentFacts, facts: OrderFacts, today: date) -> Entry:
    if refund.state in UNDER_WAY:
        moment = _end_of(refund.expected_by, facts.time_zone) if refund.expected_by else None
        tone = "wrong" if is_refund_late(refund, today) else "coming"
        return Entry(moment, "refund_coming", "", tone, "", True, refund.amount, 0, payment, refund)
    kind, tone = ("refund_failed", "wrong") if refund.state == "failed" else ("refund_settled", "done")
    # When money that has arrived did so, nobody tells; its entry stands undated.
    return Entry(None, kind, "", tone, "", False, refund.amount, 0, payment, refund)


def _end(facts: OrderFacts, now: datetime) -> Iterator[Entry]:
    is_dated = any(each.kind == "cancel" and each.state == "settled" for each in facts.ledger)
    if facts.state == "cancelled" and not is_dated:
        yield Entry(None, "cancelled")
    is_open = facts.state not in {*ENDED, "delivered", "completed"} and not has_arrived(facts)
    if facts.promised_by and is_open:
        # A promised day is the buyer's day, whoever looks.
        until = facts.promised_by.astimezone(find_zone(facts.time_zone))
        yield Entry(until, "promise", tone="wrong" if is_late(facts, now) else "coming", is_day=True)


def _end_of(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=find_zone(time_zone))


def _moment(text: object) -> datetime | None:
    """A moment out of what the marketplace sent; None where it is no moment with a zone."""
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
