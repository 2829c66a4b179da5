"""A stream that only names what changed: pages fetch it again through their ordinary, permission-checked reads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection

from loket.lib.streams import Scope, StreamEnded, StreamRefused, event
from loket.lib.switchboard import CATCH_UP, Change

Authorise = Callable[[Scope], Awaitable[frozenset[str]]]
Alive = Callable[[Scope], Awaitable[None]]


class TopicFeed:
    """Events ``<hint>`` with the topic as data, for the topics that ``authorise`` allows (none: no stream)."""

    headers: Collection[tuple[bytes, bytes]] = ()

    def __init__(self, scope: Scope, *, authorise: Authorise, alive: Alive) -> None:
        self._scope = scope
        self._authorise = authorise
        self._alive = alive
        self.topics: frozenset[str] = frozenset()

    async def open(self) -> bytes:
        """Ask who it is; pages read what they show after the stream has begun."""
        self.topics = await self._authorise(self._scope)
        if not self.topics:
            raise StreamRefused(404, "There is nothing here for you.")
        await self._alive(self._scope)
        return event("ready", "")

    async def changed(self, changes: Collection[Change]) -> bytes:
        """Name the changes; after a gap, name every topic so that all is fetched again."""
        told = [change for change in changes if change != CATCH_UP]
        if len(told) < len(changes):
            await self._check()
            told += [(topic, "catch_up") for topic in sorted(self.topics)]
        # A topic that is not ours any more is not told.
        return b"".join(event(hint, topic) for topic, hint in told if topic in self.topics)

    async def alive(self) -> None:
        """Note that the page is still open."""
        await self._alive(self._scope)

    async def _check(self) -> None:
        self.topics = await self._authorise(self._scope)
        if not self.topics:
            raise StreamEnded
