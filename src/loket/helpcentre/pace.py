"""How many conversations one address may begin in a minute; the same limits as the API's."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MINUTE_SECONDS = 60


class TooFast(Exception):
    """More than the limit allows; ``seconds`` says when to try again."""

    def __init__(self, seconds: int = MINUTE_SECONDS) -> None:
        super().__init__(f"Try again in {seconds} seconds.")
        self.seconds = seconds


def limit_chats(request: HttpRequest) -> None:
    """Count a conversation that is begun from this address; raises TooFast."""
    # An address is personal data: what is kept for a minute is a keyed digest.
    address = str(request.META.get("REMOTE_ADDR", ""))
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:40]
    key = f"helpcentre:chats:{digest}"
    if cache.add(key, 1, MINUTE_SECONDS):
        return
    try:
        begun = cache.incr(key)
    except ValueError:
        # The minute ended between the two calls.
        return
    if begun > settings.LOKET_LIMIT_CHATS_PER_MINUTE:
        raise TooFast


def limit_messages(written_lately: int) -> None:
    """Look at how much was written in the last minute; raises TooFast."""
    if written_lately >= settings.LOKET_LIMIT_MESSAGES_PER_MINUTE:
        raise TooFast
