"""Which requests wait instead of answering at once, and what a web process runs beside its pages."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from types import FrameType
from typing import Any
from urllib.parse import parse_qs

from django.db import close_old_connections
from django.utils.module_loading import import_string
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

from loket.api.v1.lines import Lines
from loket.api.v1.live import EVENTS_PATH, MESSAGES_PATH, ConversationFeed, Doorway
from loket.lib.live import connection_address, topic_of_conversation
from loket.lib.polling import poll
from loket.lib.streams import Feed, Receive, Scope, Send, StreamRefused, Streams, refuse
from loket.lib.switchboard import Switchboard
from loket.lib.threaded_wsgi import ThreadedWSGI
from loket.lib.topic_feed import TopicFeed

DESK_PATH = "/desk/live"
# Streams that only name what changed, and the module of each that says who may follow what.
TOPIC_FEEDS = {
    DESK_PATH: "loket.desk.live",
    "/sellers/live": "loket.sellers.live",
    "/orders/live": "loket.helpcentre.live",
}
READY_PATH = "/ready"
LONGEST_WAIT_SECONDS = 30
POOL_SIZE = 4
PREPARE = "loket.reception.readiness.prepare"

logger = logging.getLogger(__name__)


class Application:
    """The ASGI application."""

    def __init__(self, pages: ThreadedWSGI, *, prepare: str = PREPARE) -> None:
        self._pages = pages
        self._prepare_path = prepare
        self._switchboard = Switchboard(connection_address)
        self.streams = Streams(self._switchboard)
        self._doorway: Doorway | None = None
        self._preparing: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._live(receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1000})
        if scope["method"] == "GET" and await self._waits(scope, receive, send):
            return None
        await self._pages(scope, receive, send)

    async def _waits(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer what may take long; says whether it was such a request."""
        path: str = scope["path"]
        if path == READY_PATH:
            await self._tell_ready(send)
        elif path in TOPIC_FEEDS or EVENTS_PATH.fullmatch(path):
            await self._stream(scope, receive, send)
        elif (match := MESSAGES_PATH.fullmatch(path)) and (seconds := _wait_of(scope)):
            topic = topic_of_conversation(match[1])
            await poll(
                self._pages, self._switchboard, scope, receive, send, topic=topic, hint="message", seconds=seconds
            )
        else:
            return False
        return True

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            feed = await self._feed(scope)
        except StreamRefused as refusal:
            return await refuse(refusal, send)
        await self.streams.serve(feed, receive, send)

    async def _feed(self, scope: Scope) -> Feed:
        match = EVENTS_PATH.fullmatch(scope["path"])
        if match is None:
            room = TOPIC_FEEDS[scope["path"]]
            return TopicFeed(scope, authorise=import_string(f"{room}.authorise"), alive=import_string(f"{room}.alive"))
        if self._doorway is None:
            raise StreamRefused(503, "Try again in a moment.")
        return ConversationFeed(scope, match[1], self._doorway)

    async def _tell_ready(self, send: Send) -> None:
        is_ready = self._preparing is not None and self._preparing.done() and self._switchboard.is_connected
        body = json.dumps({"status": "ready" if is_ready else "starting"}).encode()
        headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": 200 if is_ready else 503, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self.stop()
        await send({"type": "lifespan.shutdown.complete"})

    async def start(self) -> None:
        """Begin to listen, and prepare what answers need while pages are served already."""
        pool: AsyncConnectionPool[Any] = AsyncConnectionPool(
            make_conninfo(connection_address(), options="-c TimeZone=UTC"),
            kwargs={"autocommit": True},
            min_size=1, max_size=POOL_SIZE, timeout=10, open=False,
        )  # fmt: skip
        await pool.open(wait=False)
        self._doorway = Doorway(pool, Lines(self._in_thread))
        self._switchboard.start()
        self.streams.start()
        _end_streams_by_signal(self.streams)
        self._preparing = asyncio.create_task(self._prepare())

    async def stop(self) -> None:
        """Let everybody go."""
        self.streams.end()
        await self._switchboard.stop()
        if self._doorway is not None:
            await self._doorway.pool.close()

    async def _in_thread(self, function: Any, *arguments: Any) -> Any:
        return await self._pages.run(_with_own_connection, function, *arguments)

    async def _prepare(self) -> None:
        prepare = import_string(self._prepare_path)
        await asyncio.to_thread(_with_own_connection, prepare)


def _with_own_connection(function: Any, *arguments: Any) -> Any:
    close_old_connections()
    try:
        return function(*arguments)
    finally:
        close_old_connections()


def _wait_of(scope: Scope) -> float:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("wait", [""])[-1]
    return min(int(asked), LONGEST_WAIT_SECONDS) if asked.isascii() and asked.isdecimal() else 0


def _end_streams_by_signal(streams: Streams) -> None:
    """End open streams in the moment the server is told to stop, which otherwise waits for them."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def handle(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(streams.end)
            if callable(before):
                before(number, frame)

        try:
            signal.signal(number, handle)
        except ValueError:
            # Outside the main thread (tests) the server's own shutdown ends them.
            return
