"""What was paid and returned together, read under the locks of its orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Q

from loket.orders.bookkeeping.caps import Captured, Checkout, Returned
from loket.orders.models import LedgerEntry, Order, Payment, Refund

# What ended without moving anything; everything else counts, above all what nobody knows the outcome of.
MOVED_NOTHING = (LedgerEntry.State.REFUSED, LedgerEntry.State.DECLINED)


def orders_of_checkout(order: Order) -> Q:
    """The orders that were paid together with ``order``, itself among them."""
    return Q(pk=order.pk) | Q(checkout_id=order.checkout_id) if order.checkout_id else Q(pk=order.pk)


def checkout_of(orders: Iterable[int]) -> Checkout:
    """Captured payments of these orders, and what the ledger and the shop returned of them."""
    mine = list(orders)
    return Checkout(tuple(_captured(mine)), (*_by_ledger(mine), *_by_shop(mine)))


def checkouts_of(groups: Mapping[int, Iterable[int]]) -> dict[int, Checkout]:
    """The checkout of each order, given the orders that were paid together with it; as many statements as for one."""
    together = checkout_of({each for group in groups.values() for each in group})
    captured: dict[int, list[Captured]] = defaultdict(list)
    returned: dict[int, list[Returned]] = defaultdict(list)
    for payment in together.captured:
        captured[payment.order].append(payment)
    for amount in together.returned:
        returned[amount.order].append(amount)
    return {
        order: Checkout(
            tuple(payment for each in group for payment in captured[each]),
            tuple(amount for each in group for amount in returned[each]),
        )
        for order, group in ((key, tuple(group)) for key, group in groups.items())
    }


def _captured(orders: list[int]) -> Iterator[Captured]:
    rows = Payment.objects.filter(order__in=orders, state=Payment.State.CAPTURED).order_by("id")
    for row in rows.values_list("pk", "order_id", "reference", "amount", "order__total"):
        yield Captured(*row)


def _by_ledger(orders: list[int]) -> Iterator[Returned]:
    rows = LedgerEntry.objects.filter(order__in=orders, kind=LedgerEntry.Kind.REFUND).exclude(state__in=MOVED_NOTHING)
    for payment, order, amount, details in rows.order_by().values_list("payment_id", "order_id", "amount", "details"):
        if payment is not None and amount is not None:
            yield Returned(payment, order, amount, shares_in(details))


def _by_shop(orders: list[int]) -> Iterator[Returned]:
    # What the ledger says never moved, and the shop says did, counts until a person has cleared it up.
    moved_after_all = Q(entry__state__in=MOVED_NOTHING, state__in=[Refund.State.SENT, Refund.State.SETTLED])
    rows = Refund.objects.filter(Q(entry=None) | moved_after_all, payment__order__in=orders)
    rows = rows.exclude(state=Refund.State.FAILED)
    for row in rows.order_by().values_list("payment_id", "payment__order_id", "amount"):
        yield Returned(*row)


def shares_in(details: Mapping[str, Any]) -> dict[int, Decimal]:
    """The lines' shares that an entry keeps among its details."""
    return {int(line): Decimal(amount) for line, amount in details.get("shares", {}).items()}
