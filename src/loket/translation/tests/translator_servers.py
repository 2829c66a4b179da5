"""Translators for tests: engines in this process and HTTP servers, the good ones and every way in which they fail."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from loket.translation.port import EngineFailed
from loket.translation.shapes import BRACKETS


class FakeEngine:
    """Translates with a function of one text; ``pairs`` None takes any."""

    def __init__(self, function=str.upper, *, name="fake", pairs=None, shapes=(BRACKETS,), takes=0.0):
        self.name, self.shapes = name, shapes
        self.function, self._pairs, self.takes = function, pairs, takes
        self.asked = []

    def pairs(self):
        return self._pairs

    def translate(self, texts, *, source, target, seconds):
        self.asked.append((list(texts), source, target))
        if self.takes > seconds:
            time.sleep(seconds)
            raise EngineFailed("late", is_late=True)
        time.sleep(self.takes)
        return [self.function(text) for text in texts]


def fails(_):
    raise EngineFailed("status 500")


class _Request(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, json.loads(body), dict(self.headers)))
        self.server.behaviour(self, json.loads(body))

    def do_GET(self):
        self.send(self.server.languages)

    def send(self, body, *, status=200):
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        """Says nothing."""


class TranslatorServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour, languages):
        super().__init__(("127.0.0.1", 0), _Request)
        self.behaviour, self.languages, self.asked = behaviour, languages, []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """A client that left is no news."""


@contextmanager
def translator_server(behaviour, languages=b"gone"):
    """A running server, gone at the end of the block."""
    server = TranslatorServer(behaviour, languages)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def sleeps(request, _):
    time.sleep(1.0)
    request.send({"late": True})


def breaks_down(request, _):
    request.send({"error": "out of memory"}, status=500)


def refuses(request, _):
    request.send({"error": "no such language"}, status=400)


def talks_garbage(request, _):
    request.send(b"<html>Bad gateway</html>")


def says_something_else(request, _):
    request.send(
        {"translatedText": {"a": 1}, "translations": "x", "choices": [{"message": {"content": '{"texts": 3}'}}]}
    )


def hangs_up(request, _):
    request.connection.close()
    request.close_connection = True


def answers_too_few(request, _):
    text = json.dumps({"texts": ["one"]})
    said = {"role": "assistant", "content": text}
    request.send(
        {
            "translatedText": ["one"],
            "translations": [{"text": "one"}],
            "choices": [{"message": said, "finish_reason": "stop"}],
        }
    )
