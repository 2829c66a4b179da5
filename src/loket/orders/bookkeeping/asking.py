"""What a request to the ledger comes to: which money over which payment for which lines. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from loket.orders.bookkeeping.caps import NOTHING, Checkout, shared, spread
from loket.orders.bookkeeping.destinations import check_elsewhere, is_elsewhere
from loket.orders.bookkeeping.refusals import OverTheCap, RequestRefused
from loket.orders.facts import OrderFacts
from loket.orders.money import rounded

# What each kind may carry along; anything else that a caller sends is left out.
DETAILS = {
    "change_address": ("address", "note"),
    "return_coupon": ("coupon", "note"),
    "refund": ("account", "holder", "note"),
}
NEEDED = {"change_address": ("address", "address_missing"), "return_coupon": ("coupon", "coupon_missing")}
# Of two payments for one order the later one is the mistake.
LATER_FIRST = frozenset({"charged_twice", "paid_after_expiry"})


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to be done with an order.

    ``amount`` None means everything that may go back; ``payment_reference`` and ``lines`` narrow it down.
    """

    kind: str
    reason: str
    amount: Decimal | None = None
    payment_reference: str = ""
    lines: tuple[int, ...] = ()
    destination: str = "original"
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a dispute has decided stands in the place of the rulebook: its name, and who bears the cost."""

    rule: str
    cost_to: str


@dataclass(frozen=True, slots=True)
class Move:
    """Money that goes back over one payment, and how much of it for which line."""

    payment: int
    amount: Decimal
    shares: Mapping[int, Decimal] = field(default_factory=dict)


def check_request(request: Request, facts: OrderFacts, *, contact_name: str) -> None:
    """Raise RequestRefused where the request names what the order does not have, or lacks what its kind needs."""
    if set(request.lines) - {each.line for each in facts.items}:
        raise RequestRefused("unknown_line")
    if request.payment_reference and request.payment_reference not in {each.reference for each in facts.payments}:
        raise RequestRefused("unknown_payment")
    if request.amount is not None and request.amount <= NOTHING:
        raise RequestRefused("amount_not_positive")
    if request.amount is not None and request.amount != rounded(request.amount, facts.currency):
        raise RequestRefused("amount_too_fine")
    name, problem = NEEDED.get(request.kind, ("", ""))
    if name and not request.details.get(name):
        raise RequestRefused(problem)
    if request.kind == "refund" and is_elsewhere(request.destination):
        check_elsewhere(request.details, contact_name=contact_name)


def details_of(request: Request) -> dict[str, Any]:
    """What the request carries along, as JSON holds it."""
    return {name: request.details[name] for name in DETAILS.get(request.kind, ("note",)) if name in request.details}


def moves_of(
    request: Request,
    facts: OrderFacts,
    *,
    order: int,
    payments: Mapping[str, int],
    checkout: Checkout,
    most: Decimal | None,
) -> tuple[Move, ...]:
    """The money that a refund moves, at most ``most``; raises OverTheCap. ``payments``: identifiers by reference."""
    paid = {each.line: each.paid for each in facts.items if each.line in request.lines}
    left_of_lines = {line: checkout.left_of_lines(order, paid)[line] for line in paid}
    payment = payments[request.payment_reference] if request.payment_reference else None
    cap = checkout.most(order, payment=payment, lines=left_of_lines)
    cap = rounded(cap if most is None else min(cap, most), facts.currency)
    amount = cap if request.amount is None else request.amount
    if amount <= NOTHING or amount > cap:
        raise OverTheCap(cap)
    left = _left_of_payments(request, payment=payment, payments=payments, checkout=checkout)
    return _moves(spread(amount, left), shared(amount, left_of_lines, facts.currency))


def _left_of_payments(
    request: Request, *, payment: int | None, payments: Mapping[str, int], checkout: Checkout
) -> dict[int, Decimal]:
    chosen = [payment] if payment is not None else list(payments.values())
    if request.reason in LATER_FIRST:
        chosen.reverse()
    return {each: checkout.left_of_payment(each) for each in chosen}


def _moves(parts: list[tuple[int, Decimal]], shares: Mapping[int, Decimal]) -> tuple[Move, ...]:
    """Each part takes as much of the lines' shares as it carries."""
    rest = dict(shares)
    moves = []
    for payment, amount in parts:
        taken, missing = {}, amount
        for line in list(rest):
            share = min(rest[line], missing)
            if share > NOTHING:
                taken[line] = share
                rest[line] -= share
                missing -= share
        moves.append(Move(payment, amount, taken))
    return tuple(moves)
