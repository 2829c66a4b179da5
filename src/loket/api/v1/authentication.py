"""Who calls: a shop's server by its key, a device by the token of its one conversation, or nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from loket.conversations.access import get_conversation_for, holder_of_token
from loket.conversations.actions.inbound import keep_token_alive
from loket.conversations.models import Conversation
from loket.people.access import NotVisible, holder_of_key
from loket.people.actions.keys import note_key_used
from loket.people.actors import NOBODY, CustomerActor, Nobody, ServerActor

KEY_MARK = "lk_"
MINUTE = timedelta(minutes=1)


class NotAuthenticated(Exception):
    """The call needs a key or a token that is alive."""


class ServerOnly(Exception):
    """The call is for servers, and the caller is none that may make it."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls; ``conversation`` is the one that a token opens."""

    actor: CustomerActor | ServerActor | Nobody
    conversation: Conversation | None = None
    secret: str = ""
    # How many messages the holder of a token wrote in the last minute, where that was asked.
    written_lately: int = 0

    @property
    def label(self) -> str:
        """The name under which repeats and limits know the caller."""
        return self.actor.label


class CallerRequest(HttpRequest):
    """A request whose caller is known."""

    auth: Caller


def anybody(request: HttpRequest) -> Caller:
    """The caller, who may be nobody; a secret that is given must be alive all the same."""
    return _caller(request) or Caller(NOBODY)


def known(request: HttpRequest) -> Caller:
    """The caller, who must show a key or a token; raises NotAuthenticated."""
    caller = _caller(request)
    if caller is None:
        raise NotAuthenticated
    return caller


def writing(request: HttpRequest) -> Caller:
    """The caller as ``known``, with how much they wrote in the last minute."""
    caller = _caller(request, written_since=timezone.now() - MINUTE)
    if caller is None:
        raise NotAuthenticated
    return caller


def bearer_of(header: str) -> str | None:
    """The secret in an Authorization header (RFC 6750); None without a header. Raises NotAuthenticated."""
    if not header:
        return None
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise NotAuthenticated
    return secret.strip()


def conversation_for(request: CallerRequest, conversation_id: UUID) -> Conversation:
    """The conversation in the address, which a token's holder has already; raises NotVisible."""
    caller = request.auth
    if caller.conversation is None:
        return get_conversation_for(caller.actor, conversation_id)
    if caller.conversation.pk != conversation_id:
        raise NotVisible
    return caller.conversation


def _caller(request: HttpRequest, *, written_since: datetime | None = None) -> Caller | None:
    secret = bearer_of(request.headers.get("Authorization", ""))
    if secret is None:
        return None
    try:
        if secret.startswith(KEY_MARK):
            server = holder_of_key(secret)
            note_key_used(server.key_id, now=timezone.now())
            return Caller(server)
        holder = holder_of_token(secret, written_since=written_since)
    except NotVisible as error:
        raise NotAuthenticated from error
    keep_token_alive(secret, used_at=holder.used_at)
    return Caller(holder.actor, holder.conversation, secret, holder.written_lately)
