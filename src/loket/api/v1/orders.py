from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import Field, StrictStr

from loket.api.problems import BadField
from loket.api.v1.authentication import CallerRequest, ServerOnly, known
from loket.api.v1.order_documents import read_body, respond_with_order, respond_with_orders
from loket.api.v1.order_shapes import BODY, OrderDocument, OrdersOut
from loket.api.v1.responding import PROBLEMS
from loket.api.v1.schemas import STORABLE
from loket.orders.access import get_order_for
from loket.orders.actions.importing import put_order
from loket.orders.search import BadCursor, WantedOrders, list_orders
from loket.people.actors import ServerActor
from loket.people.scopes import KeyScope

router = Router(tags=["orders"])

Words = Annotated[StrictStr, Field(max_length=254), STORABLE]


@router.get("/orders", auth=known, response={200: OrdersOut, **PROBLEMS})
def index(
    request: CallerRequest,
    q: Words = "",
    buyer: Words = "",
    email: Words = "",
    tracking: Words = "",
    limit: Annotated[int, Field(ge=1, le=100)] = 20,
    after: Annotated[StrictStr, Field(max_length=100), STORABLE] = "",
) -> HttpResponse:
    """Orders, newest first, all or those that fit everything that is given; for servers."""
    wanted = WantedOrders(text=q, buyer=buyer, email=email, tracking=tracking)
    try:
        found = list_orders(wanted, actor=_server(request), limit=limit, after=after)
    except BadCursor as error:
        raise BadField("after", _("This is no place in the list; take it from “next”.")) from error
    return respond_with_orders(found)


@router.get("/orders/{number}", auth=known, response={200: OrderDocument, **PROBLEMS})
def show(request: CallerRequest, number: str) -> HttpResponse:
    """One order; with a conversation's token one that its customer may see."""
    actor = request.auth.actor
    return respond_with_order(get_order_for(actor, number), actor=actor)


@router.put(
    "/orders/{number}",
    auth=known,
    response={200: OrderDocument, 201: OrderDocument, **PROBLEMS},
    openapi_extra=BODY,
)
def update(request: CallerRequest, number: str) -> HttpResponse:
    """Tell of an order, new or known; what is left out is gone, but for refunds that began here. For servers."""
    server = _server(request)
    put = put_order(read_body(request.body, number=number), by=server)
    return respond_with_order(put.order, actor=server, status=201 if put.is_new else 200)


def _server(request: CallerRequest) -> ServerActor:
    actor = request.auth.actor
    if not isinstance(actor, ServerActor) or KeyScope.ORDERS not in actor.scopes:
        raise ServerOnly
    return actor
