"""A random name for a browser, given only once it has told something, so that one visitor counts once."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "loket_visitor"
LASTS_SECONDS = 365 * 24 * 3600
_NAME = re.compile(r"[A-Za-z0-9_-]{20,40}")


def visitor_of(request: HttpRequest) -> str:
    """The browser's name, a new one when it has none."""
    name = request.COOKIES.get(COOKIE, "")
    return name if _NAME.fullmatch(name) else secrets.token_urlsafe(18)


def keep_visitor(response: HttpResponse, name: str) -> None:
    """Let the browser remember its name."""
    response.set_cookie(COOKIE, name, max_age=LASTS_SECONDS, httponly=True, samesite="Lax", secure=settings.SECURE)
