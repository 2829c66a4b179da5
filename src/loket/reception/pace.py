"""How much anybody may do in a minute, counted over all processes and for all doors together."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

MINUTE_SECONDS = 60


class TooFast(Exception):
    """More than the limit allows; ``seconds`` says when to try again."""

    def __init__(self, seconds: int = MINUTE_SECONDS) -> None:
        super().__init__(f"Try again in {seconds} seconds.")
        self.seconds = seconds


def limit_chats(address: str) -> None:
    """Count a chat that somebody unknown begins from an address, by whichever door; raises TooFast."""
    # An address is personal data: what is kept for a minute is a keyed digest.
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:40]
    limit(f"chats:{digest}", settings.LOKET_LIMIT_CHATS_PER_MINUTE)


def limit_messages(written_lately: int) -> None:
    """Look at how much a customer wrote in the last minute; raises TooFast."""
    if written_lately >= settings.LOKET_LIMIT_MESSAGES_PER_MINUTE:
        raise TooFast


def limit(caller: str, most: int) -> None:
    """Count one more for ``caller``; raises TooFast when that makes more than ``most`` in their minute."""
    calls, seconds = count_call(caller)
    if calls > most:
        raise TooFast(seconds)


def count_call(caller: str) -> tuple[int, int]:
    """How many calls this makes for ``caller`` in their minute, and in how many seconds that ends."""
    now = timezone.now()
    with connection.cursor() as cursor:
        # One statement, so that two processes never count the same call.
        cursor.execute(
            "INSERT INTO reception_pace AS pace (caller, began_at, calls) VALUES (%(caller)s, %(now)s, 1)"
            " ON CONFLICT (caller) DO UPDATE SET"
            " calls = CASE WHEN pace.began_at > %(since)s THEN pace.calls + 1 ELSE 1 END,"
            " began_at = CASE WHEN pace.began_at > %(since)s THEN pace.began_at ELSE %(now)s END"
            " RETURNING calls, began_at",
            {"caller": caller, "now": now, "since": now - timedelta(seconds=MINUTE_SECONDS)},
        )
        calls, began_at = cursor.fetchone()
    return calls, max(1, round(MINUTE_SECONDS - (now - began_at).total_seconds()))


def sweep_paces(now: datetime) -> None:
    """Forget the minutes that are over."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reception_pace WHERE began_at < %s", [now - timedelta(seconds=MINUTE_SECONDS)])
