from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import Field, StrictStr

from loket.api.repeats import once
from loket.api.v1.authentication import CallerRequest, ServerOnly, known
from loket.api.v1.responding import PROBLEMS, done, respond
from loket.api.v1.schemas import STORABLE
from loket.people.actors import ServerActor
from loket.webhooks.access import get_endpoint_for, names_for
from loket.webhooks.actions.endpoints import make_endpoint, remove_endpoint, renew_secret
from loket.webhooks.queries import EndpointRow, endpoints_of

router = Router(tags=["webhooks"])
EventName = Annotated[StrictStr, Field(max_length=60), STORABLE]


class NewWebhook(Schema):
    """Where to tell what happens; no ``events`` mean all that the key may hear of."""

    url: Annotated[StrictStr, Field(min_length=1, max_length=500), STORABLE]
    name: Annotated[StrictStr, Field(max_length=100), STORABLE] = ""
    events: Annotated[list[EventName], Field(max_length=100)] = []


class WebhookOut(Schema):
    """An endpoint; ``waiting`` deliveries are still to come, ``failed`` ones were given up."""

    id: UUID
    url: str
    name: str
    events: list[str]
    on: bool
    off_because: str
    waiting: int
    failed: int
    failing_since: datetime | None
    last_sent_at: datetime | None
    last_answer: str
    created_at: datetime


class NewWebhookOut(WebhookOut):
    """The secret, with which deliveries are signed, is told this once."""

    secret: str


class WebhooksOut(Schema):
    items: list[WebhookOut]
    # All events that this key may hear of.
    events: list[str]


@router.get("/webhooks", auth=known, response={200: WebhooksOut, **PROBLEMS})
def index(request: CallerRequest) -> HttpResponse:
    """The endpoints that this key made."""
    server = _server(request)
    items = [_out(each) for each in endpoints_of(server)]
    return respond(WebhooksOut(items=items, events=list(names_for(server))))


@router.post("/webhooks", auth=known, response={201: NewWebhookOut, 200: NewWebhookOut, **PROBLEMS})
@once
def create(request: CallerRequest, body: NewWebhook) -> HttpResponse:
    """Tell an address from now on what happens; each delivery is signed with the secret in the answer."""
    server = _server(request)
    made = make_endpoint(body.url, name=body.name, names=body.events, by=server)
    return respond(_with_secret(server, made.endpoint.pk, made.secret), status=201)


@router.post("/webhooks/{uuid:webhook_id}/secret", auth=known, response={200: NewWebhookOut, **PROBLEMS})
@once
def renew(request: CallerRequest, webhook_id: UUID) -> HttpResponse:
    """A new secret; for 24 hours the former one signs too."""
    server = _server(request)
    made = renew_secret(get_endpoint_for(server, webhook_id), by=server)
    return respond(_with_secret(server, webhook_id, made.secret))


@router.delete("/webhooks/{uuid:webhook_id}", auth=known, response={204: None, **PROBLEMS})
def remove(request: CallerRequest, webhook_id: UUID) -> HttpResponse:
    """Forget an endpoint, with everything that waits for it."""
    server = _server(request)
    remove_endpoint(get_endpoint_for(server, webhook_id), by=server)
    return done()


def _server(request: CallerRequest) -> ServerActor:
    actor = request.auth.actor
    if not isinstance(actor, ServerActor) or not names_for(actor):
        raise ServerOnly
    return actor


def _with_secret(server: ServerActor, webhook_id: UUID, secret: str) -> NewWebhookOut:
    row = next(each for each in endpoints_of(server) if each.id == webhook_id)
    return NewWebhookOut(**_out(row).model_dump(), secret=secret)


def _out(row: EndpointRow) -> WebhookOut:
    return WebhookOut(
        id=row.id,
        url=row.url,
        name=row.name,
        events=list(row.events),
        on=row.is_on,
        off_because=row.off_because,
        waiting=row.waiting,
        failed=row.failed,
        failing_since=row.failing_since,
        last_sent_at=row.last_sent_at,
        last_answer=row.last_said,
        created_at=row.created_at,
    )
