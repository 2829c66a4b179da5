from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router

from loket.api.description import snapshot

router = Router(tags=["description"])


@router.get("/openapi.json", include_in_schema=False)
def show(request: HttpRequest) -> HttpResponse:
    """The description of this API (OpenAPI 3.1)."""
    response = HttpResponse(snapshot(), content_type="application/json")
    response["Cache-Control"] = "public, max-age=300"
    return response
