"""How much may still go back: per line, per payment, per order and per checkout, never above what was captured.

A payment that covers several orders stands in each of them, with its own share or with the whole amount, as the shop
likes; both count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal

from loket.orders.money import smallest_unit

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Captured:
    """One captured payment as one order names it; ``total`` is that order's."""

    payment: int
    order: int
    reference: str
    amount: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Returned:
    """Money that went back, is on its way, or is promised; ``shares`` says for which lines, as far as that is known."""

    payment: int
    order: int
    amount: Decimal
    shares: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checkout:
    """All captured payments of the orders that were paid together, and all that was returned of them."""

    captured: tuple[Captured, ...] = ()
    returned: tuple[Returned, ...] = ()

    def left_of_payment(self, payment: int) -> Decimal:
        """What may still go back over one payment; nothing where it was not captured."""
        paid = next((each for each in self.captured if each.payment == payment), None)
        if paid is None:
            return NOTHING
        own = self._share(paid) - _sum(each.amount for each in self.returned if each.payment == payment)
        together = self._together(paid.reference)
        others = {each.payment for each in together}
        all_of_it = self._whole(together) - _sum(each.amount for each in self.returned if each.payment in others)
        return max(NOTHING, min(own, all_of_it))

    def left_of_order(self, order: int) -> Decimal:
        """What may still go back for one order."""
        paid = _sum(self._share(each) for each in self.captured if each.order == order)
        return max(NOTHING, paid - _sum(each.amount for each in self.returned if each.order == order))

    def left(self) -> Decimal:
        """What may still go back of the whole checkout."""
        references = {each.reference: self._together(each.reference) for each in self.captured}
        paid = _sum(self._whole(together) for together in references.values())
        return max(NOTHING, paid - _sum(each.amount for each in self.returned))

    def left_of_lines(self, order: int, paid: Mapping[int, Decimal]) -> dict[int, Decimal]:
        """What may still go back for each line of an order, given what was paid for each."""
        left = dict(paid)
        for each in self.returned:
            if each.order == order:
                for line, amount in each.shares.items():
                    left[line] = left.get(line, NOTHING) - amount
        return {line: max(NOTHING, amount) for line, amount in left.items()}

    def most(self, order: int, *, payment: int | None, lines: Mapping[int, Decimal]) -> Decimal:
        """The most that one request may ask for; ``lines`` holds what is left of each line it names, none for all."""
        mine = [each.payment for each in self.captured if each.order == order and payment in (None, each.payment)]
        over_payments = _sum(self.left_of_payment(each) for each in mine)
        limits = [self.left_of_order(order), self.left(), over_payments]
        return min([*limits, _sum(lines.values())] if lines else limits)

    def _together(self, reference: str) -> list[Captured]:
        return [each for each in self.captured if each.reference == reference]

    def _share(self, paid: Captured) -> Decimal:
        """One order's part of a payment: where several orders name it, never more than the order itself cost."""
        is_shared = len({each.order for each in self._together(paid.reference)}) > 1
        return min(paid.amount, paid.total) if is_shared else paid.amount

    def _whole(self, together: list[Captured]) -> Decimal:
        """The amount of a payment that several orders name."""
        if len(together) > 1 and any(each.amount > each.total for each in together):
            return max(each.amount for each in together)
        return _sum(each.amount for each in together)


def spread(amount: Decimal, left: Mapping[int, Decimal]) -> list[tuple[int, Decimal]]:
    """``amount`` over payments with so much left each, in their order; over a single one where one is enough."""
    for payment, room in left.items():
        if room >= amount:
            return [(payment, amount)]
    parts = []
    for payment, room in left.items():
        part = min(room, amount)
        if part > 0:
            parts.append((payment, part))
            amount -= part
    return parts


def shared(amount: Decimal, left: Mapping[int, Decimal], currency: str) -> dict[int, Decimal]:
    """``amount`` over lines in proportion to what is left of each, in whole smallest units; empty without lines."""
    together = _sum(left.values())
    if not together:
        return {}
    unit = smallest_unit(currency)
    parts = {line: (amount * room / together).quantize(unit, ROUND_DOWN) for line, room in left.items()}
    rest = amount - _sum(parts.values())
    for line, room in left.items():
        more = min(rest, room - parts[line])
        parts[line] += more
        rest -= more
    return {line: part for line, part in parts.items() if part}


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NOTHING)
