"""The API as one object: its resources, its errors, and its description."""

from __future__ import annotations

from ninja import NinjaAPI

from loket.api.description import describe
from loket.api.problems import answer_exceptions
from loket.api.v1 import (
    articles,
    cancellations,
    contacts,
    conversations,
    disputes,
    handovers,
    messages,
    openapi,
    orders,
    proofs,
    ratings,
    records,
    talks,
    uploads,
    webhooks,
)

DESCRIPTION = """Chats on your own pages, kept by Loket.

A conversation's `token` opens that conversation alone; a server's key (`lk_…`) the conversations that it opened.
Send both as `Authorization: Bearer …`. Every POST may carry an `Idempotency-Key`: a repeat is answered the same.
Errors are problem details (RFC 9457)."""

api = NinjaAPI(
    title="Loket",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-v1",
    openapi_url=None,
    docs_url=None,
    openapi_extra={
        "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
        "security": [{"bearer": []}, {}],
    },
)
RESOURCES = (
    *(conversations, messages, handovers, contacts, ratings, records),
    *(orders, talks, cancellations, proofs, disputes, webhooks, uploads, articles, openapi),
)
for resource in RESOURCES:
    api.add_router("", resource.router)
answer_exceptions(api)


def description() -> str:
    """What the code says now, as the snapshot should have it."""
    return describe(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
