"""The description of the API: a snapshot beside the code, so that a change of the outside shows in review."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SNAPSHOT = Path(__file__).with_name("openapi.json")
STREAM_PATH = "/api/v1/conversations/{conversation_id}/events"
_STREAM = {
    "operationId": "loket_api_v1_live_events",
    "summary": "Events",
    "description": "Messages and hints as they come (server-sent events). `message` has its sequence number as id and "
    "resumes by Last-Event-ID; `state`, `queue`, `typing` and `message_updated` have none and are sent again on "
    "connecting. Read it with fetch and the Authorization header.",
    "parameters": [
        {"in": "path", "name": "conversation_id", "required": True, "schema": {"format": "uuid", "type": "string"}},
        {"in": "header", "name": "Last-Event-ID", "required": False, "schema": {"type": "integer", "minimum": 0}},
    ],
    "responses": {
        "200": {"description": "OK", "content": {"text/event-stream": {"schema": {"type": "string"}}}},
        "401": {"description": "Unauthorized"},
        "404": {"description": "Not Found"},
    },
    "tags": ["messages"],
}


@cache
def snapshot() -> bytes:
    """The snapshot as it is served."""
    return SNAPSHOT.read_bytes()


def describe(schema: dict[str, Any]) -> str:
    """The text of a snapshot; the stream, which is no page of Django's, is described here."""
    described = _without_titles(schema)
    for operations in described["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                _name_media_types(response)
    described["paths"][STREAM_PATH] = {"get": _STREAM}
    return json.dumps(described, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _name_media_types(response: dict[str, Any]) -> None:
    """Say what is a problem and what is a file; all the rest is JSON."""
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    if schema.get("$ref", "").endswith("/Problem"):
        response["content"] = {"application/problem+json": {"schema": schema}}
    elif "format" in schema or "contentMediaType" in schema:
        response["content"] = {"*/*": {}}


def _without_titles(value: Any) -> Any:
    """Drop the titles that Pydantic makes of each name: they say nothing and fill pages."""
    if isinstance(value, list):
        return [_without_titles(each) for each in value]
    if not isinstance(value, dict):
        return value
    is_named_schema = isinstance(value.get("title"), str) and ("type" in value or "anyOf" in value or "$ref" in value)
    return {key: _without_titles(each) for key, each in value.items() if not (is_named_schema and key == "title")}
