"""What no policy can allow: nothing was paid, nothing is left, it is done or under way already. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from loket.orders.facts import NOTHING, EntryFacts, OrderFacts
from loket.orders.rulebook.situations import is_under_way, money_left

_ENDED_UNPAID = frozenset({"expired", "payment_failed"})

Obstacle = tuple[str, Mapping[str, object]]
Lines = tuple[int, ...] | None


def obstacle(facts: OrderFacts, kind: str, lines: Lines = None) -> Obstacle | None:
    """What stands in the way of ``kind`` whatever the rules say: a code and what a sentence about it names.

    ``lines``: what it is about, none for the whole order; None where that is still to be chosen.
    """
    pending = _pending(facts, kind, lines)
    if pending:
        return pending_already(pending)
    find = _OBSTACLES.get(kind)
    return find(facts) if find else None


def pending_already(entry: EntryFacts) -> Obstacle:
    """That an entry of the ledger is under way."""
    return "pending_already", {"since": entry.created_at, "entry_state": entry.state}


def _pending(facts: OrderFacts, kind: str, lines: Lines) -> EntryFacts | None:
    """What is under way for one of these lines; where they are still to be chosen, once none is free."""
    under_way = [each for each in facts.ledger if each.kind == kind and is_under_way(each)]
    whole = next((each for each in under_way if not each.lines), None)
    if whole or not under_way:
        return whole
    taken = {line for each in under_way for line in each.lines}
    if lines is None:
        return None if {each.line for each in facts.items} - taken else under_way[0]
    return next((each for each in under_way if not lines or set(lines).intersection(each.lines)), None)


def _to_cancel(facts: OrderFacts) -> Obstacle | None:
    if facts.state == "cancelled":
        return "already_cancelled", {}
    return ("not_in_state", {}) if facts.state in _ENDED_UNPAID else None


def _to_refund(facts: OrderFacts) -> Obstacle | None:
    if facts.paid == NOTHING:
        return "not_paid", {}
    return ("nothing_left", {}) if money_left(facts) == NOTHING else None


def _to_send(facts: OrderFacts) -> Obstacle | None:
    if facts.state == "cancelled":
        return "already_cancelled", {}
    if facts.state in _ENDED_UNPAID:
        return "not_in_state", {}
    return ("not_paid", {}) if facts.paid == NOTHING else None


def _to_change_address(facts: OrderFacts) -> Obstacle | None:
    if facts.state == "cancelled":
        return "already_cancelled", {}
    return ("not_in_state", {}) if facts.state in _ENDED_UNPAID else None


def _to_return_coupon(facts: OrderFacts) -> Obstacle | None:
    if not facts.coupons:
        return "no_coupon", {}
    if all(each.state == "returned" for each in facts.coupons):
        return "done_already", {}
    return None


_OBSTACLES: Mapping[str, Callable[[OrderFacts], Obstacle | None]] = {
    "cancel": _to_cancel,
    "refund": _to_refund,
    "resend": _to_send,
    "replace": _to_send,
    "change_address": _to_change_address,
    "return_coupon": _to_return_coupon,
}
