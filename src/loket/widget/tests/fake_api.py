"""A small stand-in for API v1, good enough to drive every state of the widget in a browser.

Words steer it: "person" hands over, "options" offers choices; ``POST /steer/{verb}`` does what an agent or the
network would do: join, say, type, close, cut (ends all streams), down/up (refuses everything for a while).
"""

from __future__ import annotations

import asyncio
import json
import uuid
from datetime import UTC, datetime, timedelta
from email.parser import BytesParser
from typing import Any

ANSWER = (
    "Your refund is on its way. It usually takes **3 to 5 working days**.\n\n"
    "1. Open *My orders*.\n2. Pick the order.\n3. Press [Refund](https://example.org/refund)."
)
OUTCOMES = [{"id": "solved", "text": "That solved it"}, {"id": "unsolved", "text": "Not really"}]
CLOSEST = [
    {"id": "a1", "text": "Where is my refund?"},
    {"id": "a2", "text": "How do I cancel an order?"},
    {"id": "a3", "text": "My parcel is late"},
]


class FakeApi:
    """One ASGI application with everything in memory."""

    def __init__(self) -> None:
        self.conversations: dict[str, dict[str, Any]] = {}
        self.seen_keys: dict[str, tuple[int, Any]] = {}
        self.uploads: dict[str, tuple[dict[str, Any], bytes]] = {}
        self.posts: list[tuple[str, Any]] = []
        self.down = False
        self.drop_answers = 0
        self.streams_blocked = False
        self.is_open = True
        self.contact: dict[str, Any] | None = {"known": "", "asks": ["email"]}
        self.refuse = ""
        self.slow = 0.0

    # -- ASGI --------------------------------------------------------------------------------------

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path, method = scope["path"].removeprefix("/api/v1"), scope["method"]
        body = await _read(receive)
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        if path.startswith("/steer/"):
            return await _reply(send, 200, self.steer(path[7:], json.loads(body or b"{}")))
        if self.down:
            return await _reply(send, 503, {"title": "down"})
        if path.endswith("/events"):
            return await self.stream(path.split("/")[2], headers, receive, send)
        if "/messages" in path and method == "GET":
            return await self.poll(path.split("/")[2], scope["query_string"].decode(), send)
        if method != "GET":
            await asyncio.sleep(self.slow)
        status, answer = self.answer(method, path, body, headers)
        if self.drop_answers and method == "POST" and "message" in str(answer):
            self.drop_answers -= 1
            status, answer = 502, {"title": "lost on the way back"}
        await _reply(send, status, answer)

    def answer(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        if path == "/uploads" and method == "POST":
            return self.upload(body, headers)
        parts = path.strip("/").split("/")
        if parts[0] == "uploads":
            return 200, self.uploads[parts[1]][1]
        if parts[0] == "articles":
            return 200, {"id": parts[1], "question": "My order was cancelled. Where is my refund?", "answer": ANSWER}
        data = json.loads(body) if body else {}
        if method == "POST":
            self.posts.append((path, data))
        key = headers.get("idempotency-key", "")
        if key in self.seen_keys:
            return 200, self.seen_keys[key][1]
        if path == "/conversations":
            return self.remember(key, 201, self.open(data))
        found = self.conversations.get(parts[1])
        if not found or headers.get("authorization") != f"Bearer {found['token']}":
            return 404, {"title": "Not found", "detail": "There is no such conversation."}
        return self.remember(key, *self.act(found, method, parts[2] if len(parts) > 2 else "", data))

    def act(self, found: dict[str, Any], method: str, what: str, data: dict[str, Any]) -> tuple[int, Any]:
        if what == "messages" and self.refuse:
            return 422, {"title": "Refused", "detail": self.refuse}
        if what == "messages":
            return self.message(found, data)
        if what == "handover":
            self.hand_over(found)
        if what == "closure":
            self.close(found)
        if what == "rating":
            found |= {"rating": data, "can_rate": False}
        if what == "contact":
            if "@" not in data.get("email", ""):
                return 422, {"title": "Refused", "detail": "This is no e-mail address."}
            found["contact"] = {"known": "b•••@mail.example", "asks": ["email"]}
            return 200, found["contact"]
        if what == "token":
            self.conversations.pop(found["id"])
            return 204, None
        if what == "record":
            return 200, "\n".join(f"{m['sender']}: {m['text']}" for m in found["messages"]).encode()
        return 200, self.facts(found)

    # -- conversations ------------------------------------------------------------------------------

    def open(self, data: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {
            "id": str(uuid.uuid4()),
            "token": uuid.uuid4().hex,
            "number": "7K3MQ8RX",
            "state": "assistant",
            "messages": [],
            "agent": None,
            "queue": None,
            "answer_by": None,
            "rating": None,
            "can_rate": False,
            "contact": None,
            "external": {},
            "wakers": [],
            "article": data.get("article"),
            "language": data.get("language"),
        }
        self.conversations[found["id"]] = found
        if data.get("message"):
            self.message(found, data["message"])
        public = {**self.facts(found), "token": found["token"]}
        return {**public, "messages": list(found["messages"])}

    def facts(self, found: dict[str, Any]) -> dict[str, Any]:
        names = ("id", "number", "state", "queue", "answer_by", "agent", "rating", "can_rate", "contact", "language")
        opens_at = None if self.is_open else (datetime.now(UTC) + timedelta(days=2)).isoformat()
        return {name: found[name] for name in names} | {"open": self.is_open, "opens_at": opens_at}

    def message(self, found: dict[str, Any], data: dict[str, Any]) -> tuple[int, Any]:
        stored = found["external"].get(data.get("external_id"))
        if not stored:
            files = [self.uploads[file][0] for file in data.get("attachments") or []]
            own = self.add(found, "customer", data["text"], external_id=data.get("external_id"), attachments=files)
            if found["state"] == "closed":
                found |= {"state": "assistant", "can_rate": False}
            stored = (own, self.reply(found, data))
            found["external"][data.get("external_id")] = stored
        own, replies = stored
        return 201, {"message": own, "replies": replies, "state": found["state"], "queue": found["queue"]}

    def reply(self, found: dict[str, Any], data: dict[str, Any]) -> list[dict[str, Any]]:
        if found["agent"] or found["state"] == "queued":
            return []
        if "person" in data["text"]:
            return self.hand_over(found)
        if "options" in data["text"]:
            words = "I am not sure what you mean. Is it one of these?"
            return [self.add(found, "assistant", words, name="Eva", kind="options", options=CLOSEST)]
        source = [{"article": "refund", "title": "Where is my refund?", "url": "/en/help/refund"}]
        return [self.add(found, "assistant", ANSWER, name="Eva", kind="answer", options=OUTCOMES, sources=source)]

    def hand_over(self, found: dict[str, Any]) -> list[dict[str, Any]]:
        waits = {"position": 3, "wait_seconds": [240, 540]} if self.is_open else {"position": 3, "wait_seconds": None}
        found |= {"state": "queued", "queue": waits, "contact": self.contact}
        if not self.is_open:
            found["answer_by"] = (datetime.now(UTC) + timedelta(days=2)).isoformat()
        return [self.add(found, "system", "You are in line for a person.", kind="handover")]

    def close(self, found: dict[str, Any]) -> None:
        found |= {"state": "closed", "agent": None, "queue": None, "can_rate": not found["rating"]}
        self.wake(found, "state")

    def add(self, found: dict[str, Any], sender: str, text: str, **more: Any) -> dict[str, Any]:
        message = {
            "seq": len(found["messages"]) + 1,
            "sender": sender,
            "name": None,
            "kind": "text",
            "text": text,
            "language": "en",
            "translations": {},
            "sources": [],
            "options": [],
            "attachments": [],
            "created_at": datetime.now(UTC).isoformat(),
            **more,
        }
        found["messages"].append(message)
        self.wake(found)
        return message

    # -- what an agent or the network does ------------------------------------------------------------

    def steer(self, verb: str, data: dict[str, Any]) -> dict[str, Any]:
        found = list(self.conversations.values())[-1] if self.conversations else {}
        if verb == "join":
            found |= {"agent": {"name": "Ada", "languages": ["en", "pt-BR"]}, "state": "agent", "queue": None}
            self.wake(found, "state")
        if verb == "say":
            self.add(found, "agent", data["text"], name="Ada", language=data.get("language", "en"))
        if verb == "type":
            self.wake(found, "typing")
        if verb == "close":
            self.close(found)
        if verb == "cut":
            self.wake(found, "cut")
        if verb in {"down", "up"}:
            self.down = verb == "down"
            if found:
                self.wake(found, "cut")
        for name in ("drop_answers", "streams_blocked", "is_open"):
            setattr(self, name, data.get(name, getattr(self, name)))
        return {"posts": self.posts, "messages": found.get("messages", [])}

    def wake(self, found: dict[str, Any], hint: str = "message") -> None:
        for waker in found["wakers"]:
            waker.put_nowait(hint)

    # -- streams and polls ------------------------------------------------------------------------------

    async def stream(self, name: str, headers: dict[str, str], receive: Any, send: Any) -> None:
        found = self.conversations.get(name)
        if not found:
            return await _reply(send, 404, {"title": "Not found"})
        if self.streams_blocked:
            await asyncio.sleep(30)
        waker: asyncio.Queue[str] = asyncio.Queue()
        found["wakers"].append(waker)
        gone = asyncio.create_task(receive())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        last = await self.emit(found, send, int(headers.get("last-event-id") or 0), "state")
        while True:
            waiting = asyncio.create_task(waker.get())
            await asyncio.wait({waiting, gone}, return_when=asyncio.FIRST_COMPLETED)
            hint = waiting.result() if waiting.done() else "cut"
            if hint == "cut":
                waiting.cancel()
                gone.cancel()
                break
            last = await self.emit(found, send, last, hint)
        found["wakers"].remove(waker)
        await send({"type": "http.response.body", "body": b""})

    async def emit(self, found: dict[str, Any], send: Any, last: int, hint: str) -> int:
        text = ": hello\n\n"
        for message in found["messages"][last:]:
            text += f"id: {message['seq']}\nevent: message\ndata: {json.dumps(message)}\n\n"
        kind, told = "state", {name: found[name] for name in ("state", "queue", "answer_by", "agent")}
        if hint == "typing":
            kind, told = "typing", {"sender": "agent", "name": "Ada"}
        text += f"event: {kind}\ndata: {json.dumps(told)}\n\n"
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
        return len(found["messages"])

    async def poll(self, name: str, query: str, send: Any) -> None:
        found = self.conversations.get(name)
        if not found:
            return await _reply(send, 404, {"title": "Not found"})
        asked = dict(pair.split("=") for pair in query.split("&"))
        until = asyncio.get_running_loop().time() + float(asked.get("wait", 0))
        while len(found["messages"]) <= int(asked["after"]) and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.05)
        await _reply(send, 200, {"items": found["messages"][int(asked["after"]) :], "next": None})

    # -- files and repeats ------------------------------------------------------------------------------

    def upload(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        form = BytesParser().parsebytes(b"Content-Type: " + headers["content-type"].encode() + b"\r\n\r\n" + body)
        part = form.get_payload()[0]  # type: ignore[index]
        content = part.get_payload(decode=True)
        name = str(uuid.uuid4())
        stored = {"id": name, "name": part.get_filename(), "type": part.get_content_type(), "size": len(content)}
        self.uploads[name] = (stored, content)
        return 201, stored

    def remember(self, key: str, status: int, answer: Any) -> tuple[int, Any]:
        if key and status < 400:
            self.seen_keys[key] = (status, answer)
        return status, answer


async def _read(receive: Any) -> bytes:
    body = b""
    while True:
        event = await receive()
        body += event.get("body", b"")
        if not event.get("more_body"):
            return body


async def _reply(send: Any, status: int, answer: Any) -> None:
    raw = answer if isinstance(answer, bytes) else b"" if answer is None else json.dumps(answer).encode()
    kind = b"application/octet-stream" if isinstance(answer, bytes) else b"application/json"
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", kind)]})
    await send({"type": "http.response.body", "body": raw})
