"""Who may follow what on the desk's event stream, and that the page behind it is open.

The stream itself, and how it is written, is ``lib.streams``; nothing of what was said passes through here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.db import close_old_connections
from django.http import HttpRequest
from django.utils import timezone

from loket.conversations.access import visible_to
from loket.conversations.actions.presence import look_at
from loket.disputes.access import may_see_all as may_see_disputes
from loket.disputes.access import visible_to as disputes_visible_to
from loket.disputes.actions.storing import TOPIC as DISPUTES
from loket.lib.live import DESK
from loket.lib.streams import Scope
from loket.notices.actions.news import OUTBOX
from loket.orders.access import visible_to as orders_visible_to
from loket.orders.actions.news import DUTIES
from loket.people.access import may_answer, teams_visible_to
from loket.people.actions.staff import touch_presence
from loket.people.actors import StaffActor
from loket.people.models import User

MOST_TOPICS = 50
ABOUT_CONVERSATIONS = frozenset({"conversation", "notes", "viewers"})
_STAFF = "loket.desk.staff"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who reads a stream, and which conversations they have open."""

    user: User
    looks_at: tuple[UUID, ...]


async def authorise(scope: Scope) -> frozenset[str]:
    """The asked topics that the member of staff behind the session may follow; none for anybody else."""
    return await asyncio.to_thread(_with_own_connection, _authorise, scope)


async def alive(scope: Scope) -> None:
    """Note that the desk is open, and which conversations on it."""
    await asyncio.to_thread(_with_own_connection, _note_alive, scope)


def _authorise(scope: Scope) -> frozenset[str]:
    actor = _actor(scope)
    if actor is None:
        return frozenset()
    topics = allowed(actor, _asked(scope))
    looked = tuple(UUID(topic.partition(":")[2]) for topic in topics if topic.startswith("viewers:"))
    scope[_STAFF] = _Reader(actor.user, looked)
    return topics


def _note_alive(scope: Scope) -> None:
    reader: _Reader | None = scope.get(_STAFF)
    if reader is None:
        return
    now = timezone.now()
    touch_presence(reader.user.pk, now=now)
    for conversation_id in reader.looks_at:
        look_at(conversation_id, reader.user, now=now)


def allowed(actor: StaffActor, asked: Iterable[str]) -> frozenset[str]:
    """Those of the asked topics that ``actor`` may follow."""
    pairs = [(topic, *topic.partition(":")[::2]) for topic in dict.fromkeys(asked)][:MOST_TOPICS]
    conversations = _visible_conversations(
        actor, [value for _topic, kind, value in pairs if kind in ABOUT_CONVERSATIONS]
    )
    teams = _visible_teams(actor, [value for _topic, kind, value in pairs if kind == "queue"])
    orders = _visible_orders(actor, [value for _topic, kind, value in pairs if kind == "order"])
    known: Mapping[str, frozenset[str]] = {
        **dict.fromkeys(ABOUT_CONVERSATIONS, conversations),
        "queue": teams,
        **dict.fromkeys((DESK, DUTIES, OUTBOX), _if(may_answer(actor))),
        "order": orders,
        "dispute": _visible_disputes(actor, [value for _topic, kind, value in pairs if kind == "dispute"]),
        DISPUTES: _if(may_see_disputes(actor)),
    }
    return frozenset(topic for topic, kind, value in pairs if value in known.get(kind, frozenset()))


def _visible_conversations(actor: StaffActor, values: list[str]) -> frozenset[str]:
    ids = [value for value in values if _is_uuid(value)]
    if not ids:
        return frozenset()
    return frozenset(str(pk) for pk in visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _visible_teams(actor: StaffActor, values: list[str]) -> frozenset[str]:
    ids = _numbers(values)
    if not ids:
        return frozenset()
    return frozenset(str(pk) for pk in teams_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _visible_orders(actor: StaffActor, values: list[str]) -> frozenset[str]:
    ids = _numbers(values)
    if not ids:
        return frozenset()
    return frozenset(str(pk) for pk in orders_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _visible_disputes(actor: StaffActor, values: list[str]) -> frozenset[str]:
    ids = [value for value in values if _is_uuid(value)]
    if not ids:
        return frozenset()
    return frozenset(str(pk) for pk in disputes_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _if(may: bool) -> frozenset[str]:
    """A topic without a name of its own, for whoever may follow it."""
    return frozenset({""}) if may else frozenset()


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 19]


def _actor(scope: Scope) -> StaffActor | None:
    """The member of staff behind Django's session cookie, where they may answer or work with disputes."""
    request = HttpRequest()
    request.session = SessionStore(session_key=_cookie(scope, settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    if not isinstance(user, User) or not user.is_active:
        return None
    actor = StaffActor(user)
    return actor if may_answer(actor) or may_see_disputes(actor) else None


def _cookie(scope: Scope, name: str) -> str | None:
    headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
    written = "; ".join(value.decode("latin-1") for key, value in headers if key == b"cookie")
    try:
        morsel = SimpleCookie(written).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _asked(scope: Scope) -> list[str]:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return [topic for each in query.get("topics", []) for topic in each.split(",") if topic]


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def _with_own_connection(function: Any, scope: Scope) -> Any:
    close_old_connections()
    try:
        return function(scope)
    finally:
        close_old_connections()
