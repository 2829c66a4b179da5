from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StrictStr

from loket.api.pace import limit_codes
from loket.api.problems import BadField, TooMany
from loket.api.repeats import once
from loket.api.v1.authentication import CallerRequest, conversation_for, known
from loket.api.v1.responding import PROBLEMS, respond
from loket.api.v1.schemas import STORABLE
from loket.orders.actions.proving import ask_for_code, confirm_code
from loket.orders.proofs.code_wording import not_a_number_text, wrong_code_text
from loket.orders.proofs.proving import LONGEST_TYPED, NotANumber, TooManySends, TooManyTries
from loket.people.actors import CustomerActor

router = Router(tags=["orders"])
Typed = Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_TYPED), STORABLE]


class NewOrderCode(Schema):
    """The order that somebody wants to prove, by its own number or its parcel's."""

    number: Typed


class NewOrderProof(Schema):
    """The code that reached the order's contact."""

    number: Typed
    code: Typed


class CodeAskedOut(Schema):
    """The same for every number; ``seconds`` is how long a code is good."""

    text: str
    seconds: int


class ProvenOut(Schema):
    """The order that the conversation's customer sees from now on."""

    order: str


@router.post("/conversations/{uuid:conversation_id}/order-code", auth=known, response={202: CodeAskedOut, **PROBLEMS})
@once
def ask(request: CallerRequest, conversation_id: UUID, body: NewOrderCode) -> HttpResponse:
    """Send a one-time code to the order's contact; the answer does not tell whether there is such an order."""
    conversation = conversation_for(request, conversation_id)
    if isinstance(request.auth.actor, CustomerActor):
        limit_codes(request)
    with _refusing():
        asked = ask_for_code(conversation.customer, body.number, now=timezone.now())
    return respond(CodeAskedOut(text=asked.text, seconds=asked.seconds), status=202)


@router.post("/conversations/{uuid:conversation_id}/order-proof", auth=known, response={200: ProvenOut, **PROBLEMS})
@once
def prove(request: CallerRequest, conversation_id: UUID, body: NewOrderProof) -> HttpResponse:
    """Show the code; a wrong one is refused like one for an order that does not exist."""
    conversation = conversation_for(request, conversation_id)
    with _refusing():
        order = confirm_code(conversation.customer, body.number, body.code, now=timezone.now())
    if order is None:
        raise BadField("code", wrong_code_text(), code="wrong_code")
    return respond(ProvenOut(order=order.number))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except NotANumber as error:
        raise BadField("number", not_a_number_text(), code="not_a_number") from error
    except (TooManySends, TooManyTries) as error:
        raise TooMany(error.retry_after) from error
