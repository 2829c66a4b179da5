"""Who may follow what on sellers' event stream: that something changed, never what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from django.db import close_old_connections
from django.http import HttpRequest

from loket.disputes.access import disputes_among
from loket.disputes.actions.storing import topic_of_claims
from loket.lib.streams import Scope
from loket.orders.access import talks_among
from loket.people.actors import SellerActor
from loket.people.seller_sessions import COOKIE, seller_of

ADDRESS = "/sellers/live"
MOST_TOPICS = 20


async def authorise(scope: Scope) -> frozenset[str]:
    """The asked topics that the seller behind the cookie may follow; none for anybody else."""
    return await asyncio.to_thread(_authorise, scope)


async def alive(scope: Scope) -> None:
    """Nothing is noted of a seller's visit."""


def allowed(actor: SellerActor, asked: Iterable[str]) -> frozenset[str]:
    """Those of the asked topics that ``actor`` may follow: their claims, each of these, and talks with buyers."""
    wanted = list(dict.fromkeys(asked))[:MOST_TOPICS]
    lists = {topic_of_claims(actor.seller_id)} if actor.order_id is None else set()
    return frozenset(wanted) & {*lists, *disputes_among(actor, wanted), *talks_among(actor, wanted)}


def _authorise(scope: Scope) -> frozenset[str]:
    close_old_connections()
    try:
        request = HttpRequest()
        request.COOKIES[COOKIE] = _cookie(scope)
        signed_in = seller_of(request)
        return allowed(signed_in.actor, _asked(scope)) if signed_in else frozenset()
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
