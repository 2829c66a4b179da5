"""What a slow or hanging translation engine adds to a customer's message, from POST to the answer in its response."""

from __future__ import annotations

import http.client
import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from benchmarks.installation import Web, installation, program, web_process
from benchmarks.turn import post

MESSAGES = 40
SLOW_SECONDS, HANGING_SECONDS = 2.0, 3600.0
# How long each engine takes for one text.
ENGINES = {"quick": 0.0, "slow": SLOW_SECONDS, "hanging": HANGING_SECONDS}
NOBODY = "no translation"
AIM_MS = 5.0
LANGUAGE, READ_IN = "en", "pt-BR"


def run() -> list[str]:
    """One message after the other, each time to all installations in turn, so that all have the same weather."""
    with installation(demo=True) as data, ExitStack() as stack:
        webs = {NOBODY: stack.enter_context(web_process(data))}
        for name, seconds in ENGINES.items():
            with _translator(stack.enter_context(_engine(seconds))):
                webs[name] = stack.enter_context(web_process(data))
                # Which takes the jobs of all, and asks its own engine.
                stack.enter_context(program("worker", data=data))
        for web in webs.values():
            _message(web, "warm-up", number=0, is_read=False)
        times: dict[str, list[float]] = {name: [] for name in webs}
        for number in range(1, MESSAGES + 1):
            for name, web in webs.items():
                times[name].append(_message(web, name, number=number, is_read=name != NOBODY))
        return _lines(times)


def _lines(times: dict[str, list[float]]) -> list[str]:
    middle = {name: sorted(each)[len(each) // 2] for name, each in times.items()}
    late = {name: sorted(each)[int(len(each) * 0.95)] for name, each in times.items()}
    shown = [f"{name:<15} p50 {middle[name]:6.1f} ms  p95 {late[name]:6.1f} ms" for name in times]
    added = {name: middle[name] - middle["quick"] for name in ("slow", "hanging")}
    return [
        f"{MESSAGES} messages each, in cases that staff read in another language",
        *shown,
        f"added by an engine that takes {SLOW_SECONDS:.0f} s: {added['slow']:+.1f} ms, by one that hangs: "
        f"{added['hanging']:+.1f} ms; aim none (at most {AIM_MS:.0f} ms, which is chance)",
    ]


def _message(web: Web, name: str, *, number: int, is_read: bool) -> float:
    """The time of a message's call in ms, in a conversation of its own, which staff read in another language or not."""
    from loket.conversations.models import Conversation  # noqa: PLC0415  Django is set up only now
    from loket.reception.two_languages import ask_for  # noqa: PLC0415

    connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=60)
    try:
        opened = post(connection, "/api/v1/conversations", {"language": LANGUAGE})
        if is_read:
            ask_for(Conversation.objects.get(pk=opened["id"]), READ_IN)
        path = f"/api/v1/conversations/{opened['id']}/messages"
        told = {"text": f"Where is my parcel? I asked {number} times", "external_id": f"{name}-{number}"}
        started = time.perf_counter()
        post(connection, path, told, token=opened["token"])
        return (time.perf_counter() - started) * 1000
    finally:
        connection.close()


@contextmanager
def _translator(url: str) -> Iterator[None]:
    """Whatever is started inside asks this engine."""
    wanted = {"LOKET_TRANSLATORS": "libretranslate", "LOKET_LIBRETRANSLATE_URL": url}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


@contextmanager
def _engine(seconds: float) -> Iterator[str]:
    """The address of an engine that says every text as it was, after so long."""

    class Engine(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say([{"code": each, "name": each, "targets": ["en", "pt"]} for each in ("en", "pt")])

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if not is_over.wait(seconds):
                self._say({"translatedText": asked["q"]})

        def _say(self, told: object) -> None:
            body = json.dumps(told).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_given: object) -> None:
            """Says nothing."""

    is_over = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Engine)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        is_over.set()
        server.shutdown()
