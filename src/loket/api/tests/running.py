"""The whole web process on loopback, for tests of what waits: streams and long polls."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import socket
import threading
import time
from dataclasses import dataclass, field

import uvicorn


@dataclass
class Event:
    """One event of a stream."""

    name: str
    data: str
    id: str = ""

    @property
    def json(self):
        return json.loads(self.data)


@dataclass
class Stream:
    """A stream that is being read, as far as it came."""

    response: http.client.HTTPResponse
    connection: http.client.HTTPConnection
    events: list[Event] = field(default_factory=list)
    is_over: bool = False

    def wait_for(self, condition, *, seconds=5.0):
        """Wait until ``condition(events)`` holds; says whether it came to that."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if condition(self.events):
                return True
            time.sleep(0.01)
        return False

    def sequences(self):
        return [int(event.id) for event in self.events if event.name == "message"]

    def named(self, name):
        return [event for event in self.events if event.name == name]

    def close(self):
        with contextlib.suppress(OSError):
            self.connection.sock and self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.connection.close()

    def read(self):
        fields: dict[str, str] = {}
        with contextlib.suppress(OSError, ValueError, AttributeError, http.client.HTTPException):
            for raw in self.response:
                line = raw.decode().rstrip("\n")
                if line:
                    name, _, value = line.partition(":")
                    fields[name] = value.removeprefix(" ")
                elif fields:
                    if "data" in fields:
                        self.events.append(Event(fields.get("event", ""), fields["data"], fields.get("id", "")))
                    fields = {}
        self.is_over = True


def prepare_nothing():
    """Without a keeper of its own, the bank is asked for by each turn: threads that outlive a test disturb the next."""


class Web:
    """A web process in a thread of this one."""

    def __init__(self, application):
        self.application = application
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port = self.socket.getsockname()[1]
        config = uvicorn.Config(application, log_config=None, timeout_graceful_shutdown=1, lifespan="on")
        self.server = uvicorn.Server(config)
        self.loop = None
        self.thread = threading.Thread(target=lambda: asyncio.run(self.run()), daemon=True)
        self.streams: list[Stream] = []

    async def run(self):
        self.loop = asyncio.get_running_loop()
        await self.server.serve(sockets=[self.socket])

    def start(self):
        self.thread.start()
        until = time.monotonic() + 20
        while time.monotonic() < until:
            if self.server.started and self.call("GET", "/ready")[0] == 200:
                return
            time.sleep(0.02)
        raise RuntimeError("The web process did not become ready.")

    def stop(self):
        for stream in self.streams:
            stream.close()
        self.server.should_exit = True
        self.thread.join(10)
        self.socket.close()

    def call(self, method, path, body=None, *, token="", seconds=30, headers=None):
        """One call; its status and its JSON."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, _headers(token, headers))
            response = connection.getresponse()
            content = response.read()
            return response.status, json.loads(content) if content else None
        finally:
            connection.close()

    def stream(self, path, *, token="", headers=None):
        """Open a stream and read it in a thread."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, None, _headers(token, headers))
        stream = Stream(connection.getresponse(), connection)
        self.streams.append(stream)
        threading.Thread(target=stream.read, daemon=True).start()
        return stream


def _headers(token, headers):
    found = {"Content-Type": "application/json", **(headers or {})}
    if token:
        found["Authorization"] = f"Bearer {token}"
    return found
