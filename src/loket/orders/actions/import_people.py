"""Keeps the buyers and sellers of imported orders, and says whose each order is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from loket.orders.documents.order_parts import BuyerPart, OrderLine
from loket.orders.documents.stored_lines import stored_buyer
from loket.orders.models import Order
from loket.people.actions.customers import add_unvouched, keep_customers
from loket.people.actions.sellers import keep_sellers
from loket.people.details import CustomerDetails, SellerDetails


@dataclass(frozen=True, slots=True)
class People:
    """Whose each order is, by its number; sellers by the marketplace's identifier."""

    customers: Mapping[str, UUID]
    sellers: Mapping[str, UUID]
    # Customers made for new orders whose buyer nobody vouches for.
    unvouched: Mapping[str, UUID]


def keep_people(lines: Sequence[OrderLine], known: Mapping[str, Order]) -> People:
    """Add and update those who bought and sold; ``known`` are the orders that exist, with their customers.

    What an order that was placed later tells of somebody counts. An order whose buyer is as before tells nothing
    new, so that it cannot bring back what the buyer has changed since.
    """
    by_time = sorted(lines, key=lambda line: line.placed_at)
    told = [line for line in by_time if _says_something_new(line, known.get(line.number))]
    vouched = keep_customers(_details(line.buyer) for line in told if line.buyer.external_id)
    strangers = [line for line in told if _needs_stranger(line, known.get(line.number))]
    unvouched = dict(
        zip(
            (line.number for line in strangers),
            add_unvouched(_details(line.buyer) for line in strangers),
            strict=True,
        )
    )
    sellers = keep_sellers(_seller_details(line) for line in by_time)
    customers = {number: order.customer_id for number, order in known.items()}
    customers |= {line.number: vouched[line.buyer.external_id] for line in told if line.buyer.external_id}
    return People(customers | unvouched, {name: each.pk for name, each in sellers.items()}, unvouched)


def without_erased(line: OrderLine, order: Order) -> OrderLine:
    """The line, but nothing of a buyer who asked to be forgotten."""
    if order.customer.erased_at is None:
        return line
    return replace(line, buyer=stored_buyer(order), ship_to=order.ship_to)


def _says_something_new(line: OrderLine, order: Order | None) -> bool:
    if order is None:
        return True
    return order.customer.erased_at is None and line.buyer != stored_buyer(order)


def _needs_stranger(line: OrderLine, order: Order | None) -> bool:
    if line.buyer.external_id:
        return False
    return order is None or order.customer.external_id is not None


def _details(buyer: BuyerPart) -> CustomerDetails:
    return CustomerDetails(buyer.external_id, buyer.name, buyer.email, buyer.phone, buyer.language, buyer.time_zone)


def _seller_details(line: OrderLine) -> SellerDetails:
    seller = line.seller
    return SellerDetails(
        seller.external_id, seller.name, seller.country, seller.language, seller.email, seller.time_zone
    )
