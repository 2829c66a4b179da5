"""From a shape to a response, without a second validation of what is ours."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from ninja import Schema

from loket.api.v1.answers import Problem

# What any call may be answered instead, for its description.
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 409, 413, 422, 429), Problem)
PUBLIC_PROBLEMS = dict.fromkeys((400, 404, 422), Problem)


def respond(answer: Schema, *, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """``answer`` as JSON; nobody keeps a copy on the way."""
    response = HttpResponse(
        answer.model_dump_json(), status=status, content_type="application/json", headers=dict(headers or {})
    )
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def done() -> HttpResponse:
    """It is done, and there is nothing to say about it."""
    return HttpResponse(status=204)
