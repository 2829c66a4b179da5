from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from loket.api.problems import BadField, KeyReused, Refused
from loket.api.repeats import key_of, once
from loket.api.v1.authentication import CallerRequest, known
from loket.api.v1.order_shapes import CancellationOut, NewCancellation
from loket.api.v1.responding import PROBLEMS, respond
from loket.orders.access import get_order_for
from loket.orders.actions.ledger import KeyTaken, NotAllowed, OverTheCap, Request, RequestRefused, ask_for
from loket.orders.models import LedgerEntry, Order
from loket.orders.rulebook.rule_wording import explain

router = Router(tags=["orders"])


@router.post(
    "/orders/{number}/cancellation", auth=known, response={201: CancellationOut, 200: CancellationOut, **PROBLEMS}
)
@once
def create(request: CallerRequest, number: str, body: NewCancellation) -> HttpResponse:
    """Ask for an order to be cancelled and its money to go back, where the rules allow it to whoever asks."""
    actor = request.auth.actor
    order = get_order_for(actor, number)
    with _refusing(order):
        wanted = Request(LedgerEntry.Kind.CANCEL, body.reason)
        entry = ask_for(order, wanted, key=_key(request), by=actor)
    answer = {"id": entry.pk, "order": order.number, "reason": entry.reason, "state": entry.state}
    return respond(CancellationOut.model_validate(answer), status=201)


def _key(request: CallerRequest) -> str:
    """The caller's key, which is theirs alone; without one every call asks anew."""
    key = key_of(request)
    if key is None:
        return f"api:{uuid4()}"
    return f"api:{hashlib.sha256(f'{request.auth.label}:{key}'.encode()).hexdigest()}"


@contextmanager
def _refusing(order: Order) -> Iterator[None]:
    try:
        yield
    except NotAllowed as refused:
        why = explain(refused.permission, currency=order.currency, time_zone=order.time_zone)
        raise Refused(why, code=refused.permission.why or "not_allowed") from refused
    except OverTheCap as refused:
        raise Refused(_("There is nothing left that could go back."), code="over_the_cap") from refused
    except RequestRefused as refused:
        raise BadField("reason", _("This does not fit the order."), code=refused.problem) from refused
    except KeyTaken as taken:
        raise KeyReused from taken
