"""The visitor's time zone, which a small script tells in a cookie; it can only be guessed without."""

from __future__ import annotations

from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.http import HttpRequest

COOKIE = "loket_time_zone"


def zone_of(request: HttpRequest) -> ZoneInfo | None:
    """The zone that the visitor's browser told; None when it has not, or told nonsense."""
    name = unquote(request.COOKIES.get(COOKIE, ""))[:50]
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
