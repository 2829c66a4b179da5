"""What the goods cost, less coupons, with tax and shipping, to the smallest sum that the country uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from loket.ops.demo.orders.dice import Dice
from loket.ops.demo.orders.markets import Currency
from loket.ops.demo.orders.plans import Plan

_NOTHING = Decimal(0)
_SHIPPING_DOLLARS = ("0", "0", "0", "1.99", "2.99", "4.5")
_EXPRESS_DOLLARS = ("9", "14", "19")
_PLATFORM_COUPON_DOLLARS = Decimal(3)
_SELLER_COUPON_SHARE = Decimal("0.05")
_MOST_DISCOUNT = Decimal("0.4")
# One order in so many was bought with a coupon, whatever its story.
_ONE_IN = 7


@dataclass(frozen=True, slots=True)
class CouponSum:
    """What one coupon took off."""

    funded_by: str
    code: str
    discount: Decimal


@dataclass(frozen=True, slots=True)
class Sums:
    """``prices`` are for one piece, ``paid`` for the line."""

    prices: tuple[Decimal, ...]
    paid: tuple[Decimal, ...]
    shipping: Decimal
    tax: Decimal
    coupons: tuple[CouponSum, ...]

    @property
    def total(self) -> Decimal:
        """What the buyer owes."""
        return sum(self.paid, self.shipping)


def sums_of(plan: Plan) -> Sums:
    """The sums of one order; lines and shipping make up the total to the last digit."""
    market = plan.buyer.market
    unit, dice = market.currency.unit, Dice(f"sums {plan.place}")
    prices = tuple(_price(good.dollars, market.currency) for good, _quantity in plan.basket)
    gross = [price * quantity for price, (_good, quantity) in zip(prices, plan.basket, strict=True)]
    coupons = tuple(_coupon(kind, plan, sum(gross, _NOTHING)) for kind in _coupon_kinds(plan, dice))
    discounts = shares(sum((each.discount for each in coupons), _NOTHING), gross, unit)
    net = [amount - discount for amount, discount in zip(gross, discounts, strict=True)]
    tax = _NOTHING if plan.story.at_home else market.tax
    taxes = [_rounded(amount * tax, unit) for amount in net]
    paid = tuple(amount + tax for amount, tax in zip(net, taxes, strict=True))
    return Sums(prices, paid, _shipping(plan, dice), sum(taxes, _NOTHING), coupons)


def shares(amount: Decimal, weights: Sequence[Decimal], unit: Decimal) -> list[Decimal]:
    """``amount`` split by weight in whole units; the parts always make up the whole."""
    found, before, weight, whole = [], _NOTHING, _NOTHING, sum(weights, _NOTHING)
    for each in weights:
        weight += each
        upto = _rounded(amount * weight / whole, unit)
        found.append(upto - before)
        before = upto
    return found


def _price(dollars: Decimal, currency: Currency) -> Decimal:
    steps = (dollars * currency.rate / currency.step).quantize(Decimal(1), ROUND_HALF_UP)
    return max(Decimal(1), steps) * currency.step - currency.less


def _shipping(plan: Plan, dice: Dice) -> Decimal:
    currency = plan.buyer.market.currency
    dollars = Decimal(dice.pick(_EXPRESS_DOLLARS if plan.story.is_express else _SHIPPING_DOLLARS))
    return _rounded(dollars * currency.rate, currency.unit)


def _coupon_kinds(plan: Plan, dice: Dice) -> tuple[str, ...]:
    by_chance = ("platform",) if dice.whole(1, _ONE_IN) == 1 else ()
    return plan.story.coupons or by_chance


def _coupon(kind: str, plan: Plan, gross: Decimal) -> CouponSum:
    currency = plan.buyer.market.currency
    if kind == "seller":
        return CouponSum(kind, f"{plan.seller.slug.upper()}5", _rounded(gross * _SELLER_COUPON_SHARE, currency.unit))
    discount = min(_PLATFORM_COUPON_DOLLARS * currency.rate, gross * _MOST_DISCOUNT)
    return CouponSum(kind, f"SAMUDRA-{plan.dice.letters(6)}", _rounded(discount, currency.unit))


def _rounded(amount: Decimal, unit: Decimal) -> Decimal:
    return (amount / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit
