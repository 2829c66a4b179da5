"""Payments and refunds of an order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from loket.ops.demo.orders.markets import ONE_WAY, PAY_WITHIN_DAYS
from loket.ops.demo.orders.moments import Moments, days_before, written
from loket.ops.demo.orders.plans import Plan
from loket.orders import money

_GIFT_CARD_SHARE = Decimal("0.4")
_A_MOMENT = timedelta(minutes=2)
_TOO_LATE = timedelta(hours=7)


@dataclass(frozen=True, slots=True)
class _Purse:
    """What all payments of an order have in common."""

    plan: Plan
    total: Decimal
    moments: Moments

    @property
    def placed_at(self) -> datetime:
        return days_before(self.moments.began, self.plan.placed)

    @property
    def expires_at(self) -> datetime | None:
        within = PAY_WITHIN_DAYS.get(self.plan.method)
        return None if within is None else self.placed_at + timedelta(minutes=round(within * 1440))

    @property
    def paid_at(self) -> datetime:
        """Halfway to the end of the time for paying, but never later than halfway to the first start."""
        within = PAY_WITHIN_DAYS.get(self.plan.method, 0.0)
        return self.placed_at + max(_A_MOMENT, timedelta(minutes=round(min(within, self.plan.placed) * 720)))

    @property
    def currency(self) -> str:
        return self.plan.buyer.market.currency.code


def payments_of(plan: Plan, total: Decimal, moments: Moments, *, delivered_at: str | None) -> list[dict[str, Any]]:
    """The order's payments as the contract has them, refunds included."""
    purse = _Purse(plan, total, moments)
    if plan.story.payment == "on_delivery":
        payments = [_payment(purse, "captured" if delivered_at else "pending", paid_at=delivered_at)]
    else:
        payments = _WAYS[plan.story.payment](purse)
    if plan.life.refund:
        last = payments[-1]
        last["refunds"] = [_refund(purse, Decimal(last["amount"]))]
    return payments


def _captured(purse: _Purse) -> list[dict[str, Any]]:
    return [_payment(purse, "captured", paid_at=written(purse.paid_at))]


def _not_captured(state: str) -> Callable[[_Purse], list[dict[str, Any]]]:
    return lambda purse: [_payment(purse, state)]


def _at_second_try(purse: _Purse) -> list[dict[str, Any]]:
    return [_payment(purse, "failed"), _payment(purse, "captured", paid_at=written(purse.paid_at), mark="B")]


def _twice(purse: _Purse) -> list[dict[str, Any]]:
    again = written(purse.paid_at + _A_MOMENT)
    return [*_captured(purse), _payment(purse, "captured", paid_at=again, mark="B")]


def _too_late(purse: _Purse) -> list[dict[str, Any]]:
    expires_at = purse.expires_at or purse.placed_at
    return [_payment(purse, "captured", paid_at=written(expires_at + _TOO_LATE))]


def _with_a_gift_card(purse: _Purse) -> list[dict[str, Any]]:
    given = money.rounded(purse.total * _GIFT_CARD_SHARE, purse.currency)
    paid_at = written(purse.paid_at)
    return [
        _payment(purse, "captured", paid_at=paid_at, amount=given, method="gift_card"),
        _payment(purse, "captured", paid_at=paid_at, amount=purse.total - given, method="card", mark="B"),
    ]


_WAYS: dict[str, Callable[[_Purse], list[dict[str, Any]]]] = {
    "captured": _captured,
    "pending": _not_captured("pending"),
    "failed": _not_captured("failed"),
    "expired": _not_captured("expired"),
    "failed_then_captured": _at_second_try,
    "captured_twice": _twice,
    "captured_after_expiry": _too_late,
    "gift_card_and_card": _with_a_gift_card,
}


def _payment(
    purse: _Purse,
    state: str,
    *,
    paid_at: str | None = None,
    amount: Decimal | None = None,
    method: str = "",
    mark: str = "",
) -> dict[str, Any]:
    """One payment; ``mark`` tells apart those of one order. Orders of one payment share what follows the dash."""
    plan, expires_at = purse.plan, None if method else purse.expires_at
    return {
        "reference": f"{plan.place - plan.checkout + 1}-{plan.checkout_dice.letters(10)}{mark}",
        "method": method or plan.method,
        "amount": money.written(purse.total if amount is None else amount, purse.currency),
        "state": state,
        "expires_at": written(expires_at) if expires_at else None,
        "paid_at": paid_at,
        "refunds": [],
    }


def _refund(purse: _Purse, paid: Decimal) -> dict[str, Any]:
    plan, refund = purse.plan, purse.plan.life.refund
    if refund is None:
        raise ValueError("This order's story has no refund.")
    share = Fraction(refund.share)
    amount = paid * share.numerator / share.denominator
    cannot_go_back = refund.destination == "original" and plan.method in ONE_WAY
    return {
        "id": f"rf-{plan.place}",
        "amount": money.written(amount, purse.currency),
        "destination": "bank_account" if cannot_go_back else refund.destination,
        "state": refund.state,
        "expected_by": purse.moments.day(refund.expected),
    }
