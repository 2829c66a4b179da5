"""Long polls: an ordinary page that is asked again when there is something new, for where streams are blocked."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from loket.lib.streams import Receive, Scope, Send
from loket.lib.switchboard import CATCH_UP, Change, Switchboard
from loket.lib.threaded_wsgi import ThreadedWSGI


class _Bell:
    """Rings when something of the wanted kind happened."""

    def __init__(self, hint: str) -> None:
        self._hint = hint
        self.rung = asyncio.Event()

    def told(self, change: Change) -> None:
        if change == CATCH_UP or change[1] == self._hint:
            self.rung.set()


async def poll(
    pages: ThreadedWSGI,
    switchboard: Switchboard,
    scope: Scope,
    receive: Receive,
    send: Send,
    *,
    topic: str,
    hint: str,
    seconds: float,
) -> None:
    """Answer a page whose ``items`` are empty only once ``hint`` came or the time is over; no thread waits."""
    bell = _Bell(hint)
    # First subscribed, then read, so that nothing falls between.
    switchboard.follow(bell, frozenset({topic}))
    try:
        until = asyncio.get_running_loop().time() + seconds
        answer = await _ask(pages, scope)
        # What rings may be old news: the page itself says whether there is something.
        while _is_empty(answer) and await _rings(bell, receive, until):
            answer = await _ask(pages, scope)
    finally:
        switchboard.leave(bell)
    for message in answer:
        await send(message)


async def _rings(bell: _Bell, receive: Receive, until: float) -> bool:
    """Wait for the bell; False when the time is over or the client goes."""
    ringing = asyncio.create_task(bell.rung.wait())
    going = asyncio.create_task(_gone(receive))
    try:
        left = until - asyncio.get_running_loop().time()
        await asyncio.wait({ringing, going}, timeout=max(left, 0), return_when=asyncio.FIRST_COMPLETED)
        bell.rung.clear()
        return ringing.done() and not going.done()
    finally:
        ringing.cancel()
        going.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


async def _ask(pages: ThreadedWSGI, scope: Scope) -> list[Any]:
    answer: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        answer.append(message)

    await pages(scope, receive, send)
    return answer


def _is_empty(answer: list[Any]) -> bool:
    """Whether it is a page of a list with nothing in it; such a page is too short to be compressed."""
    if answer[0]["status"] != 200:
        return False
    try:
        return bool(json.loads(b"".join(part.get("body", b"") for part in answer[1:]))["items"] == [])
    except (ValueError, KeyError, TypeError):
        return False
