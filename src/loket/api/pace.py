"""How much anybody may ask in a minute, counted over all processes."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.http import HttpRequest

from loket.api.actions import MINUTE_SECONDS, count_call
from loket.api.problems import TooMany
from loket.conversations.models import Conversation


def limit_chats(request: HttpRequest) -> None:
    """Count a chat that somebody unknown opens from their address; raises TooMany."""
    _limit(f"chats:{_digest_of_address(request)}", settings.LOKET_LIMIT_CHATS_PER_MINUTE)


def limit_uploads(conversation: Conversation) -> None:
    """Count a file that comes into a conversation; raises TooMany."""
    _limit(f"uploads:{conversation.pk}", settings.LOKET_LIMIT_MESSAGES_PER_MINUTE)


def limit_messages(written_lately: int) -> None:
    """Look at how much a customer wrote in the last minute; raises TooMany."""
    if written_lately >= settings.LOKET_LIMIT_MESSAGES_PER_MINUTE:
        raise TooMany(MINUTE_SECONDS)


def _limit(caller: str, most: int) -> None:
    calls, seconds = count_call(caller)
    if calls > most:
        raise TooMany(seconds)


def _digest_of_address(request: HttpRequest) -> str:
    # An address is personal data: what is kept for a minute is a keyed digest.
    address = str(request.META.get("REMOTE_ADDR", ""))
    return hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()[:40]
