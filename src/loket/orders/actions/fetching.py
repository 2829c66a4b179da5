"""Orders that are fetched from the shop, where it does not bring them itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from loket.orders.actions.importing import put_order
from loket.orders.connectors.woocommerce import WooCommerce
from loket.orders.documents.order_errors import OrderRefused
from loket.people.actors import SYSTEM, Actor


@dataclass(slots=True)
class FetchSummary:
    """What a fetch did, counted; ``refused`` names orders that could not be stored, and why."""

    orders: int = 0
    new_orders: int = 0
    changed_orders: int = 0
    refused: tuple[str, ...] = ()


def fetch_orders(shop: WooCommerce, *, since: datetime, by: Actor = SYSTEM) -> FetchSummary:
    """Store every order that changed in the shop after ``since``, each by itself; one that is refused stops no other.

    Raises ``calls.CallFailed`` and ``woocommerce_orders.OrdersUnreadable``; what came before stays.
    """
    summary = FetchSummary()
    for document in shop.documents(since=since):
        summary.orders += 1
        try:
            put = put_order(document, by=by)
        except OrderRefused as refused:
            summary.refused += (f"{document['number']}: {'; '.join(map(str, refused.problems))}",)
            continue
        summary.new_orders += put.is_new
        summary.changed_orders += put.has_changed and not put.is_new
    return summary
