"""Questions about one order that rules are made of: what happened to it, and what money is left. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from loket.orders.facts import NOTHING, EntryFacts, OrderFacts, ShipmentFacts

# An entry in one of these has not come to its end.
UNDER_WAY = frozenset({"awaiting_approval", "waiting", "ready", "sending", "accepted", "needs_person"})
# An entry in one of these moved nothing.
IN_VAIN = frozenset({"refused", "declined"})


def asked_back(facts: OrderFacts) -> Decimal:
    """What the ledger sends back, or may have sent, that no payment tells of yet."""
    told = {refund.id for payment in facts.payments for refund in payment.refunds}
    entries = (each for each in facts.ledger if each.kind == "refund" and each.state not in IN_VAIN)
    return sum((each.amount or NOTHING for each in entries if each.id not in told), NOTHING)


def given_by_us(facts: OrderFacts) -> Decimal:
    """What the ledger gave back over this order so far, with what is under way."""
    refunds = (refund for payment in facts.payments for refund in payment.refunds)
    return sum((each.amount for each in refunds if each.is_ours and each.state != "failed"), asked_back(facts))


def own_paid(facts: OrderFacts) -> Decimal:
    """What was captured for this order; of a payment for a whole checkout no more than the order cost."""
    captured = (each.amount for each in facts.payments if each.state == "captured")
    return sum((min(each, facts.total) if facts.checkout_id else each for each in captured), NOTHING)


def money_left(facts: OrderFacts) -> Decimal:
    """What was paid and neither went back nor is on its way."""
    return max(NOTHING, own_paid(facts) - facts.refunded - asked_back(facts))


def surplus(facts: OrderFacts) -> Decimal:
    """What was paid beyond the order's total, and is still here."""
    return max(NOTHING, money_left(facts) - facts.total)


def has_left(parcel: ShipmentFacts) -> bool:
    """Whether a parcel is no longer with its seller."""
    return parcel.state != "preparing" or parcel.shipped_at is not None


def is_shipped(facts: OrderFacts) -> bool:
    """Whether anything of the order left its seller, by its state or by one of its parcels."""
    return facts.state in {"shipped", "delivered", "completed"} or any(map(has_left, facts.shipments))


def is_delivered(facts: OrderFacts) -> bool:
    """Whether everything arrived."""
    if not facts.shipments:
        return facts.state in {"delivered", "completed"}
    return all(each.state == "delivered" for each in facts.shipments)


def paid_for_lines(facts: OrderFacts, lines: frozenset[int]) -> Decimal:
    """What was paid for these lines; all that was paid where they are the whole order."""
    if lines >= {each.line for each in facts.items}:
        return own_paid(facts)
    return sum((each.paid for each in facts.items if each.line in lines), NOTHING)


def lost_lines(facts: OrderFacts) -> frozenset[int]:
    """The lines that lie in a lost parcel."""
    return _lines_in("lost", facts)


def undelivered_lines(facts: OrderFacts) -> frozenset[int]:
    """The lines that lie in no parcel that was delivered."""
    return frozenset(each.line for each in facts.items) - _lines_in("delivered", facts)


def is_under_way(entry: EntryFacts) -> bool:
    """Whether an entry of the ledger has not come to its end."""
    return entry.state in UNDER_WAY


def moment_of(anchor: str, facts: OrderFacts) -> datetime | None:
    """When something that windows are counted from happened; None when it did not, or nobody knows."""
    if anchor == "paid":
        return max((each.paid_at for each in facts.payments if each.paid_at), default=None)
    moments = {
        "placed": facts.placed_at,
        "shipped": facts.shipped_at,
        "delivered": facts.delivered_at,
        "promised": facts.promised_by,
    }
    return moments[anchor]


def zone_of(facts: OrderFacts) -> ZoneInfo:
    """Where the buyer's days end; UTC when unknown."""
    try:
        return ZoneInfo(facts.time_zone or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


def holds(situation: str, facts: OrderFacts, now: datetime) -> bool:
    """Whether a situation that rules may ask for is there."""
    return _SITUATIONS[situation](facts, now)


def _is_charged_twice(facts: OrderFacts, _now: datetime) -> bool:
    captured = [each.amount for each in facts.payments if each.state == "captured"]
    if any(each > facts.total for each in captured):
        # Several orders were paid together: only the whole sum twice is certain.
        return sum(each >= facts.total for each in captured) > 1
    return len(captured) > 1 and sum(captured) > facts.total


def _is_paid_too_late(facts: OrderFacts, _now: datetime) -> bool:
    return facts.state in {"expired", "payment_failed"} and facts.paid > NOTHING


def _has_no_tracking(facts: OrderFacts, _now: datetime) -> bool:
    gone = [each for each in facts.shipments if has_left(each)]
    if not gone:
        return facts.state == "shipped"
    return any(not each.tracking_number for each in gone)


def _has_failed_group(facts: OrderFacts, now: datetime) -> bool:
    group = facts.group or {}
    needed, joined = group.get("needed"), group.get("joined")
    until = _moment(group.get("until"))
    if not isinstance(needed, int) or not isinstance(joined, int) or until is None:
        return False
    return joined < needed and until < now


def _lines_in(state: str, facts: OrderFacts) -> frozenset[int]:
    # An only parcel of which nobody said what lies in it holds the whole order.
    alone = frozenset(each.line for each in facts.items) if len(facts.shipments) == 1 else frozenset()
    found = [frozenset(each.lines) or alone for each in facts.shipments if each.state == state]
    return frozenset().union(*found)


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


_SITUATIONS: Mapping[str, Callable[[OrderFacts, datetime], bool]] = {
    "not_shipped": lambda facts, _now: not is_shipped(facts),
    "shipped": lambda facts, _now: is_shipped(facts),
    "not_delivered": lambda facts, _now: not is_delivered(facts),
    "no_tracking": _has_no_tracking,
    "charged_twice": _is_charged_twice,
    "paid_after_expiry": _is_paid_too_late,
    "cancelled_with_money": lambda facts, _now: facts.state == "cancelled" and facts.paid > NOTHING,
    "group_failed": _has_failed_group,
}
