from __future__ import annotations

from typing import Annotated

from django.http import HttpResponse
from ninja import Router
from pydantic import Field

from loket.api.v1.authentication import CallerRequest, ServerOnly, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.talk_shapes import BODY, TalkOut, TalkPutOut, message_out
from loket.orders.access import get_order_for
from loket.orders.actions.talking import put_talk
from loket.orders.documents.order_lines import read_json
from loket.orders.models import Order
from loket.orders.talk.queries import talk_of
from loket.people.actors import ServerActor
from loket.people.scopes import KeyScope

router = Router(tags=["orders"])


@router.put("/orders/{number}/conversation", auth=known, response={200: TalkPutOut, **PROBLEMS}, openapi_extra=BODY)
def update(request: CallerRequest, number: str) -> HttpResponse:
    """Bring in what buyer and seller said; what is known by its ``external_id`` stays as it is. For servers."""
    order = _order(request, number)
    put = put_talk(order, read_json(request.body), by=request.auth.actor)
    return respond(TalkPutOut(order=order.number, told=put.told, new=put.new))


@router.get("/orders/{number}/conversation", auth=known, response={200: TalkOut, **PROBLEMS})
def show(
    request: CallerRequest,
    number: str,
    after: Annotated[int, Field(ge=0, le=2**63 - 1)] = 0,
    limit: Annotated[int, Field(ge=1, le=100)] = 100,
) -> HttpResponse:
    """What buyer and seller said about an order, the oldest first. For servers."""
    order = _order(request, number)
    lines = talk_of(order.pk, after=after or None, limit=limit + 1)
    following = lines[limit - 1].id if len(lines) > limit else None
    return respond(TalkOut(items=[message_out(each) for each in lines[:limit]], next=following))


def _order(request: CallerRequest, number: str) -> Order:
    actor = request.auth.actor
    if not isinstance(actor, ServerActor) or KeyScope.ORDERS not in actor.scopes:
        raise ServerOnly
    return get_order_for(actor, number)
