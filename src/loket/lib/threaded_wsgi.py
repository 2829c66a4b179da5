"""Runs a synchronous (WSGI) application behind an ASGI server, in a few threads.

A thread is held only while the application works: the body is read before, and a response goes out after, so that
slow clients cost no threads.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import IO, Any, ParamSpec, TypeVar

from loket.lib.streams import Receive, Scope, Send

P = ParamSpec("P")
T = TypeVar("T")
WSGIApplication = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

KEPT_IN_MEMORY_BYTES = 1 << 20
# Chunks that are small enough are sent as one.
GATHERED_BYTES = 1 << 18


@dataclass
class _Answer:
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    def start(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


class ThreadedWSGI:
    """An ASGI application around a WSGI one."""

    def __init__(self, application: WSGIApplication, *, threads: int, body_limit: int) -> None:
        self._application = application
        self._body_limit = body_limit
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call something synchronous in one of the threads."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, lambda: function(*args, **kwargs))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY_BYTES) as body:
            size = await self._read_body(receive, body)
            if size is None:
                return
            if size > self._body_limit:
                return await _refuse(send)
            await self._answer(_environ(scope, body, size), send)

    async def _read_body(self, receive: Receive, body: IO[bytes]) -> int | None:
        """Its size in bytes; None when the client went away."""
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part: bytes = message.get("body", b"")
            size += len(part)
            if size <= self._body_limit:
                body.write(part)
            if not message.get("more_body") or size > self._body_limit:
                body.seek(0)
                return size

    async def _answer(self, environ: dict[str, Any], send: Send) -> None:
        answer = _Answer()
        chunks, rest = await self.run(self._begin, environ, answer)
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            while chunks:
                await send({"type": "http.response.body", "body": chunks, "more_body": True})
                chunks = await self.run(_gather, rest) if rest is not None else b""
            await send({"type": "http.response.body", "body": b""})
        finally:
            if rest is not None:
                await self.run(_close, rest)

    def _begin(self, environ: dict[str, Any], answer: _Answer) -> tuple[bytes, _Rest | None]:
        """Run the application and take the first part of its response; the rest, if there may be one, too."""
        iterable = self._application(environ, answer.start)
        rest = _Rest(iter(iterable), getattr(iterable, "close", None))
        try:
            first = _gather(rest)
        except BaseException:
            _close(rest)
            raise
        if not rest.is_over:
            return first, rest
        _close(rest)
        return first, None


@dataclass
class _Rest:
    chunks: Any
    close: Callable[[], None] | None
    is_over: bool = False


def _gather(rest: _Rest) -> bytes:
    gathered: list[bytes] = []
    size = 0
    while size < GATHERED_BYTES and not rest.is_over:
        chunk = next(rest.chunks, None)
        if chunk is None:
            rest.is_over = True
            break
        gathered.append(chunk)
        size += len(chunk)
    return b"".join(gathered)


def _close(rest: _Rest) -> None:
    close, rest.close = rest.close, None
    if close is not None:
        close()


def _environ(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        _add_header(environ, raw_name.decode("latin-1"), raw_value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(size)
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    # With underscores it could be taken for another one, as CGI knows only those.
    if "_" in name:
        return
    key = name.upper().replace("-", "_")
    key = key if key in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{key}"
    separator = "; " if key == "HTTP_COOKIE" else ","
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This is too much at once. Send less."})
