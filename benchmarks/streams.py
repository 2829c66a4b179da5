"""A thousand open streams: memory of each, from saying something to receiving it, and all coming back at once."""

from __future__ import annotations

import asyncio
import resource
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.installation import Web, installation, web_process

STREAMS = 1000
PUBLISHED = 300
MISSED = 3
AT_A_TIME = 100
MEMORY_AIM_KIB = 30.0
LATENCY_AIM_MS = 50.0
STORM_AIM_SECONDS = 1.0
# Seconds.
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Chat:
    """One conversation and its token."""

    id: UUID
    token: str


@dataclass
class Reader:
    """One open stream."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


def run() -> list[str]:
    """Measure all three in one process's life."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with installation(demo=False) as data:
        return asyncio.run(_measure(data))


async def _measure(data: Path) -> list[str]:
    chats = await asyncio.to_thread(_open_chats, STREAMS)
    with web_process(data) as web:
        # What is loaded with the first streams is no stream's own.
        await _close(await _open(web, chats[:AT_A_TIME]))
        before = web.resident_bytes()
        readers = await _open(web, chats)
        each = (web.resident_bytes() - before) / STREAMS / 1024
        delays = await _publish(chats, readers)
        await _close(readers)
        seconds = await _storm(web, chats)
    return _lines(each, delays, seconds)


def _lines(each: float, delays: list[float], seconds: float) -> list[str]:
    middle, slow = delays[len(delays) // 2], delays[int(len(delays) * 0.99)]
    return [
        f"memory        {each:6.1f} KiB a stream at {STREAMS}, {each / MEMORY_AIM_KIB:.2f} of the aim",
        f"said->received p50 {middle:5.1f} ms  p99 {slow:5.1f} ms, {slow / LATENCY_AIM_MS:.2f} of the aim",
        f"storm         {seconds:6.2f} s for {STREAMS} readers with {MISSED} missed messages each, "
        f"{seconds / STORM_AIM_SECONDS:.2f} of the aim",
    ]


async def _open(web: Web, chats: list[Chat]) -> list[Reader]:
    readers: list[Reader] = []
    for start in range(0, len(chats), AT_A_TIME):
        readers += await asyncio.gather(*(_connect(web, chat, 0) for chat in chats[start : start + AT_A_TIME]))
    for each in readers:
        await each.reader.readuntil(b"event: state")
    await asyncio.sleep(1)
    return readers


async def _connect(web: Web, chat: Chat, last: int) -> Reader:
    reader, writer = await asyncio.open_connection("127.0.0.1", web.port)
    writer.write(
        f"GET /api/v1/conversations/{chat.id}/events HTTP/1.1\r\nHost: 127.0.0.1:{web.port}\r\n"
        f"Authorization: Bearer {chat.token}\r\nLast-Event-ID: {last}\r\n\r\n".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0]:
        raise RuntimeError(head.decode())
    return Reader(reader, writer)


async def _close(readers: list[Reader]) -> None:
    for each in readers:
        each.writer.close()
    await asyncio.sleep(1)


async def _publish(chats: list[Chat], readers: list[Reader]) -> list[float]:
    """From the call that says something to the event at its reader, in ms, sorted; the first few warm up."""
    delays: list[float] = []
    for chat, each in zip(chats[:PUBLISHED], readers, strict=False):
        started = time.perf_counter()
        saying = asyncio.create_task(asyncio.to_thread(_say, chat.id))
        await asyncio.wait_for(each.reader.readuntil(b"event: message"), PATIENCE)
        delays.append((time.perf_counter() - started) * 1000)
        await saying
    return sorted(delays[10:])


async def _storm(web: Web, chats: list[Chat]) -> float:
    last = await asyncio.to_thread(_miss, chats)
    await asyncio.sleep(1)
    started = time.perf_counter()
    readers = await asyncio.wait_for(
        asyncio.gather(*(_come_back(web, chat, last[chat.id]) for chat in chats)), PATIENCE
    )
    seconds = time.perf_counter() - started
    await _close(readers)
    return seconds


async def _come_back(web: Web, chat: Chat, last: int) -> Reader:
    back = await _connect(web, chat, last)
    for _ in range(MISSED):
        await back.reader.readuntil(b"event: message")
    return back


def _open_chats(count: int) -> list[Chat]:
    from loket.conversations.actions.inbound import Opening  # noqa: PLC0415  Django is set up only now
    from loket.people.actors import NOBODY  # noqa: PLC0415
    from loket.reception.actions import open_chat  # noqa: PLC0415

    opening = Opening(language="en", page_language="en")
    opened = [open_chat(opening, identity=None, by=NOBODY) for _ in range(count)]
    return [Chat(each.conversation.pk, each.token) for each in opened]


def _say(conversation_id: UUID) -> None:
    from loket.conversations.actions.replies import Words, post_reply  # noqa: PLC0415
    from loket.people.actors import SYSTEM  # noqa: PLC0415

    post_reply(conversation_id, Words(text="Your parcel has arrived.", language="en"), by=SYSTEM)


def _miss(chats: list[Chat]) -> dict[UUID, int]:
    """Say three things in every conversation; where each stood before."""
    from loket.conversations.models import Conversation, Message  # noqa: PLC0415

    last = dict(Conversation.objects.values_list("pk", "last_sequence"))
    missed = [
        Message(conversation_id=chat.id, sequence=last[chat.id] + number, sender="system", text="Hello", language="en")
        for chat in chats
        for number in range(1, MISSED + 1)
    ]
    Message.objects.bulk_create(missed)
    return last
