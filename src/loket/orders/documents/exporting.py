"""Every order as the shop would tell of it now, one a line, in the format that the import reads."""

from __future__ import annotations

import json
from collections.abc import Iterator

from loket.orders.documents.order_document import Document, document_of
from loket.orders.documents.stored_lines import stored_line
from loket.orders.models import Order
from loket.orders.queries import with_everything
from loket.people.models import Customer

ORDERS_AT_ONCE = 500


def export_lines() -> Iterator[str]:
    """The lines, in the order in which the orders came in; a few statements for each batch."""
    last = 0
    while True:
        orders = Order.objects.filter(pk__gt=last).order_by("pk").select_related("customer")[:ORDERS_AT_ONCE]
        found = list(with_everything(orders))
        for order in found:
            yield json.dumps(document_of(stored_line(order)), ensure_ascii=False)
        if len(found) < ORDERS_AT_ONCE:
            return
        last = found[-1].pk


def orders_of(customer: Customer) -> tuple[Document, ...]:
    """All orders of one customer, as the contract writes them."""
    orders = Order.objects.filter(customer=customer).order_by("pk").select_related("customer")
    return tuple(document_of(stored_line(each)) for each in with_everything(orders))
