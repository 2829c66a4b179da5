"""How a browser without a script holds a conversation's token: a cookie of its own that no script can read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from loket.conversations.access import TokenHolder, holder_of_token
from loket.conversations.actions.inbound import keep_token_alive
from loket.people.access import NotVisible

PREFIX = "loket_case_"
LONGEST_TOKEN = 200


def token_of(request: HttpRequest, conversation_id: UUID) -> str:
    """The token that this browser has for a conversation; empty when it has none."""
    return request.COOKIES.get(_name(conversation_id), "")[:LONGEST_TOKEN]


def holder_of(request: HttpRequest, conversation_id: UUID, *, written_since: datetime | None = None) -> TokenHolder:
    """Who looks at this conversation; raises NotVisible for everybody without its token."""
    token = token_of(request, conversation_id)
    if not token:
        raise NotVisible
    holder = holder_of_token(token, written_since=written_since)
    if holder.conversation.pk != conversation_id:
        raise NotVisible
    keep_token_alive(token, used_at=holder.used_at)
    return holder


def remember(response: HttpResponse, conversation_id: UUID, token: str) -> None:
    """Let this browser back in for as long as a token may lie idle."""
    response.set_cookie(
        _name(conversation_id),
        token,
        max_age=settings.LOKET_TOKEN_IDLE,
        httponly=True,
        samesite="Lax",
        secure=settings.SECURE,
    )


def forget(response: HttpResponse, conversation_id: UUID) -> None:
    """Take the token from this browser."""
    response.delete_cookie(_name(conversation_id), samesite="Lax")


def _name(conversation_id: UUID) -> str:
    return f"{PREFIX}{conversation_id.hex}"
