"""The limits on callers, with the API's own refusal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from loket.api.problems import TooMany
from loket.conversations.models import Conversation
from loket.reception import pace

# Each goes to somebody's phone and may be guessed at; people behind one address seldom need more.
CODES_PER_MINUTE = 5


def limit_chats(request: HttpRequest) -> None:
    """Count a chat that somebody unknown opens from their address; raises TooMany."""
    with limiting():
        pace.limit_chats(str(request.META.get("REMOTE_ADDR", "")))


def limit_uploads(conversation: Conversation) -> None:
    """Count a file that comes into a conversation; raises TooMany."""
    with limiting():
        pace.limit(f"uploads:{conversation.pk}", settings.LOKET_LIMIT_MESSAGES_PER_MINUTE)


def limit_parts(owner: str) -> None:
    """Count a file in parts that somebody begins; raises TooMany."""
    with limiting():
        pace.limit(f"uploads:{owner}", settings.LOKET_LIMIT_MESSAGES_PER_MINUTE)


def limit_messages(written_lately: int) -> None:
    """Look at how much a customer wrote in the last minute; raises TooMany."""
    with limiting():
        pace.limit_messages(written_lately)


def limit_codes(request: HttpRequest) -> None:
    """Count a one-time code that somebody asks for from their address; raises TooMany."""
    address = salted_hmac("loket.api.codes", str(request.META.get("REMOTE_ADDR", "")), algorithm="sha256")
    with limiting():
        pace.limit(f"codes:{address.hexdigest()[:40]}", CODES_PER_MINUTE)


@contextmanager
def limiting() -> Iterator[None]:
    try:
        yield
    except pace.TooFast as error:
        raise TooMany(error.seconds) from error
