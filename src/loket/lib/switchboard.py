"""One LISTEN connection per process, which tells everybody in it what changed.

``live`` sends lines of "topic hint"; a subscriber is told of the topics that it follows. Whoever subscribes before
reading misses nothing: after every (re)connect all are told CATCH_UP and read again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable, Iterable
from typing import Protocol

import psycopg

from loket.lib.live import CHANNEL

Change = tuple[str, str]
# Something may have been missed: read everything again.
CATCH_UP: Change = ("", "catch_up")
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 3.0
# Seconds after which a silent connection is tried for life.
PROBE_EVERY = 30.0

logger = logging.getLogger(__name__)


class Subscriber(Protocol):
    """Somebody who is told of changes; must return at once."""

    def told(self, change: Change) -> None: ...


class Switchboard:
    """Passes on what ``live`` publishes, in whichever process that was."""

    def __init__(self, address: Callable[[], str]) -> None:
        self._address = address
        self._followers: dict[str, set[Subscriber]] = {}
        self._topics: dict[Subscriber, frozenset[str]] = {}
        self._task: asyncio.Task[None] | None = None
        self.is_connected = False

    def start(self) -> None:
        """Begin to listen, in the running event loop."""
        self._task = asyncio.create_task(self._listen_for_ever())

    async def stop(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def follow(self, subscriber: Subscriber, topics: frozenset[str]) -> None:
        """Tell ``subscriber`` of these topics from now on, and of no others."""
        before = self._topics.get(subscriber, frozenset())
        self._topics[subscriber] = topics
        if before == topics:
            return
        for topic in before - topics:
            self._drop(topic, subscriber)
        for topic in topics - before:
            self._followers.setdefault(topic, set()).add(subscriber)

    def leave(self, subscriber: Subscriber) -> None:
        """Tell ``subscriber`` nothing more."""
        for topic in self._topics.pop(subscriber, frozenset()):
            self._drop(topic, subscriber)

    def pass_on(self, payload: str) -> None:
        """Tell the followers of each topic that a notification names."""
        for line in payload.split("\n"):
            topic, _, hint = line.partition(" ")
            for subscriber in tuple(self._followers.get(topic, ())):
                subscriber.told((topic, hint))

    def subscribers(self) -> Iterable[Subscriber]:
        """Everybody, as they stand now."""
        return tuple(self._topics)

    def _drop(self, topic: str, subscriber: Subscriber) -> None:
        followers = self._followers.get(topic)
        if followers is None:
            return
        followers.discard(subscriber)
        if not followers:
            del self._followers[topic]

    async def _listen_for_ever(self) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as error:
                if self.is_connected:
                    pause = FIRST_PAUSE
                    logger.warning("The connection for live events was lost: %s", error)
            self.is_connected = False
            # At random, so that many processes do not come back in the same moment.
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._address(), autocommit=True)
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self.is_connected = True
            for subscriber in self.subscribers():
                subscriber.told(CATCH_UP)
            while True:
                async for notification in connection.notifies(timeout=PROBE_EVERY):
                    self.pass_on(notification.payload)
                await connection.execute("SELECT 1")
