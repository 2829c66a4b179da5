"""A shop's sender for tests: real HTTP on this machine, and every way in which it misbehaves."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SenderServer(ThreadingHTTPServer):
    """Answers each POST with ``behaviour(request)``; keeps what it was given."""

    daemon_threads = True

    def __init__(self, behaviour):
        super().__init__(("127.0.0.1", 0), _Request)
        self.behaviour = behaviour
        self.bodies, self.headers, self.paths = [], [], []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/loket/letters"

    @property
    def letters(self):
        return [json.loads(each) for each in self.bodies]

    def handle_error(self, request, client_address):
        """A client that left is no news."""


class _Request(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers.append(dict(self.headers))
        self.server.paths.append(self.path)
        self.server.behaviour(self)

    def do_GET(self):
        self.server.paths.append(self.path)
        self.send_error(405)

    def log_message(self, *_):
        """Says nothing."""


@contextmanager
def sender_server(behaviour):
    """A running server, gone at the end of the block."""
    server = SenderServer(behaviour)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def answers(status, **headers):
    """A server that answers with this status."""

    def answer(request):
        request.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            request.send_header(name, value)
        request.end_headers()

    return answer


def fails(times, *, then=204):
    """A server that fails so often, and then works."""
    left = iter(range(times))
    return lambda request: answers(503 if next(left, None) is not None else then)(request)


def sleeps(request):
    time.sleep(1.5)
    answers(204)(request)


def drips(request):
    """One byte of a header now and then: no single read ever times out."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    for _ in range(60):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.05)


def resets(request):
    """Ends the connection with a reset instead of an answer."""
    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.connection.close()
    request.close_connection = True


def babbles(request):
    request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
