"""A language model's server for tests: real HTTP on this machine, and every way in which such a server misbehaves."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class ModelServer(ThreadingHTTPServer):
    """Answers each POST with ``behaviour(request)``; keeps what it was asked."""

    daemon_threads = True

    def __init__(self, behaviour):
        super().__init__(("127.0.0.1", 0), _Request)
        self.behaviour = behaviour
        self.asked = []
        self.headers = []
        self.paths = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request, client_address):
        """A client that left is no news."""


class _Request(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body))
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        self.server.behaviour(self)

    def send(self, body, *, status=200, kind="application/json", **headers):
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(sent)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(sent)

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def model_server(behaviour):
    """A running server, gone at the end of the block."""
    server = ModelServer(behaviour)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def completion(content, *, ended="stop", **message):
    """The body of a chat completion."""
    said = {"role": "assistant", "content": content, **message}
    return {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": said, "finish_reason": ended}]}


def writes(content, **fields):
    """A model that writes this."""
    return lambda request: request.send(completion(content, **fields))


def composes(*sentences):
    """A model that writes these sentences, each a (text, source)."""
    return writes(composed_text(*sentences))


def composed_text(*sentences):
    """What a model writes that keeps to the form."""
    return json.dumps({"sentences": [{"text": text, "source": source} for text, source in sentences]})


def answers(body, **fields):
    """A server that answers with this body."""
    return lambda request: request.send(body, **fields)


def sleeps(request):
    time.sleep(1.5)
    request.send(completion("too late"))


def drips(request):
    """One byte of a header now and then: no single read ever times out."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(40):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def drips_body(request):
    request.send_response(200)
    request.end_headers()
    for _ in range(40):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def resets(request):
    """Ends the connection with a reset instead of an answer."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def closes(request):
    request.connection.shutdown(socket.SHUT_RDWR)


def streams(request):
    pieces = b"".join(b'data: {"choices":[{"delta":{"content":"Op"}}]}\n\n' for _ in range(50))
    request.send(pieces + b"data: [DONE]\n\n", kind="text/event-stream")


def floods(request):
    request.send_response(200)
    request.end_headers()
    for _ in range(400):
        request.wfile.write(b"x" * 16_384)


def redirects_to(url):
    return lambda request: request.send(b"", status=307, Location=url)
