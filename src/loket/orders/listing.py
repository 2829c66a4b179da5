"""The orders of one person as a list: what needs them first, then everything, newest first, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from loket.orders.facts import OrderFacts
from loket.orders.models import Order, Payment, Refund
from loket.orders.queries import all_facts
from loket.orders.telling.standings import NEWS_LASTS, standing_of

PAGE_SIZE = 20
# More of what is urgent than anybody reads at a time; the rest stands in its place in the list.
MOST_URGENT = 20


@dataclass(frozen=True, slots=True)
class OrdersPage:
    """``urgent`` only on the first page; ``next_before`` is empty on the last."""

    urgent: tuple[OrderFacts, ...]
    orders: tuple[OrderFacts, ...]
    next_before: str = ""


def orders_page(visible: QuerySet[Order], now: datetime, *, before: str = "", size: int = PAGE_SIZE) -> OrdersPage:
    """The page after the order numbered ``before``, the first where that is none of these."""
    start = None if "\0" in before or not before else visible.filter(number=before).first()
    listed = visible if start is None else visible.filter(_older_than(start))
    keys = list(listed.order_by("-placed_at", "-id").values_list("pk", "number")[: size + 1])
    shown = [key for key, _number in keys[:size]]
    suspects = [] if start else list(_suspects(visible, now).values_list("pk", flat=True)[:MOST_URGENT])
    found = {each.number: each for each in all_facts(Order.objects.filter(pk__in={*shown, *suspects}))}
    urgent = tuple(each for each in found.values() if start is None and standing_of(each, now).is_problem)
    on_top = {each.number for each in urgent}
    rest = (found.get(number) for _key, number in keys[:size] if number not in on_top)
    return OrdersPage(urgent, tuple(each for each in rest if each), keys[size - 1][1] if len(keys) > size else "")


def _older_than(order: Order) -> Q:
    return Q(placed_at__lt=order.placed_at) | Q(placed_at=order.placed_at, pk__lt=order.pk)


def _suspects(visible: QuerySet[Order], now: datetime) -> QuerySet[Order]:
    """Where a problem is possible; whether there is one, the facts tell."""
    refunds = Refund.objects.filter(payment__order=OuterRef("pk"))
    unsettled = refunds.exclude(state=Refund.State.SETTLED)
    open_states = [Order.State.AWAITING_PAYMENT, Order.State.PAID, Order.State.SHIPPED]
    paid = Payment.objects.filter(order=OuterRef("pk"), state=Payment.State.CAPTURED).order_by()
    # The state first: what stands before it is asked of every order.
    unpaid_back = Q(state=Order.State.CANCELLED) & Q(Exists(paid), ~Exists(refunds))
    failed = Q(state=Order.State.PAYMENT_FAILED, placed_at__gte=now - NEWS_LASTS)
    possible = Q(state__in=open_states) | failed | unpaid_back | Exists(unsettled) | Exists(paid[1:])
    return visible.filter(possible).order_by("-placed_at", "-id")
