"""Order documents on their way in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from loket.api.problems import BadField
from loket.orders.documents.order_document import document_for_buyer, document_of
from loket.orders.documents.order_lines import read_json
from loket.orders.documents.stored_lines import current_lines
from loket.orders.models import Order
from loket.orders.search import FoundOrders
from loket.people.actors import Actor, ServerActor


def read_body(raw: bytes, *, number: str) -> dict[str, Any]:
    """The document in a body, which may leave out the number in its address; raises OrderRefused and BadField."""
    document = read_json(raw)
    if document.setdefault("number", number) != number:
        raise BadField("number", _("This is not the number in the address."))
    return document


def respond_with_order(order: Order, *, actor: Actor, status: int = 200) -> HttpResponse:
    """One order, whole for a server, without what is not theirs for anybody else."""
    (line,) = current_lines([order])
    return _respond(document_of(line) if isinstance(actor, ServerActor) else document_for_buyer(line), status)


def respond_with_orders(found: FoundOrders) -> HttpResponse:
    """One page of a list."""
    documents = [document_of(line) for line in current_lines(found.orders)]
    return _respond({"items": documents, "next": found.next or None}, 200)


def _respond(document: Mapping[str, Any], status: int) -> HttpResponse:
    # Not by a schema, which would drop what the contract does not know.
    response = HttpResponse(json.dumps(document, ensure_ascii=False), status=status, content_type="application/json")
    response["Cache-Control"] = "no-store"
    return response
