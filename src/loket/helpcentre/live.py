"""Who may follow what on buyers' event stream: that a talk or a claim went on, never what was said or done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from django.db import close_old_connections
from django.http import HttpRequest

from loket.disputes.access import disputes_among
from loket.helpcentre.buyers import COOKIE, buyer_of
from loket.lib.streams import Scope
from loket.orders.access import talks_among
from loket.people.actors import CustomerActor

ADDRESS = "/orders/live"
MOST_TOPICS = 20


async def authorise(scope: Scope) -> frozenset[str]:
    """The asked topics that the buyer behind the cookie may follow; none for anybody else."""
    return await asyncio.to_thread(_authorise, scope)


async def alive(scope: Scope) -> None:
    """Nothing is noted of a buyer's visit."""


def allowed(actor: CustomerActor, asked: Iterable[str]) -> frozenset[str]:
    """Those of the asked topics that ``actor`` may follow: the talks about their orders, and their claims."""
    wanted = list(dict.fromkeys(asked))[:MOST_TOPICS]
    return talks_among(actor, wanted) | disputes_among(actor, wanted)


def _authorise(scope: Scope) -> frozenset[str]:
    close_old_connections()
    try:
        request = HttpRequest()
        request.COOKIES[COOKIE] = _cookie(scope)
        buyer = buyer_of(request)
        return allowed(buyer.actor, _asked(scope)) if buyer else frozenset()
    finally:
        close_old_connections()


def _cookie(scope: Scope) -> str:
    written = "; ".join(value.decode("latin-1") for key, value in scope["headers"] if key == b"cookie")
    try:
        morsel = SimpleCookie(written).get(COOKIE)
    except CookieError:
        return ""
    return morsel.value if morsel else ""


def _asked(scope: Scope) -> list[str]:
    query = parse_qs(scope["query_string"].decode("latin-1"))
    return [topic for each in query.get("topics", []) for topic in each.split(",") if topic]
