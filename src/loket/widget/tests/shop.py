"""A shop's page with the widget on it, served beside the real frame and the fake API, for browsers in tests."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from django.core.wsgi import get_wsgi_application

from loket.lib.threaded_wsgi import ThreadedWSGI
from loket.widget.tests.fake_api import FakeApi

PAGE = """<!doctype html><html lang="{language}"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Samudra</title><body><h1>Samudra market</h1><p>Blue lamp, 49.95</p>
<button id="help" data-loket-open data-article="refund">Chat now</button>
<script src="/widget.js" {attributes} async></script></body></html>"""


def wait_until(happened: Callable[[], Any]) -> Any:
    """Wait for what the server has to know: a page shows one's own words, a closed dialog and an empty chat before."""
    until = time.monotonic() + 10
    while not (found := happened()) and time.monotonic() < until:
        time.sleep(0.02)
    assert found
    return found


class Shop:
    """One ASGI application: the host page, the API, and Django for the rest."""

    def __init__(self) -> None:
        self.api = FakeApi()
        self.django: Any = ThreadedWSGI(get_wsgi_application(), threads=4, body_limit=32 << 20)
        self.attributes = ""
        self.language = "en"
        self.url = ""
        self.loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.loop = asyncio.get_running_loop()
        if scope["type"] != "http":
            return
        if scope["path"].startswith("/api/"):
            return await self.api(scope, receive, send)
        if scope["path"] != "/shop":
            return await self.django(scope, receive, send)
        page = PAGE.format(language=self.language, attributes=self.attributes).encode()
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": page})


@contextmanager
def serving(shop: Shop, port: int = 0) -> Iterator[str]:
    """Serve the shop on a free port; yields its address."""
    config = uvicorn.Config(shop, port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)
