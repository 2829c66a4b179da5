"""Event streams (text/event-stream) as raw ASGI beside Django, thin enough for thousands at once.

A door gives each stream a ``Feed``, which decides what may be seen and writes it. The stream itself only waits: one
coroutine until the client goes, and a short task whenever something changed. Changes that come while one is written
fold into one another, so that a slow reader costs no memory.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
import time
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from http import HTTPStatus
from typing import Any, Protocol

import psycopg
import psycopg_pool
from django import db

from loket.lib.switchboard import CATCH_UP, Change, Switchboard

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

HEARTBEAT: Change = ("", "heartbeat")
END: Change = ("", "end")
BEAT_EVERY = 20.0
# Access is asked for again with every third heartbeat.
BEATS_PER_CHECK = 3
PAUSE_AFTER_FAILURE = 1.0
DATABASE_AWAY = (psycopg.Error, psycopg_pool.PoolTimeout, db.Error, OSError)
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]

logger = logging.getLogger(__name__)


class StreamRefused(Exception):
    """The caller may not have this stream; answered with an HTTP status before it begins."""

    def __init__(self, status: int, detail: str = "", *, headers: Collection[tuple[bytes, bytes]] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = list(headers)


class StreamEnded(Exception):
    """The caller may not read on."""


class Feed(Protocol):
    """What one stream shows. ``topics`` is asked again after every reading."""

    @property
    def headers(self) -> Collection[tuple[bytes, bytes]]: ...

    @property
    def topics(self) -> frozenset[str]: ...

    async def open(self) -> bytes:
        """Check access and write what was missed; raises StreamRefused."""

    async def changed(self, changes: Collection[Change]) -> bytes:
        """Write what the changes bring; CATCH_UP asks for access and everything again. Raises StreamEnded."""

    async def alive(self) -> None:
        """Note that the reader is still there."""


def event(name: str, data: str, *, id: str = "") -> bytes:
    """One event in the format of the HTML standard (server-sent events); ``data`` has no line breaks."""
    head = f"id: {id}\n" if id else ""
    return f"{head}event: {name}\ndata: {data}\n\n".encode()


class Streams:
    """All open streams of a process."""

    def __init__(self, switchboard: Switchboard) -> None:
        self.switchboard = switchboard
        self._open: set[_Stream] = set()
        self._ticker: asyncio.Task[None] | None = None
        self._is_ending = False

    def start(self) -> None:
        """Begin to keep streams alive."""
        self._ticker = asyncio.create_task(self._tick())

    def end(self) -> None:
        """End every stream at once; their readers come back by themselves."""
        self._is_ending = True
        if self._ticker is not None:
            self._ticker.cancel()
        for stream in tuple(self._open):
            stream.told(END)

    def __len__(self) -> int:
        return len(self._open)

    async def serve(self, feed: Feed, receive: Receive, send: Send) -> None:
        """Run one stream until its reader goes, its access ends or the process does."""
        stream = _Stream(feed, send, self.switchboard)
        # First subscribed, then read: what happens in between is told once the reading is sent.
        self.switchboard.follow(stream, feed.topics)
        try:
            await self._run(stream, feed, receive, send)
        finally:
            self._open.discard(stream)
            self.switchboard.leave(stream)
            stream.cancel()

    async def _run(self, stream: _Stream, feed: Feed, receive: Receive, send: Send) -> None:
        try:
            first = await feed.open()
        except StreamRefused as refusal:
            return await refuse(refusal, send)
        except DATABASE_AWAY:
            return await refuse(StreamRefused(503, "Try again in a moment.", headers=feed.headers), send)
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS, *feed.headers]})
        await send({"type": "http.response.body", "body": b"retry: 2000\n\n" + first, "more_body": True})
        self.switchboard.follow(stream, feed.topics)
        self._open.add(stream)
        stream.begin()
        if self._is_ending:
            stream.told(END)
        while (await receive())["type"] != "http.disconnect":
            continue

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(1)
            now = time.monotonic()
            for stream in tuple(self._open):
                stream.beat(now)


class _Stream:
    """One open stream: what it still has to tell, and the task that is telling it."""

    __slots__ = (
        "__weakref__",
        "_beats",
        "_feed",
        "_is_begun",
        "_next_beat",
        "_pending",
        "_send",
        "_switchboard",
        "_writing",
    )

    def __init__(self, feed: Feed, send: Send, switchboard: Switchboard) -> None:
        self._feed = feed
        self._send = send
        self._switchboard = switchboard
        self._pending: dict[Change, None] = {}
        self._writing: asyncio.Task[None] | None = None
        self._is_begun = False
        self._beats = 0
        # At random, so that a thousand streams that opened together do not beat together.
        self._next_beat = time.monotonic() + BEAT_EVERY * random.uniform(0.5, 1.0)  # noqa: S311

    def told(self, change: Change) -> None:
        self._pending[change] = None
        self._write_soon()

    def begin(self) -> None:
        self._is_begun = True
        self._write_soon()

    def beat(self, now: float) -> None:
        if now < self._next_beat:
            return
        self._next_beat = now + BEAT_EVERY
        self._beats += 1
        self.told(HEARTBEAT)
        if self._beats % BEATS_PER_CHECK == 0:
            self.told(CATCH_UP)

    def cancel(self) -> None:
        if self._writing is not None:
            self._writing.cancel()

    def _write_soon(self) -> None:
        if self._is_begun and self._pending and self._writing is None:
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        is_over = True
        try:
            while self._pending:
                changes = list(self._pending)
                self._pending.clear()
                await self._tell(changes)
            is_over = False
        except StreamEnded:
            pass
        finally:
            self._writing = None
            if is_over:
                self._is_begun = False
                with contextlib.suppress(asyncio.CancelledError):
                    await self._send({"type": "http.response.body", "body": b""})

    async def _tell(self, changes: list[Change]) -> None:
        if END in changes:
            raise StreamEnded
        try:
            data = await self._read(changes)
        except DATABASE_AWAY as error:
            # The database is away: what there is to tell is told when it is back.
            logger.debug("A stream waits for the database: %s", error)
            self._pending.update(dict.fromkeys(changes))
            await asyncio.sleep(PAUSE_AFTER_FAILURE)
            return
        if data:
            await self._send({"type": "http.response.body", "body": data, "more_body": True})
        self._switchboard.follow(self, self._feed.topics)

    async def _read(self, changes: list[Change]) -> bytes:
        news = [change for change in changes if change != HEARTBEAT]
        if len(news) < len(changes):
            await self._feed.alive()
        written = await self._feed.changed(news) if news else b""
        return written or (b": \n\n" if len(news) < len(changes) else b"")


async def refuse(refusal: StreamRefused, send: Send) -> None:
    """Answer with a problem (RFC 9457) instead of a stream."""
    status = refusal.status
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": refusal.detail}
    headers = [(b"content-type", b"application/problem+json"), (b"cache-control", b"no-store"), *refusal.headers]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(problem).encode()})
