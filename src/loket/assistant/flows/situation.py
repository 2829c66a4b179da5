"""What a flow's conditions are asked of: one order, what was told, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from loket.assistant.flows.addresses import Address, complete
from loket.assistant.flows.shapes import Position
from loket.assistant.order_context import KnownOrder
from loket.orders.bookkeeping.ways_back import payment_without_way_back
from loket.orders.facts import OrderFacts
from loket.orders.rulebook.rules import Permission

_UNPAID = frozenset({"awaiting_payment", "payment_failed", "expired"})
_SENT = frozenset({"shipped", "delivered", "completed"})
_ENDED = frozenset({"refused", "declined"})


@dataclass(frozen=True, slots=True)
class Situation:
    """One moment of one flow."""

    order: KnownOrder | None
    position: Position
    now: datetime

    @property
    def facts(self) -> OrderFacts:
        """The order's facts; a flow that asks for them has made sure that there is one."""
        if self.order is None:
            raise LookupError("This step needs an order.")
        return self.order.facts

    @property
    def country(self) -> str:
        """The code of the country that the order goes to."""
        return str(self.facts.ship_to.get("country") or self.facts.country).upper()

    @property
    def address(self) -> Address:
        """What the customer wrote as the new address, read as one of the order's country."""
        told, name = self.position.told, str(self.facts.ship_to.get("name") or "")
        return complete(told.get("address", ""), told.get("postcode", ""), self.country, name=name)

    def permission(self, kind: str, *reasons: str) -> Permission | None:
        """What the rules say of one kind of action, for one of these reasons where any are named."""
        every = [each for each in (self.order.permissions if self.order else ()) if each.kind == kind]
        fitting = [each for each in every if not reasons or set(reasons) & set(each.reasons)]
        return next(iter(fitting or every), None)

    def may(self, kind: str, *reasons: str) -> bool:
        """Whether the customer may have this done, for one of these reasons, without anybody's help."""
        return self.reason_for(kind, *reasons) is not None

    def reason_for(self, kind: str, *reasons: str) -> str | None:
        """The first of these reasons that the rules accept; empty where none are named and any would do."""
        found = self.permission(kind, *reasons)
        if found is None or not found.is_allowed:
            return None
        return next((each for each in reasons if each in found.reasons), None) if reasons else ""


def holds(condition: str, situation: Situation) -> bool:
    """Whether a named condition is met; `may:KIND` and `may:KIND:REASON,REASON` ask the rules."""
    if condition.startswith("may:"):
        _, kind, *reasons = condition.replace(",", ":").split(":")
        return situation.may(kind, *reasons)
    return CONDITIONS[condition](situation)


def _is_late(at: Situation) -> bool:
    facts = at.facts
    return facts.promised_by is not None and facts.promised_by < at.now and facts.state in {"paid", "shipped"}


def _paid_twice(at: Situation) -> bool:
    captured = [each for each in at.facts.payments if each.state == "captured"]
    return len(captured) > 1 and at.facts.paid > at.facts.total and at.facts.refunded < at.facts.paid - at.facts.total


def _is_above_limit(at: Situation) -> bool:
    """Whether the time has come for the money to go back, and there is too much of it to go without a person."""
    found = at.permission("refund", "late", "lost", "not_received")
    return found is not None and found.why == "over_limit"


def _has_refund(at: Situation, *states: str) -> bool:
    return any(refund.state in states for each in at.facts.payments for refund in each.refunds)


def _under_way(at: Situation, kind: str) -> bool:
    return any(each.kind == kind and each.state not in {*_ENDED, "settled"} for each in at.facts.ledger)


CONDITIONS: Mapping[str, Callable[[Situation], bool]] = {
    "always": lambda _at: True,
    "no_order": lambda at: at.order is None,
    "unpaid": lambda at: at.facts.state in _UNPAID,
    "awaiting_payment": lambda at: at.facts.state == "awaiting_payment",
    "payment_over": lambda at: at.facts.state in {"payment_failed", "expired"},
    "not_sent": lambda at: at.facts.state == "paid" and at.facts.shipped_at is None,
    "sent": lambda at: at.facts.state in _SENT,
    "on_its_way": lambda at: at.facts.state == "shipped",
    "arrived": lambda at: at.facts.state in {"delivered", "completed"},
    "cancelled": lambda at: at.facts.state == "cancelled",
    "late": _is_late,
    "lost": lambda at: any(each.state in {"lost", "returned"} for each in at.facts.shipments),
    "at_customs": lambda at: any(each.state == "customs" for each in at.facts.shipments),
    "has_tracking": lambda at: any(each.tracking_number for each in at.facts.shipments),
    "no_tracking": lambda at: not any(each.tracking_number for each in at.facts.shipments),
    "several_items": lambda at: len(at.facts.items) > 1,
    "paid_twice": _paid_twice,
    "above_limit": _is_above_limit,
    "refund_under_way": lambda at: _has_refund(at, "requested", "sent"),
    "refund_failed": lambda at: _has_refund(at, "failed"),
    "refund_settled": lambda at: _has_refund(at, "settled"),
    "cancel_under_way": lambda at: _under_way(at, "cancel"),
    "has_coupon": lambda at: bool(at.facts.coupons),
    "one_way": lambda at: payment_without_way_back(at.facts) is not None,
    "address_whole": lambda at: at.address.is_whole(at.country),
    "address_missing": lambda at: not at.address.is_whole(at.country),
    "address_abroad": lambda at: bool(at.country) and at.address.country not in {"", at.country},
}
