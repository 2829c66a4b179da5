"""Which pages of other sites may call the API from a browser (Fetch standard, CORS). No cookies are ever involved."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

PREFIX = "/api/v1/"
METHODS = "GET, HEAD, POST, PATCH, DELETE, OPTIONS"
ASKED_HEADERS = (
    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Accept-Language, "
    "Tus-Resumable, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Checksum"
)
SHOWN_HEADERS = (
    "Retry-After, Content-Disposition, Content-Language, Location, "
    "Tus-Resumable, Tus-Version, Upload-Offset, Upload-Length, Upload-Expires"
)
PREFLIGHT_LASTS_SECONDS = 7200


class CrossOrigin:
    """Answers preflights and names the origins that may read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = request.headers.get("Origin")
        if origin is None or not request.path.startswith(PREFIX):
            return self.get_response(request)
        is_preflight = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
        response = HttpResponse(status=204) if is_preflight else self.get_response(request)
        patch_vary_headers(response, ["Origin"])
        for name, value in headers_for(origin).items():
            response[name] = value
        if is_preflight and is_allowed(origin):
            response["Access-Control-Allow-Methods"] = METHODS
            response["Access-Control-Allow-Headers"] = ASKED_HEADERS
            response["Access-Control-Max-Age"] = str(PREFLIGHT_LASTS_SECONDS)
        return response


def is_allowed(origin: str) -> bool:
    """Whether pages of ``origin`` may call; Loket's own may."""
    allowed = settings.LOKET_ALLOWED_ORIGINS
    return "*" in allowed or origin in allowed or origin == settings.LOKET_URL


def headers_for(origin: str | None) -> dict[str, str]:
    """What lets a page of ``origin`` read the response."""
    if origin is None or not is_allowed(origin):
        return {}
    shown = "*" if "*" in settings.LOKET_ALLOWED_ORIGINS else origin
    return {"Access-Control-Allow-Origin": shown, "Access-Control-Expose-Headers": SHOWN_HEADERS}
